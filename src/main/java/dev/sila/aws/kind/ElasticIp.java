package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import dev.sila.engine.Tags;

/**
 * An Elastic IP address that is allocated for the environment and released with it. Static
 * addresses, which outlive environments, are no specs: see {@link NatGateway.Static}.
 *
 * @param name what uses it, such as a NAT gateway's name; also the {@code Name} tag
 */
public record ElasticIp(String name, Tags tags) implements Spec {}
