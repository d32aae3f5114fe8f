package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.autoscaling.model.DescribeMetricCollectionTypesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeMetricCollectionTypesResponse;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.DisableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionRequest;
import software.amazon.awssdk.services.autoscaling.model.EnableMetricsCollectionResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.MetricCollectionType;
import software.amazon.awssdk.services.autoscaling.model.MetricGranularityType;

/** A group's own metrics, which it sends to CloudWatch each minute once they are enabled. */
public final class MetricOperations {
    private static final String GRANULARITY = "1Minute";
    private static final String NAMESPACE = "AWS/AutoScaling";
    private static final Map<String, ToIntFunction<Group>> METRICS = metrics();

    private final Groups groups;

    MetricOperations(Groups groups) {
        this.groups = groups;
        groups.foundation.timeline().every(Duration.ofMinutes(1), this::measure);
    }

    private static Map<String, ToIntFunction<Group>> metrics() {
        Map<String, ToIntFunction<Group>> metrics = new LinkedHashMap<>();
        metrics.put("GroupMinSize", group -> group.minimum);
        metrics.put("GroupMaxSize", group -> group.maximum);
        metrics.put("GroupDesiredCapacity", group -> group.desired);
        Map<String, Predicate<Member>> states = new LinkedHashMap<>();
        states.put("InService", each -> each.is(LifecycleState.IN_SERVICE));
        states.put("Pending", Member::coming);
        states.put("Standby", RefreshRunner::aside);
        states.put("Terminating", Member::going);
        states.put("Total", _ -> true);
        states.forEach((name, of) -> {
            metrics.put("Group" + name + "Instances", group -> sum(group, of, _ -> 1));
            metrics.put("Group" + name + "Capacity", group -> sum(group, of, each -> each.weight));
        });
        return metrics;
    }

    private static int sum(Group group, Predicate<Member> which, ToIntFunction<Member> what) {
        return group.members.values().stream().filter(which).mapToInt(what).sum();
    }

    private void measure() {
        for (Group group : groups.all.values()) {
            Map<String, String> dimensions = Map.of("AutoScalingGroupName", group.name);
            METRICS.forEach((name, value) -> {
                if (group.metrics.contains(name)) {
                    groups.alarms.measured(NAMESPACE, name, dimensions, value.applyAsInt(group));
                }
            });
        }
    }

    public EnableMetricsCollectionResponse enableMetricsCollection(
            EnableMetricsCollectionRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        if (!request.granularity().equals(GRANULARITY)) {
            throw invalid("Granularity must be 1Minute");
        }
        group.metrics.addAll(named(request.metrics()));
        return EnableMetricsCollectionResponse.builder().build();
    }

    public DisableMetricsCollectionResponse disableMetricsCollection(
            DisableMetricsCollectionRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        group.metrics.removeAll(named(request.metrics()));
        return DisableMetricsCollectionResponse.builder().build();
    }

    /** None named means all. */
    private static List<String> named(List<String> metrics) {
        for (String metric : metrics) {
            if (!METRICS.containsKey(metric)) {
                throw invalid("Metric '" + metric + "' is not a valid metric type");
            }
        }
        return metrics.isEmpty() ? List.copyOf(METRICS.keySet()) : metrics;
    }

    public DescribeMetricCollectionTypesResponse describeMetricCollectionTypes(
            DescribeMetricCollectionTypesRequest request) {
        return DescribeMetricCollectionTypesResponse.builder()
                .metrics(
                        METRICS.keySet().stream()
                                .map(each -> MetricCollectionType.builder().metric(each).build())
                                .toList())
                .granularities(MetricGranularityType.builder().granularity(GRANULARITY).build())
                .build();
    }
}
