package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;

/**
 * A security group without its rules, which are {@link SecurityGroupRules}: groups may allow each
 * other, so all of them exist before the first rule and all rules go before the first group.
 *
 * @param name {@code environment_metanetwork}; the group's name, unique in the VPC
 * @param description fixed for life
 */
public record SecurityGroup(String name, Ref<Vpc> vpc, String description, Tags tags)
        implements Spec {}
