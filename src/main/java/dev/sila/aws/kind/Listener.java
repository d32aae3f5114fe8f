package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A listener of an application load balancer, which forwards to one target group.
 *
 * @param name the balancer's name, a colon and the port
 * @param port where clients connect
 * @param protocol {@code HTTP} or {@code HTTPS}
 * @param certificateArn the certificate of an HTTPS listener
 */
public record Listener(
        String name,
        Ref<LoadBalancer> loadBalancer,
        int port,
        String protocol,
        @Nullable String certificateArn,
        Ref<TargetGroup> targetGroup,
        Tags tags)
        implements Spec {}
