package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesResponse;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.ExecutePolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;

/** Simple and step scaling policies. */
public final class PolicyOperations {
    static final List<String> ADJUSTMENTS =
            List.of("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity");

    private final Groups groups;
    private final Scaling scaling;
    private final Tracking tracking;

    PolicyOperations(Groups groups, Scaling scaling) {
        this.groups = groups;
        this.scaling = scaling;
        this.tracking = new Tracking(groups);
    }

    public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        String type = Checks.or(request.policyType(), "SimpleScaling");
        check(request, type);
        Policy known = find(group.name, request.policyName()).orElse(null);
        if (known == null) {
            Limits.room(of(group).size(), Limits.POLICIES, "ScalingPolicy");
        } else if (!known.model().policyType().equals(type)) {
            throw invalid("The type of a scaling policy cannot be changed.");
        }
        Policy policy = new Policy(model(request, type, arn(group, request.policyName(), known)));
        if (policy.tracking()) {
            tracking.check(group, request.targetTrackingConfiguration());
        } else {
            check(policy);
        }
        groups.policies.put(policy.model().policyARN(), policy);
        if (policy.tracking()) {
            tracking.putAlarms(group, policy);
        }
        return PutScalingPolicyResponse.builder()
                .policyARN(policy.model().policyARN())
                .alarms(alarms(policy.model().policyARN()))
                .build();
    }

    private String arn(Group group, String policyName, @Nullable Policy known) {
        return known != null
                ? known.model().policyARN()
                : groups.foundation
                        .realm()
                        .arn(
                                "autoscaling",
                                "scalingPolicy:%s:autoScalingGroupName/%s:policyName/%s"
                                        .formatted(
                                                groups.foundation.identity().uuid(),
                                                group.name,
                                                policyName));
    }

    private static ScalingPolicy model(PutScalingPolicyRequest request, String type, String arn) {
        return ScalingPolicy.builder()
                .autoScalingGroupName(request.autoScalingGroupName())
                .policyName(request.policyName())
                .policyARN(arn)
                .policyType(type)
                .adjustmentType(request.adjustmentType())
                .minAdjustmentStep(request.minAdjustmentStep())
                .minAdjustmentMagnitude(request.minAdjustmentMagnitude())
                .scalingAdjustment(request.scalingAdjustment())
                .cooldown(request.cooldown())
                .stepAdjustments(request.stepAdjustments())
                .metricAggregationType(
                        type.equals("StepScaling") && request.metricAggregationType() == null
                                ? "Average"
                                : request.metricAggregationType())
                .estimatedInstanceWarmup(request.estimatedInstanceWarmup())
                .targetTrackingConfiguration(request.targetTrackingConfiguration())
                .enabled(request.enabled() == null || request.enabled())
                .build();
    }

    private static void check(PutScalingPolicyRequest request, String type) {
        Checks.text("policyName", request.policyName(), 255);
        Checks.unsupported("predictive scaling", type.equals("PredictiveScaling"));
        Checks.oneOf(
                "policyType",
                type,
                List.of("SimpleScaling", "StepScaling", "TargetTrackingScaling"));
        boolean tracks = type.equals("TargetTrackingScaling");
        if (!tracks && request.targetTrackingConfiguration() != null) {
            throw invalid("TargetTrackingConfiguration is not supported by policy type: " + type);
        }
        if (tracks) {
            checkNoAdjustment(request);
            return;
        }
        String adjustment = request.adjustmentType();
        if (adjustment == null || !ADJUSTMENTS.contains(adjustment)) {
            throw invalid(
                    "AdjustmentType must be one of ChangeInCapacity, ExactCapacity and PercentChangeInCapacity, not '"
                            + adjustment
                            + "'");
        }
        boolean percent = adjustment.equals("PercentChangeInCapacity");
        if (request.minAdjustmentMagnitude() != null && !percent) {
            throw invalid(
                    "MinAdjustmentMagnitude is not supported by the specified adjustment type");
        }
    }

    private static void checkNoAdjustment(PutScalingPolicyRequest request) {
        boolean adjusts =
                request.adjustmentType() != null
                        || request.scalingAdjustment() != null
                        || request.minAdjustmentMagnitude() != null
                        || request.cooldown() != null
                        || !request.stepAdjustments().isEmpty();
        if (adjusts) {
            throw invalid(
                    "AdjustmentType, ScalingAdjustment, MinAdjustmentMagnitude, Cooldown and StepAdjustments are not supported by policy type: TargetTrackingScaling");
        }
    }

    private static void check(Policy policy) {
        ScalingPolicy model = policy.model();
        Checks.range("estimatedInstanceWarmup", model.estimatedInstanceWarmup(), 0, 2_000_000);
        Checks.range("cooldown", model.cooldown(), 0, 2_000_000);
        if (policy.simple()) {
            if (model.estimatedInstanceWarmup() != null) {
                throw invalid(
                        "EstimatedInstanceWarmup is not supported by policy type: SimpleScaling");
            }
            if (model.scalingAdjustment() == null) {
                throw invalid("You must specify a ScalingAdjustment for policy type SimpleScaling");
            }
            if (!model.stepAdjustments().isEmpty()) {
                throw invalid("StepAdjustments are not supported by policy type: SimpleScaling");
            }
            return;
        }
        if (model.scalingAdjustment() != null || model.cooldown() != null) {
            throw invalid(
                    "ScalingAdjustment and Cooldown are not supported by policy type: StepScaling");
        }
        if (model.stepAdjustments().size() > Limits.STEPS) {
            throw invalid("A step scaling policy has at most 20 step adjustments");
        }
        Checks.oneOf(
                "metricAggregationType",
                model.metricAggregationType(),
                List.of("Average", "Maximum", "Minimum"));
        String problem = Adjustment.problem(policy.steps());
        if (problem != null) {
            throw invalid(problem);
        }
    }

    private Optional<Policy> find(String group, @Nullable String nameOrArn) {
        return groups.policies.values().stream()
                .filter(each -> each.model().autoScalingGroupName().equals(group))
                .filter(each -> named(each, nameOrArn))
                .findFirst();
    }

    private static boolean named(Policy policy, @Nullable String nameOrArn) {
        return policy.model().policyName().equals(nameOrArn)
                || policy.model().policyARN().equals(nameOrArn);
    }

    private List<Alarm> alarms(String policyArn) {
        return groups.alarms.withAction(policyArn).stream()
                .map(each -> Alarm.builder().alarmName(each.name()).alarmARN(each.arn()).build())
                .toList();
    }

    public DescribePoliciesResponse describePolicies(DescribePoliciesRequest request) {
        if (request.autoScalingGroupName() != null) {
            groups.group(request.autoScalingGroupName());
        }
        List<ScalingPolicy> found =
                groups.policies.values().stream()
                        .filter(each -> asked(request, each))
                        .map(Policy::model)
                        .map(each -> each.toBuilder().alarms(alarms(each.policyARN())).build())
                        .toList();
        Page<ScalingPolicy> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribePoliciesResponse.builder()
                .scalingPolicies(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean asked(DescribePoliciesRequest request, Policy policy) {
        ScalingPolicy model = policy.model();
        boolean group =
                request.autoScalingGroupName() == null
                        || request.autoScalingGroupName().equals(model.autoScalingGroupName());
        boolean name =
                request.policyNames().isEmpty()
                        || request.policyNames().stream().anyMatch(each -> named(policy, each));
        boolean type =
                request.policyTypes().isEmpty()
                        || request.policyTypes().contains(model.policyType());
        return group && name && type;
    }

    /** The user's alarms stay, but the policy goes out of their actions. */
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        Checks.complete(request);
        drop(required(request.autoScalingGroupName(), request.policyName()));
        return DeletePolicyResponse.builder().build();
    }

    private List<Policy> of(Group group) {
        return groups.policies.values().stream()
                .filter(each -> each.model().autoScalingGroupName().equals(group.name))
                .toList();
    }

    /** Deletes all policies of a group. */
    void drop(Group group) {
        of(group).forEach(this::drop);
    }

    private void drop(Policy policy) {
        groups.policies.remove(policy.model().policyARN());
        if (policy.tracking()) {
            tracking.deleteAlarms(policy);
        }
        groups.alarms.dropAction(policy.model().policyARN());
    }

    private Policy required(@Nullable String group, String nameOrArn) {
        Optional<Policy> found =
                group == null
                        ? Optional.ofNullable(groups.policies.get(nameOrArn))
                        : find(groups.group(group).name, nameOrArn);
        return found.orElseThrow(
                () -> new AwsFailure("ValidationError", "Policy '" + nameOrArn + "' not found"));
    }

    public ExecutePolicyResponse executePolicy(ExecutePolicyRequest request) {
        Checks.complete(request);
        Policy policy = required(request.autoScalingGroupName(), request.policyName());
        if (policy.tracking()) {
            throw invalid("Policies of type TargetTrackingScaling cannot be executed");
        }
        Group group = groups.lasting(policy.model().autoScalingGroupName());
        String by = "a user request executed policy " + policy.model().policyName();
        if (policy.simple()) {
            boolean honour = request.honorCooldown() != null && request.honorCooldown();
            if (honour && group.coolingDown(groups.now())) {
                throw CapacityOperations.coolingDown(group);
            }
            scaling.simple(group, policy, by);
        } else {
            if (request.metricValue() == null || request.breachThreshold() == null) {
                throw invalid(
                        "MetricValue and BreachThreshold are required for policy type StepScaling");
            }
            scaling.step(group, policy, request.metricValue() - request.breachThreshold(), by);
        }
        return ExecutePolicyResponse.builder().build();
    }
}
