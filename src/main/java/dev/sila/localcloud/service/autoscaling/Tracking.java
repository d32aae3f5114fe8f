package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.service.autoscaling.Alarms.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CustomizedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.MetricType;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/**
 * Target tracking: what its two alarms watch, and what capacity would meet the target. Source: EC2
 * Auto Scaling user guide, "Target tracking scaling policies".
 */
final class Tracking {
    /** Scaling in begins at this share of the target, so that a group does not swing. */
    private static final double LOW = 0.9;

    private static final int PERIODS_HIGH = 3;
    private static final int PERIODS_LOW = 15;

    /** The balancer's and the target group's final portions. */
    private static final Pattern LABEL =
            Pattern.compile("(app/[^/]+/[0-9a-f]+)/(targetgroup/[^/]+/[0-9a-f]+)");

    private final Groups groups;

    Tracking(Groups groups) {
        this.groups = groups;
    }

    /** Refuses a configuration that AWS refuses. */
    void check(Group group, @Nullable TargetTrackingConfiguration configuration) {
        if (configuration == null) {
            throw invalid(
                    "You must specify a TargetTrackingConfiguration for policy type TargetTrackingScaling");
        }
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        CustomizedMetricSpecification customized = configuration.customizedMetricSpecification();
        if ((predefined == null) == (customized == null)) {
            throw invalid(
                    "You must specify either a PredefinedMetricSpecification or a CustomizedMetricSpecification, but not both");
        }
        if (!(configuration.targetValue() > 0)) {
            throw invalid("TargetValue must be greater than 0");
        }
        if (predefined != null) {
            predefined(group, predefined);
        } else {
            customized(customized);
        }
    }

    private static void predefined(Group group, PredefinedMetricSpecification metric) {
        Checks.oneOf(
                "predefinedMetricType",
                metric.predefinedMetricTypeAsString(),
                MetricType.knownValues().stream().map(MetricType::toString).sorted().toList());
        boolean requests = metric.predefinedMetricType() == MetricType.ALB_REQUEST_COUNT_PER_TARGET;
        if (!requests && metric.resourceLabel() != null) {
            throw invalid("ResourceLabel is only valid for metric type ALBRequestCountPerTarget");
        }
        if (requests) {
            Matcher label = LABEL.matcher(or(metric.resourceLabel(), ""));
            if (!label.matches()) {
                throw invalid(
                        "Invalid resource label: a label has the form app/<load balancer>/<id>/targetgroup/<target group>/<id>");
            }
            if (group.targetGroups.stream().noneMatch(arn -> arn.endsWith(":" + label.group(2)))) {
                throw invalid(
                        "You cannot specify a resource label unless the target group is attached to the Auto Scaling group");
            }
        }
    }

    private static void customized(CustomizedMetricSpecification metric) {
        Checks.unsupported("metric math in target tracking", !metric.metrics().isEmpty());
        Checks.text("metricName", metric.metricName(), 255);
        Checks.text("namespace", metric.namespace(), 255);
        Checks.oneOf(
                "statistic",
                metric.statisticAsString(),
                List.of("Average", "Maximum", "Minimum", "SampleCount", "Sum"));
        int period = or(metric.period(), 60);
        if (period != 10 && period != 30 && period != 60) {
            throw invalid("Period must be 10, 30 or 60 seconds");
        }
    }

    /** Makes the policy's alarms or gives them the new target; scaling in may be off. */
    void putAlarms(Group group, Policy policy) {
        TargetTrackingConfiguration configuration = policy.model().targetTrackingConfiguration();
        boolean in = !or(configuration.disableScaleIn(), false);
        Map<Boolean, String> present = new LinkedHashMap<>();
        groups.alarms
                .withAction(policy.model().policyARN())
                .forEach(each -> present.put(each.name().contains("-AlarmHigh-"), each.name()));
        for (boolean high : in ? new boolean[] {true, false} : new boolean[] {true}) {
            String name =
                    present.computeIfAbsent(
                            high,
                            _ ->
                                    "TargetTracking-%s-Alarm%s-%s"
                                            .formatted(
                                                    group.name,
                                                    high ? "High" : "Low",
                                                    groups.foundation.identity().uuid()));
            groups.alarms.put(wanted(group, policy, name, high));
        }
        String low = present.get(false);
        if (!in && low != null) {
            groups.alarms.delete(low);
        }
    }

    private static Alarms.Wanted wanted(Group group, Policy policy, String name, boolean high) {
        TargetTrackingConfiguration configuration = policy.model().targetTrackingConfiguration();
        double target = configuration.targetValue();
        return new Alarms.Wanted(
                name,
                "DO NOT EDIT OR DELETE. For TargetTrackingScaling policy "
                        + policy.model().policyARN()
                        + ".",
                metric(group, configuration),
                high,
                high ? target : target * LOW,
                high ? PERIODS_HIGH : PERIODS_LOW,
                policy.model().policyARN());
    }

    private static Metric metric(Group group, TargetTrackingConfiguration configuration) {
        CustomizedMetricSpecification customized = configuration.customizedMetricSpecification();
        if (customized != null) {
            Map<String, String> dimensions = new LinkedHashMap<>();
            customized.dimensions().forEach(each -> dimensions.put(each.name(), each.value()));
            return new Metric(
                    customized.namespace(),
                    customized.metricName(),
                    dimensions,
                    customized.statisticAsString(),
                    customized.unit(),
                    or(customized.period(), 60));
        }
        PredefinedMetricSpecification predefined = configuration.predefinedMetricSpecification();
        return switch (predefined.predefinedMetricType()) {
            case ASG_AVERAGE_CPU_UTILIZATION -> ofInstances(group, "CPUUtilization");
            case ASG_AVERAGE_NETWORK_IN -> ofInstances(group, "NetworkIn");
            case ASG_AVERAGE_NETWORK_OUT -> ofInstances(group, "NetworkOut");
            default -> ofTargets(predefined.resourceLabel());
        };
    }

    private static Metric ofInstances(Group group, String name) {
        return new Metric(
                "AWS/EC2", name, Map.of("AutoScalingGroupName", group.name), "Average", null, 60);
    }

    private static Metric ofTargets(String resourceLabel) {
        Matcher label = LABEL.matcher(resourceLabel);
        if (!label.matches()) {
            throw new IllegalStateException("Not a label: " + resourceLabel);
        }
        return new Metric(
                "AWS/ApplicationELB",
                "RequestCountPerTarget",
                Map.of("LoadBalancer", label.group(1), "TargetGroup", label.group(2)),
                "Sum",
                null,
                60);
    }

    /** Deletes the policy's alarms with it. */
    void deleteAlarms(Policy policy) {
        List<Alarms.Linked> linked =
                new ArrayList<>(groups.alarms.withAction(policy.model().policyARN()));
        linked.stream()
                .filter(each -> each.name().startsWith("TargetTracking-"))
                .forEach(each -> groups.alarms.delete(each.name()));
    }

    /** The capacity at which a metric that is shared by all instances would be at its target. */
    static int capacity(int current, double value, double target) {
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil(current * value / target - 1e-9));
    }
}
