package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A listener of an application or network load balancer, which forwards to one target group.
 *
 * @param name the balancer's name, a colon and the port
 * @param port where clients connect
 * @param protocol {@code HTTP} or {@code HTTPS}; of a network load balancer {@code TCP} or {@code
 *     TLS}
 * @param certificateArn the certificate of an HTTPS or TLS listener
 * @param idleTimeoutSeconds how long a connection may be silent, 60 to 6000, for TCP; else null
 */
public record Listener(
        String name,
        Ref<LoadBalancer> loadBalancer,
        int port,
        String protocol,
        @Nullable String certificateArn,
        Ref<TargetGroup> targetGroup,
        @Nullable Integer idleTimeoutSeconds,
        Tags tags)
        implements Spec {}
