package dev.sila.blueprint;

import dev.sila.model.HostedZone;
import java.util.List;
import java.util.Map;

/**
 * What the blueprints of load balancers must know about the world.
 *
 * @param certificates the ARNs of the certificates that were found, by the name looked for
 * @param zones all public hosted zones, and the private ones that the environment's VPC sees
 */
public record BalancerFacts(Map<String, String> certificates, List<HostedZone> zones) {
    /** Nothing was looked up. */
    public static final BalancerFacts NONE = new BalancerFacts(Map.of(), List.of());

    public BalancerFacts {
        certificates = Map.copyOf(certificates);
        zones = List.copyOf(zones);
    }
}
