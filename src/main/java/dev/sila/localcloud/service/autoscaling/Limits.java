package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import java.util.List;

/**
 * How much Auto Scaling allows. Source: EC2 Auto Scaling user guide, "Quotas for Amazon EC2 Auto
 * Scaling".
 */
public final class Limits {
    public static final Quota GROUPS =
            new Quota("autoscaling", "L-CDE20ADC", "Auto Scaling groups per region", 500, true);

    /**
     * None: AWS lets new accounts make no launch configurations. To grant some is the switch that
     * makes the local cloud play an older account.
     */
    public static final Quota LAUNCH_CONFIGURATIONS =
            new Quota("autoscaling", "L-6B80B8FA", "Launch configurations per region", 0, true);

    static final int POLICIES = 50;
    static final int SCHEDULED_ACTIONS = 125;
    static final int STEPS = 20;
    static final int HOOKS = 50;
    static final int TOPICS = 10;
    static final int CLASSIC_LOAD_BALANCERS = 50;
    static final int TARGET_GROUPS = 50;
    static final int TAGS = 50;

    /** What one call takes: instances, load balancers, target groups, traffic sources. */
    static final int AT_ONCE = 20;

    static final int LOAD_BALANCERS_AT_ONCE = 10;

    private Limits() {}

    static List<Quota> all() {
        return List.of(GROUPS, LAUNCH_CONFIGURATIONS);
    }

    /** Refuses one more when there are as many as there may be. */
    static void room(int present, int most, String what) {
        if (present >= most) {
            throw new AwsFailure(
                    "LimitExceeded",
                    what + " limit exceeded: you have reached the quota of " + most + ".");
        }
    }
}
