package dev.sila.aws;

import dev.sila.aws.Rosters.Roster;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.autoscaling.model.TargetTrackingConfiguration;

/** The scaling policies of groups, as AWS has them. */
public final class Policies {
    private static final int PAGE = 100;

    private final AutoScalingClient autoScaling;

    public Policies(AutoScalingClient autoScaling) {
        this.autoScaling = autoScaling;
    }

    /**
     * One policy.
     *
     * @param type AWS's: {@code SimpleScaling}, {@code StepScaling}, {@code TargetTrackingScaling}
     * @param does what it does to the group, for people
     * @param seconds its cooldown or warm-up; null if it goes by the group's
     * @param alarms the alarms that call it
     */
    public record Policy(
            String hostclass,
            String name,
            String type,
            String does,
            @Nullable Integer seconds,
            List<String> alarms,
            String group) {
        public Policy {
            alarms = List.copyOf(alarms);
        }
    }

    /** The policies of these groups, all asked for in one paged call. */
    public List<Policy> of(Collection<Roster> rosters) {
        Map<String, String> hostclasses = new HashMap<>();
        rosters.forEach(each -> hostclasses.put(each.group(), each.hostclass()));
        DescribePoliciesRequest request =
                DescribePoliciesRequest.builder().maxRecords(PAGE).build();
        return autoScaling.describePoliciesPaginator(request).scalingPolicies().stream()
                .filter(each -> hostclasses.containsKey(each.autoScalingGroupName()))
                .map(each ->
                        policy(hostclasses.getOrDefault(each.autoScalingGroupName(), ""), each))
                .sorted(Comparator.comparing(Policy::hostclass).thenComparing(Policy::name))
                .toList();
    }

    private static Policy policy(String hostclass, ScalingPolicy policy) {
        Integer cooldown = policy.cooldown();
        return new Policy(
                hostclass,
                policy.policyName(),
                policy.policyType(),
                does(policy),
                cooldown == null ? policy.estimatedInstanceWarmup() : cooldown,
                policy.alarms().stream().map(Alarm::alarmName).toList(),
                policy.autoScalingGroupName());
    }

    private static String does(ScalingPolicy policy) {
        TargetTrackingConfiguration target = policy.targetTrackingConfiguration();
        if (target != null) {
            PredefinedMetricSpecification metric = target.predefinedMetricSpecification();
            String what = metric == null ? "its metric" : metric.predefinedMetricTypeAsString();
            return "keeps " + what + " at " + number(target.targetValue());
        }
        String unit =
                switch (policy.adjustmentType()) {
                    case "PercentChangeInCapacity" -> " %";
                    case "ExactCapacity" -> " exactly";
                    default -> "";
                };
        if (!policy.stepAdjustments().isEmpty()) {
            return policy.stepAdjustments().stream()
                    .map(each ->
                            "from "
                                    + bound(each.metricIntervalLowerBound())
                                    + " to "
                                    + bound(each.metricIntervalUpperBound())
                                    + ": "
                                    + signed(each.scalingAdjustment())
                                    + unit)
                    .collect(Collectors.joining("; "));
        }
        Integer adjustment = policy.scalingAdjustment();
        return adjustment == null ? "" : signed(adjustment) + unit;
    }

    private static String signed(int number) {
        return number > 0 ? "+" + number : String.valueOf(number);
    }

    private static String bound(@Nullable Double bound) {
        return bound == null ? "any" : number(bound);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
