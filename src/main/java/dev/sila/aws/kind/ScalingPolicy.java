package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingException;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;

/**
 * A simple scaling policy of an autoscaling group.
 *
 * @param name the group's spec name, a slash and the policy's own name
 * @param policyName the policy's own name, such as {@code up}
 * @param adjustmentType {@code ChangeInCapacity}, {@code PercentChangeInCapacity} or {@code
 *     ExactCapacity}
 * @param minAdjustment the least number of instances that a percentage moves; null for the other
 *     types
 * @param cooldownSeconds how long the group rests before a simple policy may act again
 */
public record ScalingPolicy(
        String name,
        Ref<AutoScalingGroup> group,
        String policyName,
        String adjustmentType,
        int adjustment,
        @Nullable Integer minAdjustment,
        int cooldownSeconds)
        implements Spec {

    /**
     * Finds and keeps simple scaling policies. They have no tags: one belongs to the part that owns
     * its group. Policies of the other types are not seen, and so never changed or deleted.
     */
    public static final class Handler implements Kind<ScalingPolicy> {
        /** The real name of the policy's group. */
        static final Attr GROUP = new Attr("group");

        private static final String SIMPLE = "SimpleScaling";

        /** The most that a page of DescribePolicies holds. */
        private static final int PAGE = 100;

        private final AutoScalingClient autoScaling;

        public Handler(AutoScalingClient autoScaling) {
            this.autoScaling = autoScaling;
        }

        @Override
        public Class<ScalingPolicy> type() {
            return ScalingPolicy.class;
        }

        /** A policy belongs to its group and cannot move to another. */
        @Override
        public Set<String> immutable() {
            return Set.of("group");
        }

        /**
         * Asks for the policies of one group by its name, of several by no name: the call takes
         * only one.
         */
        @Override
        public List<Found<ScalingPolicy>> find(Scope scope, World world) {
            Map<String, Found<AutoScalingGroup>> groups = new HashMap<>();
            world.found(AutoScalingGroup.class).forEach(each -> groups.put(each.id(), each));
            if (groups.isEmpty()) {
                return List.of();
            }
            DescribePoliciesRequest request =
                    DescribePoliciesRequest.builder()
                            .autoScalingGroupName(
                                    groups.size() == 1 ? groups.keySet().iterator().next() : null)
                            .policyTypes(SIMPLE)
                            .maxRecords(PAGE)
                            .build();
            List<Found<ScalingPolicy>> found = new ArrayList<>();
            for (var policy : autoScaling.describePoliciesPaginator(request).scalingPolicies()) {
                Found<AutoScalingGroup> group = groups.get(policy.autoScalingGroupName());
                if (group != null && SIMPLE.equals(policy.policyType())) {
                    found.add(
                            new Found<>(
                                    policy.policyARN(), state(policy, group, world), attrs(group)));
                }
            }
            return found;
        }

        private static Map<Attr, String> attrs(Found<AutoScalingGroup> group) {
            return group.part() == null
                    ? Map.of(GROUP, group.id())
                    : Map.of(GROUP, group.id(), Attr.PART, group.part());
        }

        static ScalingPolicy state(
                software.amazon.awssdk.services.autoscaling.model.ScalingPolicy policy,
                Found<AutoScalingGroup> group,
                World world) {
            return new ScalingPolicy(
                    group.state().name() + "/" + policy.policyName(),
                    world.ref(AutoScalingGroup.class, group.id()),
                    policy.policyName(),
                    Objects.requireNonNullElse(policy.adjustmentType(), ""),
                    Objects.requireNonNullElse(policy.scalingAdjustment(), 0),
                    policy.minAdjustmentMagnitude(),
                    // Not set is not 0: then the group's own cooldown counts.
                    Objects.requireNonNullElse(policy.cooldown(), -1));
        }

        @Override
        public String create(Scope scope, ScalingPolicy wanted, Ids ids) {
            return put(ids.of(wanted.group()), wanted, wanted.minAdjustment());
        }

        /** The call replaces the whole policy, so what is unmanaged is sent as it is found. */
        @Override
        public void update(Found<ScalingPolicy> found, ScalingPolicy wanted, Diff diff, Ids ids) {
            boolean percent = wanted.adjustmentType().equals("PercentChangeInCapacity");
            Integer least = percent ? found.state().minAdjustment() : null;
            put(
                    found.attrs().getOrDefault(GROUP, ""),
                    wanted,
                    wanted.minAdjustment() == null ? least : wanted.minAdjustment());
        }

        private String put(String group, ScalingPolicy wanted, @Nullable Integer minAdjustment) {
            String arn =
                    autoScaling
                            .putScalingPolicy(
                                    PutScalingPolicyRequest.builder()
                                            .autoScalingGroupName(group)
                                            .policyName(wanted.policyName())
                                            .policyType(SIMPLE)
                                            .adjustmentType(wanted.adjustmentType())
                                            .scalingAdjustment(wanted.adjustment())
                                            .minAdjustmentMagnitude(minAdjustment)
                                            .cooldown(wanted.cooldownSeconds())
                                            .build())
                            .policyARN();
            // AWS answers with it; some endpoints that are like AWS do not.
            return arn == null ? arn(group, wanted.policyName()) : arn;
        }

        private String arn(String group, String policy) {
            DescribePoliciesRequest request =
                    DescribePoliciesRequest.builder()
                            .autoScalingGroupName(group)
                            .policyNames(policy)
                            .build();
            return autoScaling.describePolicies(request).scalingPolicies().getFirst().policyARN();
        }

        @Override
        public void delete(Found<ScalingPolicy> found) {
            try {
                autoScaling.deletePolicy(
                        DeletePolicyRequest.builder()
                                .autoScalingGroupName(found.attrs().get(GROUP))
                                .policyName(found.state().policyName())
                                .build());
            } catch (AutoScalingException e) {
                if (!AwsErrors.notFound(e)) {
                    throw e;
                }
            }
        }
    }
}
