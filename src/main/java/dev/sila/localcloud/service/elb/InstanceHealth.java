package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.traffic.Health;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;

/** Health in the words of classic balancers (API reference, InstanceState). */
final class InstanceHealth {
    private static final String NONE = "N/A";

    private InstanceHealth() {}

    static InstanceState state(String instanceId, Health health) {
        InstanceState.Builder state = InstanceState.builder().instanceId(instanceId);
        return switch (health.state()) {
            case "healthy" -> in(state, NONE);
            case "draining" -> in(state, "Instance deregistration currently in progress.");
            case "initial" ->
                    health.equals(Health.REGISTERING)
                            ? out(state, "ELB", "Instance registration is still in progress.")
                            : out(
                                    state,
                                    "Instance",
                                    "Instance has not passed the configured HealthyThreshold"
                                            + " number of health checks consecutively.");
            case "unhealthy" ->
                    out(
                            state,
                            "Instance",
                            "Instance has failed at least the UnhealthyThreshold number of health"
                                    + " checks consecutively.");
            default -> unused(state, health);
        };
    }

    private static InstanceState unused(InstanceState.Builder state, Health health) {
        if (health.equals(Health.ZONE_NOT_ENABLED)) {
            return out(
                    state,
                    "ELB",
                    "Instance is in the EC2 Availability Zone for which LoadBalancer is not"
                            + " configured to route traffic to.");
        }
        if (health.equals(Health.NOT_REGISTERED)) {
            return out(state, "ELB", "Instance is not currently registered with the LoadBalancer.");
        }
        String described = String.valueOf(health.description());
        return out(state, "Instance", described.replaceFirst("^Target", "Instance") + ".");
    }

    private static InstanceState in(InstanceState.Builder state, String description) {
        return state.state("InService").reasonCode(NONE).description(description).build();
    }

    private static InstanceState out(
            InstanceState.Builder state, String reason, String description) {
        return state.state("OutOfService").reasonCode(reason).description(description).build();
    }
}
