package dev.sila.blueprint;

import dev.sila.aws.kind.Dimension;
import dev.sila.model.Balancer;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The metrics of a hostclass: their dimensions, and how they are read. */
final class HostclassMetrics {
    /**
     * What load balancers count by target group only. Source: the dimensions in CloudWatch metrics
     * for your Application Load Balancer, and for your Network Load Balancer.
     */
    private static final Set<String> BY_TARGETS =
            Set.of(
                    "HealthyHostCount",
                    "UnHealthyHostCount",
                    "HealthyStateDNS",
                    "HealthyStateRouting",
                    "UnhealthyStateDNS",
                    "UnhealthyStateRouting",
                    "UnhealthyRoutingRequestCount",
                    "UnhealthyRoutingFlowCount",
                    "AnomalousHostCount",
                    "MitigatedHostCount",
                    "RequestCountPerTarget");

    /** What load balancers count, so that an average over a period says nothing. */
    private static final Pattern COUNTED =
            Pattern.compile(
                    ".*(RequestCount|RequestCountPerTarget|ErrorCount|ConnectionCount|FlowCount|"
                            + "Reset_Count|ProcessedBytes|SpilloverCount|ConsumedLCUs)|HTTPCode_.*|BackendConnectionErrors");

    private HostclassMetrics() {}

    /** The statistic by which a group is scaled: the sum of what is counted, else the average. */
    static String statistic(String namespace, String metric) {
        return Balancer.Type.ofNamespace(namespace).isPresent() && COUNTED.matcher(metric).matches()
                ? "Sum"
                : "Average";
    }

    /**
     * Of its load balancer where the namespace is one's, else of its group. A balancer with several
     * target groups has the same hosts in all: the first stands for them.
     */
    static Set<Dimension> dimensions(
            String environment, String part, String namespace, String metric) {
        Optional<Balancer.Type> type = Balancer.Type.ofNamespace(namespace);
        if (type.isEmpty()) {
            return Set.of(Dimension.of(Names.group(environment, part)));
        }
        if (type.get() == Balancer.Type.CLASSIC) {
            return Set.of(Dimension.ofClassic(Names.classicLoadBalancer(environment, part)));
        }
        Dimension balancer = Dimension.ofBalancer(Names.loadBalancer(environment, part));
        return BY_TARGETS.contains(metric)
                ? Set.of(balancer, Dimension.ofTargets(Names.targetGroup(environment, part)))
                : Set.of(balancer);
    }
}
