package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import dev.sila.engine.Tags;

/**
 * An SNS topic that tells people or programs about an environment. Stays when the environment goes,
 * so that nobody has to confirm a subscription again. Source: Asiaq's README, "Alarms".
 *
 * @param name the topic's name: the key of the notifications section
 */
public record Topic(String name, Tags tags) implements Spec {}
