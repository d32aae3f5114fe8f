package dev.sila.rehearsal;

import dev.sila.simulation.Adjustment;
import dev.sila.simulation.Alarm;
import dev.sila.simulation.Policy;
import dev.sila.simulation.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MetricStatistic;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** The group of a scenario in the local cloud: the same policies, alarms, schedule and load. */
final class Twin {
    static final String NAMESPACE = "Shop";
    private static final String METRIC = "Load";

    private final String name;
    private final Scenario scenario;
    private final AutoScalingClient autoScaling;
    private final CloudWatchClient cloudWatch;

    /** Where groups stand and what they launch. */
    record Ground(String subnet, String template) {}

    /** The group at a moment. */
    record Seen(int desired, int serving) {}

    Twin(Stage stage, String name, Scenario scenario, Ground ground) {
        this.name = name;
        this.scenario = scenario;
        this.autoScaling = stage.cloud().clients().autoScaling();
        this.cloudWatch = stage.cloud().clients().cloudWatch();
        autoScaling.createAutoScalingGroup(each ->
                each.autoScalingGroupName(name)
                        .minSize(scenario.size().minimum())
                        .desiredCapacity(scenario.size().desired())
                        .maxSize(scenario.size().maximum())
                        .vpcZoneIdentifier(ground.subnet())
                        .defaultInstanceWarmup((int) scenario.hosts().warmup().toSeconds())
                        .launchTemplate(
                                LaunchTemplateSpecification.builder()
                                        .launchTemplateId(ground.template())
                                        .build()));
    }

    /** Makes policies, alarms and scheduled actions, just before the scenario begins. */
    void arm() {
        for (Policy policy : scenario.policies()) {
            String arn = autoScaling.putScalingPolicy(request(policy)).policyARN();
            scenario.alarms().stream()
                    .filter(each -> !(policy instanceof Policy.Tracking))
                    .filter(each -> each.policy().equals(policy.name()))
                    .forEach(each -> alarm(each, arn));
        }
        for (int i = 0; i < scenario.schedule().actions().size(); i++) {
            var action = scenario.schedule().actions().get(i);
            String own = "at" + i;
            autoScaling.putScheduledUpdateGroupAction(each ->
                    each.autoScalingGroupName(name)
                            .scheduledActionName(own)
                            .recurrence(action.cron().text())
                            .timeZone(scenario.schedule().zone().getId())
                            .minSize(action.minimum())
                            .desiredCapacity(action.desired())
                            .maxSize(action.maximum()));
        }
    }

    private PutScalingPolicyRequest request(Policy policy) {
        PutScalingPolicyRequest.Builder request =
                PutScalingPolicyRequest.builder()
                        .autoScalingGroupName(name)
                        .policyName(policy.name());
        switch (policy) {
            case Policy.Simple simple ->
                    request.policyType("SimpleScaling")
                            .adjustmentType(type(simple.adjustment()))
                            .scalingAdjustment(simple.adjustment().amount())
                            .minAdjustmentMagnitude(least(simple.adjustment()))
                            .cooldown((int) simple.cooldown().toSeconds());
            case Policy.Step step ->
                    request.policyType("StepScaling")
                            .adjustmentType(type(step.steps().getFirst().adjustment()))
                            .minAdjustmentMagnitude(least(step.steps().getFirst().adjustment()))
                            .estimatedInstanceWarmup(seconds(step.warmup()))
                            .stepAdjustments(step.steps().stream().map(Twin::step).toList());
            case Policy.Tracking tracking ->
                    request.policyType("TargetTrackingScaling")
                            .estimatedInstanceWarmup(seconds(tracking.warmup()))
                            .targetTrackingConfiguration(each ->
                                    each.targetValue(tracking.target())
                                            .disableScaleIn(tracking.disableScaleIn())
                                            .customizedMetricSpecification(metric ->
                                                    metric.namespace(NAMESPACE)
                                                            .metricName(METRIC)
                                                            .statistic(MetricStatistic.AVERAGE)
                                                            .dimensions(one ->
                                                                    one.name("Group")
                                                                            .value(name))));
        }
        return request.build();
    }

    private static @Nullable Integer seconds(@Nullable Duration duration) {
        return duration == null ? null : (int) duration.toSeconds();
    }

    private static String type(Adjustment adjustment) {
        return switch (adjustment.type()) {
            case CHANGE_IN_CAPACITY -> "ChangeInCapacity";
            case EXACT_CAPACITY -> "ExactCapacity";
            case PERCENT_CHANGE_IN_CAPACITY -> "PercentChangeInCapacity";
        };
    }

    private static @Nullable Integer least(Adjustment adjustment) {
        return adjustment.least() == 0 ? null : adjustment.least();
    }

    private static StepAdjustment step(Policy.Interval interval) {
        return StepAdjustment.builder()
                .metricIntervalLowerBound(interval.lower())
                .metricIntervalUpperBound(interval.upper())
                .scalingAdjustment(interval.adjustment().amount())
                .build();
    }

    private void alarm(Alarm alarm, String policy) {
        cloudWatch.putMetricAlarm(each ->
                each.alarmName(name + " " + alarm.name())
                        .namespace(NAMESPACE)
                        .metricName(METRIC)
                        .dimensions(Dimension.builder().name("Group").value(name).build())
                        .statistic(alarm.statistic().word())
                        .comparisonOperator(
                                switch (alarm.comparison()) {
                                    case GREATER -> ComparisonOperator.GREATER_THAN_THRESHOLD;
                                    case GREATER_OR_EQUAL ->
                                            ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD;
                                    case LESS -> ComparisonOperator.LESS_THAN_THRESHOLD;
                                    case LESS_OR_EQUAL ->
                                            ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD;
                                })
                        .threshold(alarm.threshold())
                        .period((int) alarm.period().toSeconds())
                        .evaluationPeriods(alarm.evaluationPeriods())
                        .datapointsToAlarm(alarm.datapointsToAlarm())
                        .treatMissingData(
                                switch (alarm.missingData()) {
                                    case MISSING -> "missing";
                                    case BREACHING -> "breaching";
                                    case NOT_BREACHING -> "notBreaching";
                                    case IGNORE -> "ignore";
                                })
                        .alarmActions(policy));
    }

    /** A value of the group's load, for CloudWatch. */
    MetricDatum datum(double value, Instant time) {
        return MetricDatum.builder()
                .metricName(METRIC)
                .dimensions(Dimension.builder().name("Group").value(name).build())
                .timestamp(time)
                .value(value)
                .build();
    }

    /** All groups by their names, in one call: many are asked often. */
    static Map<String, Seen> seen(Stage stage) {
        Map<String, Seen> seen = new HashMap<>();
        stage.cloud()
                .clients()
                .autoScaling()
                .describeAutoScalingGroups(each -> each.maxRecords(100))
                .autoScalingGroups()
                .forEach(each -> seen.put(each.autoScalingGroupName(), seen(each)));
        return seen;
    }

    private static Seen seen(AutoScalingGroup group) {
        long serving =
                group.instances().stream()
                        .filter(each -> each.lifecycleStateAsString().equals("InService"))
                        .count();
        return new Seen(group.desiredCapacity(), (int) serving);
    }
}
