package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;

/**
 * An application load balancer.
 *
 * @param name {@code environment-hostclass}, at most 32 characters
 * @param scheme {@code internet-facing} or {@code internal}; fixed for life
 * @param subnets at least two, each in another zone
 * @param idleTimeoutSeconds how long a connection may be silent, 1 to 4000
 */
public record LoadBalancer(
        String name,
        String scheme,
        Set<Ref<Subnet>> subnets,
        Set<Ref<SecurityGroup>> securityGroups,
        int idleTimeoutSeconds,
        Tags tags)
        implements Spec {}
