package dev.sila.model;

import java.util.List;

/**
 * Who is told about an environment at one level of gravity.
 *
 * @param name the name of the key in the files and of the topic: {@code team_environment_level}, or
 *     {@code environment_level}
 * @param where the place of the key
 * @param subscribers each once, in the order of the files
 */
public record Notification(String name, String where, List<Subscriber> subscribers) {
    public Notification {
        subscribers = List.copyOf(subscribers);
    }
}
