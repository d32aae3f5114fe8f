package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.Quota;
import java.util.List;

/**
 * The quotas of Elastic Load Balancing (user guides of application, network and classic balancers,
 * "Quotas").
 */
public final class Limits {
    public static final Quota APPLICATION_BALANCERS =
            quota("L-53DA6B97", "Application Load Balancers per Region", 50, true);
    public static final Quota NETWORK_BALANCERS =
            quota("L-69A177A2", "Network Load Balancers per Region", 50, true);
    public static final Quota APPLICATION_LISTENERS =
            quota("L-B6DF7632", "Listeners per Application Load Balancer", 50, true);
    public static final Quota NETWORK_LISTENERS =
            quota("L-57A373D6", "Listeners per Network Load Balancer", 50, false);
    public static final Quota APPLICATION_CERTIFICATES =
            quota("L-9365A611", "Certificates per Application Load Balancer", 25, true);
    public static final Quota NETWORK_CERTIFICATES =
            quota("L-52964454", "Certificates per Network Load Balancer", 25, true);
    public static final Quota RULES =
            quota("L-7EED9B64", "Rules per Application Load Balancer", 100, true);
    public static final Quota CONDITION_VALUES =
            quota("L-EBC0C08B", "Condition Values per Rule", 5, false);
    public static final Quota CONDITION_WILDCARDS =
            quota("L-A012D4E8", "Condition Wildcards per Rule", 5, false);
    public static final Quota TARGET_GROUPS =
            quota("L-B22855CB", "Target Groups per Region", 3000, true);
    public static final Quota APPLICATION_ACTION_GROUPS =
            quota("L-057ECE54", "Target Groups per Action per Application Load Balancer", 5, false);
    public static final Quota NETWORK_ACTION_GROUPS =
            quota("L-AFDDADBF", "Target Groups per Action per Network Load Balancer", 1, false);
    public static final Quota APPLICATION_GROUPS =
            quota("L-822D1B1B", "Target Groups per Application Load Balancer", 100, false);
    public static final Quota GROUP_TARGETS =
            quota("L-A0D0B863", "Targets per Target Group per Region", 1000, true);
    public static final Quota CLASSIC_BALANCERS =
            quota("L-E9E9831D", "Classic Load Balancers per Region", 20, true);
    public static final Quota CLASSIC_LISTENERS =
            quota("L-1A491844", "Listeners per Classic Load Balancer", 100, true);
    public static final Quota CLASSIC_INSTANCES =
            quota("L-CE3125E5", "Registered Instances per Classic Load Balancer", 1000, true);

    private Limits() {}

    private static Quota quota(String code, String name, int standard, boolean adjustable) {
        return new Quota("elasticloadbalancing", code, name, standard, adjustable);
    }

    /** Those that v2 registers. */
    public static List<Quota> second() {
        return List.of(
                APPLICATION_BALANCERS,
                NETWORK_BALANCERS,
                APPLICATION_LISTENERS,
                NETWORK_LISTENERS,
                APPLICATION_CERTIFICATES,
                NETWORK_CERTIFICATES,
                RULES,
                CONDITION_VALUES,
                CONDITION_WILDCARDS,
                TARGET_GROUPS,
                APPLICATION_ACTION_GROUPS,
                NETWORK_ACTION_GROUPS,
                APPLICATION_GROUPS,
                GROUP_TARGETS);
    }

    /** Those that classic balancers register. */
    public static List<Quota> classic() {
        return List.of(CLASSIC_BALANCERS, CLASSIC_LISTENERS, CLASSIC_INSTANCES);
    }
}
