package dev.sila.engine;

import java.util.Locale;

/**
 * Identifies one resource of a plan: its kind and its name. Ordered by kind, then name, so that
 * plans read the same.
 */
public record Key(Class<? extends Spec> type, String name) implements Comparable<Key> {

    /** The kind's name for people: {@code SecurityGroup} becomes {@code security group}. */
    public String noun() {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public int compareTo(Key other) {
        int byType = type.getSimpleName().compareTo(other.type.getSimpleName());
        return byType != 0 ? byType : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return noun() + " " + name;
    }
}
