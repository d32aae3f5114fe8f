package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;

/**
 * Somebody who is told by a topic. One that nobody has confirmed yet is found too.
 *
 * @param name {@code topic:endpoint}
 * @param protocol {@code email}, {@code http}, {@code https} or {@code sqs}
 * @param endpoint an address of that protocol
 */
public record Subscription(String name, Ref<Topic> topic, String protocol, String endpoint)
        implements Spec {}
