package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> ADJUSTMENTS =
            Set.of("ChangeInCapacity", "ExactCapacity", "PercentChangeInCapacity");

    private final Groups groups;
    private final Scaling scaling;

    PolicyOperations(Groups groups, Scaling scaling) {
        this.groups = groups;
        this.scaling = scaling;
    }

    public PutScalingPolicyResponse putScalingPolicy(PutScalingPolicyRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        String type = request.policyType() == null ? "SimpleScaling" : request.policyType();
        check(request, type);
        Policy known = find(group.name, request.policyName()).orElse(null);
        Policy policy = new Policy(model(request, type, arn(group, request.policyName(), known)));
        check(policy);
        groups.policies.put(policy.model().policyARN(), policy);
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
                .enabled(request.enabled() == null || request.enabled())
                .build();
    }

    private static void check(PutScalingPolicyRequest request, String type) {
        if (request.policyName() == null || request.policyName().isEmpty()) {
            throw invalid("PolicyName is required");
        }
        if (!Set.of("SimpleScaling", "StepScaling").contains(type)) {
            throw invalid(
                    "The local cloud has only policies of type SimpleScaling and StepScaling, not '"
                            + type
                            + "' yet");
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

    private static void check(Policy policy) {
        ScalingPolicy model = policy.model();
        if (policy.simple()) {
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

    /** The alarms stay, but the policy goes out of their actions. */
    public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
        Policy policy = required(request.autoScalingGroupName(), request.policyName());
        groups.policies.remove(policy.model().policyARN());
        groups.alarms.dropAction(policy.model().policyARN());
        return DeletePolicyResponse.builder().build();
    }

    private Policy required(@Nullable String group, String nameOrArn) {
        Optional<Policy> found =
                group == null
                        ? Optional.ofNullable(groups.policies.get(nameOrArn))
                        : find(groups.group(group).name, nameOrArn);
        return found.orElseThrow(() ->
                new AwsFailure(
                        "ValidationError", "Policy not found: no policy named " + nameOrArn));
    }

    public ExecutePolicyResponse executePolicy(ExecutePolicyRequest request) {
        Policy policy = required(request.autoScalingGroupName(), request.policyName());
        Group group = groups.group(policy.model().autoScalingGroupName());
        String by = "a user request executed policy " + policy.model().policyName();
        if (policy.simple()) {
            boolean honour = request.honorCooldown() != null && request.honorCooldown();
            if (honour && group.coolingDown(groups.foundation.timeline().now())) {
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
