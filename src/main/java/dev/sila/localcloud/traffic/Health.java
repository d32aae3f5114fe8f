package dev.sila.localcloud.traffic;

import org.jspecify.annotations.Nullable;

/**
 * A target's health as ELBv2 tells it.
 *
 * @param state {@code initial}, {@code healthy}, {@code unhealthy}, {@code unused} or {@code
 *     draining}
 * @param reason AWS's code, absent when healthy
 * @param description AWS's sentence for it, absent when healthy
 */
public record Health(String state, @Nullable String reason, @Nullable String description) {
    public static final Health HEALTHY = new Health("healthy", null, null);
    public static final Health REGISTERING =
            new Health(
                    "initial", "Elb.RegistrationInProgress", "Target registration is in progress");
    public static final Health CHECKING =
            new Health("initial", "Elb.InitialHealthChecking", "Initial health checks in progress");
    public static final Health DRAINING =
            new Health(
                    "draining",
                    "Target.DeregistrationInProgress",
                    "Target deregistration is in progress");
    public static final Health NOT_REGISTERED =
            new Health(
                    "unused",
                    "Target.NotRegistered",
                    "Target is not registered to the target group");
    public static final Health NOT_IN_USE =
            new Health(
                    "unused",
                    "Target.NotInUse",
                    "Target group is not configured to receive traffic from the load balancer");
    public static final Health ZONE_NOT_ENABLED =
            new Health(
                    "unused",
                    "Target.NotInUse",
                    "Target is in an Availability Zone that is not enabled for the load balancer");

    /** Of an instance that does not run. */
    public static Health notRunning(String instanceState) {
        return new Health(
                "unused", "Target.InvalidState", "Target is in the " + instanceState + " state");
    }

    boolean is(String other) {
        return state.equals(other);
    }
}
