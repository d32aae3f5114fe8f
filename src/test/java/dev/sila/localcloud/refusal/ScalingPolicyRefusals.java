package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.ScalingStage.GROUP;
import static dev.sila.localcloud.refusal.ScalingRule.NOWHERE;
import static dev.sila.localcloud.refusal.ScalingRule.VALIDATION;
import static dev.sila.localcloud.refusal.ScalingRule.policy;
import static dev.sila.localcloud.refusal.ScalingRule.preferences;
import static dev.sila.localcloud.refusal.ScalingRule.schedule;
import static dev.sila.localcloud.refusal.ScalingRule.withGroup;

import dev.sila.localcloud.ScalingStage;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** What Auto Scaling refuses of policies, schedules and refreshes. */
final class ScalingPolicyRefusals implements Corpus {
    private static final String START = "StartInstanceRefresh";

    @Override
    public String service() {
        return "Auto Scaling";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        refusals.addAll(adjustments());
        refusals.addAll(moreAdjustments());
        refusals.addAll(otherAdjustments());
        refusals.addAll(tracking());
        refusals.addAll(moreTracking());
        refusals.addAll(executions());
        refusals.addAll(schedules());
        refusals.addAll(moreSchedules());
        refusals.addAll(refreshes());
        refusals.addAll(moreRefreshes());
        return refusals;
    }

    private static Consumer<PutScalingPolicyRequest.Builder> steps(
            Consumer<PutScalingPolicyRequest.Builder> more) {
        return each ->
                more.accept(
                        each.policyType("StepScaling")
                                .adjustmentType("ChangeInCapacity")
                                .stepAdjustments(one ->
                                        one.metricIntervalLowerBound(0.0).scalingAdjustment(1)));
    }

    private static List<Refusal> adjustments() {
        return List.of(
                policy("A simple policy has an adjustment type", each -> each.scalingAdjustment(1)),
                policy(
                        "A simple policy has an adjustment",
                        each -> each.adjustmentType("ChangeInCapacity")),
                policy(
                        "An adjustment type is a known one",
                        each -> each.adjustmentType("Double").scalingAdjustment(1)),
                policy(
                        "A policy type is a known one",
                        each -> each.policyType("Fuzzy").adjustmentType("ExactCapacity")),
                policy(
                        "A least magnitude goes with percentages only",
                        each ->
                                each.adjustmentType("ChangeInCapacity")
                                        .scalingAdjustment(1)
                                        .minAdjustmentMagnitude(2)),
                policy(
                        "A step policy has steps",
                        each -> each.policyType("StepScaling").adjustmentType("ChangeInCapacity")));
    }

    private static List<Refusal> moreAdjustments() {
        return List.of(
                policy(
                        "Steps leave no gaps",
                        steps(each ->
                                each.stepAdjustments(
                                        one ->
                                                one.metricIntervalLowerBound(0.0)
                                                        .metricIntervalUpperBound(10.0)
                                                        .scalingAdjustment(1),
                                        one ->
                                                one.metricIntervalLowerBound(20.0)
                                                        .scalingAdjustment(2)))),
                policy("A step policy has no cooldown", steps(each -> each.cooldown(60))),
                policy("A step policy has no adjustment", steps(each -> each.scalingAdjustment(1))),
                policy(
                        "A way to aggregate metrics is a known one",
                        steps(each -> each.metricAggregationType("Median"))),
                policy(
                        "A policy has a name",
                        each ->
                                each.policyName(null)
                                        .adjustmentType("ExactCapacity")
                                        .scalingAdjustment(1)));
    }

    private static List<Refusal> otherAdjustments() {
        return List.of(
                policy(
                        "A policy's group exists",
                        each ->
                                each.autoScalingGroupName(NOWHERE)
                                        .adjustmentType("ExactCapacity")
                                        .scalingAdjustment(1)));
    }

    private static Refusal track(
            String rule, Consumer<TargetTrackingConfiguration.Builder> configuration) {
        return policy(
                rule,
                each ->
                        each.policyType("TargetTrackingScaling")
                                .targetTrackingConfiguration(configuration));
    }

    private static List<Refusal> tracking() {
        return List.of(
                track("A target has a metric", each -> each.targetValue(50.0)),
                track(
                        "A target has a value",
                        each ->
                                each.predefinedMetricSpecification(one ->
                                        one.predefinedMetricType("ASGAverageCPUUtilization"))),
                track(
                        "A predefined metric is a known one",
                        each ->
                                each.targetValue(50.0)
                                        .predefinedMetricSpecification(
                                                one -> one.predefinedMetricType("ASGAverageMood"))),
                track(
                        "Requests are counted at a target group that is named",
                        each ->
                                each.targetValue(50.0)
                                        .predefinedMetricSpecification(one ->
                                                one.predefinedMetricType(
                                                        "ALBRequestCountPerTarget"))),
                track(
                        "Requests are counted at a target group that is attached",
                        each ->
                                each.targetValue(50.0)
                                        .predefinedMetricSpecification(one ->
                                                one.predefinedMetricType("ALBRequestCountPerTarget")
                                                        .resourceLabel(
                                                                "app/a/0123456789abcdef/targetgroup/b/0123456789abcdef"))));
    }

    private static List<Refusal> moreTracking() {
        return List.of(
                track(
                        "A customized metric has a name",
                        each ->
                                each.targetValue(50.0)
                                        .customizedMetricSpecification(
                                                one -> one.namespace("Shop").statistic("Average"))),
                policy(
                        "Target tracking has a target",
                        each -> each.policyType("TargetTrackingScaling")),
                policy(
                        "Target tracking has no adjustment",
                        each ->
                                each.policyType("TargetTrackingScaling")
                                        .adjustmentType("ChangeInCapacity")
                                        .targetTrackingConfiguration(
                                                one -> one.targetValue(50.0))));
    }

