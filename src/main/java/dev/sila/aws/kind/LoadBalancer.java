package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An application or network load balancer.
 *
 * @param name {@code environment-hostclass}, at most 32 characters
 * @param type {@code application} or {@code network}; fixed for life
 * @param scheme {@code internet-facing} or {@code internal}; fixed for life
 * @param subnets each in another zone; an application load balancer has two at least
 * @param securityGroups of a network load balancer: at least one, or it can never have any
 * @param idleTimeoutSeconds how long a connection may be silent, 1 to 4000; null for a network load
 *     balancer, whose listeners say it
 */
public record LoadBalancer(
        String name,
        String type,
        String scheme,
        Set<Ref<Subnet>> subnets,
        Set<Ref<SecurityGroup>> securityGroups,
        @Nullable Integer idleTimeoutSeconds,
        Tags tags)
        implements Spec {}
