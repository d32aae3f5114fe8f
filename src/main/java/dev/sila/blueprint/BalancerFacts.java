package dev.sila.blueprint;

import java.util.Map;

/**
 * What the blueprints of load balancers must know about the world.
 *
 * @param certificates the ARNs of the certificates that were found, by the name looked for
 */
public record BalancerFacts(Map<String, String> certificates) {
    /** Nothing was looked up. */
    public static final BalancerFacts NONE = new BalancerFacts(Map.of());

    public BalancerFacts {
        certificates = Map.copyOf(certificates);
    }
}