    private static List<Refusal> executions() {
        return List.of(
                withGroup(
                        "A policy that is executed exists",
                        "ExecutePolicy",
                        VALIDATION,
                        stage ->
                                stage.scaling.executePolicy(each ->
                                        each.autoScalingGroupName(GROUP).policyName("none"))),
                withGroup(
                        "A policy that is deleted exists",
                        "DeletePolicy",
                        VALIDATION,
                        stage ->
                                stage.scaling.deletePolicy(each ->
                                        each.autoScalingGroupName(GROUP).policyName("none"))),
                withGroup(
                        "A step policy is executed with a metric's value",
                        "ExecutePolicy",
                        VALIDATION,
                        stage -> {
                            PutScalingPolicyRequest.Builder request =
                                    PutScalingPolicyRequest.builder()
                                            .autoScalingGroupName(GROUP)
                                            .policyName("steps");
                            steps(each -> {}).accept(request);
                            stage.scaling.putScalingPolicy(request.build());
                            stage.scaling.executePolicy(
                                    each -> each.autoScalingGroupName(GROUP).policyName("steps"));
                        }));
    }

    private static List<Refusal> schedules() {
        return List.of(
                schedule(
                        "A scheduled action changes something",
                        VALIDATION,
                        (each, rig) -> each.recurrence("0 0 * * *")),
                schedule(
                        "A scheduled action has a time",
                        VALIDATION,
                        (each, rig) -> each.desiredCapacity(1)),
                schedule(
                        "A recurrence has five fields",
                        VALIDATION,
                        (each, rig) -> each.desiredCapacity(1).recurrence("0 0 * *")),
                schedule(
                        "A time zone is one of IANA's",
                        VALIDATION,
                        (each, rig) ->
                                each.desiredCapacity(1)
                                        .recurrence("0 0 * * *")
                                        .timeZone("Mars/Base")),
                schedule(
                        "A start is not in the past",
                        VALIDATION,
                        (each, rig) ->
                                each.desiredCapacity(1)
                                        .startTime(rig.now().minus(1, ChronoUnit.HOURS))));
    }

    private static List<Refusal> moreSchedules() {
        return List.of(
                schedule(
                        "An end is after the start",
                        VALIDATION,
                        (each, rig) ->
                                each.desiredCapacity(1)
                                        .recurrence("0 0 * * *")
                                        .startTime(rig.now().plus(2, ChronoUnit.HOURS))
                                        .endTime(rig.now().plus(1, ChronoUnit.HOURS))),
                schedule(
                        "A scheduled maximum is not below the minimum",
                        VALIDATION,
                        (each, rig) -> each.minSize(3).maxSize(2).recurrence("0 0 * * *")),
                schedule(
                        "Two actions of a group have different times",
                        "AlreadyExists",
                        (each, rig) ->
                                each.desiredCapacity(1)
                                        .startTime(rig.now().plus(1, ChronoUnit.HOURS)),
                        (each, rig) ->
                                each.desiredCapacity(2)
                                        .startTime(rig.now().plus(1, ChronoUnit.HOURS))),
                withGroup(
                        "A scheduled action that is deleted exists",
                        "DeleteScheduledAction",
                        VALIDATION,
                        stage ->
                                stage.scaling.deleteScheduledAction(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .scheduledActionName("none"))));
    }

    private static void start(ScalingStage stage) {
        stage.scaling.startInstanceRefresh(each -> each.autoScalingGroupName(GROUP));
    }

    private static List<Refusal> refreshes() {
        return List.of(
                preferences(
                        "A least healthy share is a percentage",
                        each -> each.minHealthyPercentage(101)),
                preferences(
                        "A greatest healthy share is 100 to 200 percent",
                        each -> each.minHealthyPercentage(100).maxHealthyPercentage(201)),
                preferences(
                        "A greatest healthy share comes with a least one",
                        each -> each.maxHealthyPercentage(110)),
                preferences(
                        "Healthy shares differ by 100 at most",
                        each -> each.minHealthyPercentage(50).maxHealthyPercentage(200)),
                preferences("A delay comes with checkpoints", each -> each.checkpointDelay(60)),
                preferences("Checkpoints ascend", each -> each.checkpointPercentages(50, 20)),
                preferences(
                        "A roll-back needs a desired configuration",
                        each -> each.autoRollback(true)),
                withGroup(
                        "A group has one refresh at a time",
                        START,
                        "InstanceRefreshInProgress",
                        stage -> {
                            start(stage);
                            start(stage);
                        }));
    }

    private static List<Refusal> moreRefreshes() {
        return List.of(
                withGroup(
                        "A refresh that is cancelled goes on",
                        "CancelInstanceRefresh",
                        "ActiveInstanceRefreshNotFound",
                        stage ->
                                stage.scaling.cancelInstanceRefresh(
                                        each -> each.autoScalingGroupName(GROUP))),
                withGroup(
                        "A refresh that is rolled back goes on",
                        "RollbackInstanceRefresh",
                        "ActiveInstanceRefreshNotFound",
                        stage ->
                                stage.scaling.rollbackInstanceRefresh(
                                        each -> each.autoScalingGroupName(GROUP))),
                withGroup(
                        "A refresh without a desired configuration is not rolled back",
                        "RollbackInstanceRefresh",
                        "IrreversibleInstanceRefresh",
                        stage -> {
                            start(stage);
                            stage.scaling.rollbackInstanceRefresh(
                                    each -> each.autoScalingGroupName(GROUP));
                        }));
    }
}
