package dev.sila.aws.kind;

import dev.sila.aws.kind.ScalingPolicy.Rule;
import dev.sila.aws.kind.ScalingPolicy.Simple;
import dev.sila.aws.kind.ScalingPolicy.Step;
import dev.sila.aws.kind.ScalingPolicy.Steps;
import dev.sila.aws.kind.ScalingPolicy.Tracking;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.World;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** Scaling policies between AWS's form and ours. */
final class ScalingPolicyMapping {
    private ScalingPolicyMapping() {}

    static ScalingPolicy state(
            software.amazon.awssdk.services.autoscaling.model.ScalingPolicy policy,
            Found<AutoScalingGroup> group,
            World world) {
        return new ScalingPolicy(
                group.state().name() + "/" + policy.policyName(),
                world.ref(AutoScalingGroup.class, group.id()),
                policy.policyName(),
                policy.policyType(),
                rule(policy, world));
    }

    private static Rule rule(
            software.amazon.awssdk.services.autoscaling.model.ScalingPolicy policy, World world) {
        String adjustmentType = Objects.requireNonNullElse(policy.adjustmentType(), "");
        return switch (policy.policyType()) {
            case ScalingPolicyHandler.STEP ->
                    new Steps(
                            adjustmentType,
                            policy.minAdjustmentMagnitude(),
                            policy.estimatedInstanceWarmup(),
                            policy.stepAdjustments().stream()
                                    .map(ScalingPolicyMapping::step)
                                    .collect(Collectors.toUnmodifiableSet()));
            case ScalingPolicyHandler.TRACKING -> tracking(policy, world);
            default ->
                    new Simple(
                            adjustmentType,
                            Objects.requireNonNullElse(policy.scalingAdjustment(), 0),
                            policy.minAdjustmentMagnitude(),
                            policy.cooldown());
        };
    }

    private static Step step(StepAdjustment step) {
        return new Step(
                step.metricIntervalLowerBound(),
                step.metricIntervalUpperBound(),
                step.scalingAdjustment());
    }

    private static Tracking tracking(
            software.amazon.awssdk.services.autoscaling.model.ScalingPolicy policy, World world) {
        TargetTrackingConfiguration configuration = policy.targetTrackingConfiguration();
        TrackedMetrics metrics = new TrackedMetrics(world, policy.policyARN());
        return new Tracking(
                metrics.read(configuration),
                configuration.targetValue(),
                !Objects.requireNonNullElse(configuration.disableScaleIn(), false),
                policy.estimatedInstanceWarmup());
    }

    static PutScalingPolicyRequest request(String group, ScalingPolicy wanted, Ids ids) {
        PutScalingPolicyRequest.Builder request =
                PutScalingPolicyRequest.builder()
                        .autoScalingGroupName(group)
                        .policyName(wanted.policyName())
                        .policyType(wanted.type());
        switch (wanted.rule()) {
            case Simple simple ->
                    request.adjustmentType(simple.adjustmentType())
                            .scalingAdjustment(simple.adjustment())
                            .minAdjustmentMagnitude(simple.minAdjustment())
                            .cooldown(simple.cooldownSeconds());
            case Steps steps ->
                    request.adjustmentType(steps.adjustmentType())
                            .minAdjustmentMagnitude(steps.minAdjustment())
                            .estimatedInstanceWarmup(steps.warmupSeconds())
                            .metricAggregationType("Average")
                            .stepAdjustments(adjustments(steps));
            case Tracking tracking ->
                    request.estimatedInstanceWarmup(tracking.warmupSeconds())
                            .targetTrackingConfiguration(
                                    TrackedMetrics.configuration(tracking, ids));
        }
        return request.build();
    }

    private static List<StepAdjustment> adjustments(Steps steps) {
        return steps.steps().stream()
                .sorted(Comparator.comparingDouble(Step::start))
                .map(each ->
                        StepAdjustment.builder()
                                .metricIntervalLowerBound(each.lower())
                                .metricIntervalUpperBound(each.upper())
                                .scalingAdjustment(each.adjustment())
                                .build())
                .toList();
    }
}
