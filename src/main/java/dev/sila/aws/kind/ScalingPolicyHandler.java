package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DeletePolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribePoliciesRequest;

/**
 * Finds and keeps scaling policies. They have no tags: one belongs to the part that owns its group.
 */
public final class ScalingPolicyHandler implements Kind<ScalingPolicy> {
    static final String SIMPLE = "SimpleScaling";
    static final String STEP = "StepScaling";
    static final String TRACKING = "TargetTrackingScaling";

    /** The real name of the policy's group. */
    static final Attr GROUP = new Attr("group");

    private static final Set<String> TYPES = Set.of(SIMPLE, STEP, TRACKING);

    /** The most that a page of DescribePolicies holds. */
    private static final int PAGE = 100;

    private final AutoScalingClient autoScaling;

    public ScalingPolicyHandler(AutoScalingClient autoScaling) {
        this.autoScaling = autoScaling;
    }

    @Override
    public Class<ScalingPolicy> type() {
        return ScalingPolicy.class;
    }

    /** A policy belongs to its group and cannot move to another. */
    @Override
    public Set<String> immutable() {
        return Set.of("group", "type");
    }

    /** AWS keeps a policy whose load balancer goes. */
    @Override
    public Set<String> loose() {
        return Set.of("rule");
    }

    /** A group's policies have different names. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    /**
     * Asks for the policies of one group by its name, of several by no name: the call takes only
     * one.
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
                        .maxRecords(PAGE)
                        .build();
        List<Found<ScalingPolicy>> found = new ArrayList<>();
        for (var policy : autoScaling.describePoliciesPaginator(request).scalingPolicies()) {
            Found<AutoScalingGroup> group = groups.get(policy.autoScalingGroupName());
            if (group != null && TYPES.contains(policy.policyType())) {
                ScalingPolicy state = ScalingPolicyMapping.state(policy, group, world);
                found.add(new Found<>(policy.policyARN(), state, attrs(group)));
            }
        }
        return found;
    }

    private static Map<Attr, String> attrs(Found<AutoScalingGroup> group) {
        return group.part() == null
                ? Map.of(GROUP, group.id())
                : Map.of(GROUP, group.id(), Attr.PART, group.part());
    }

    @Override
    public String create(Scope scope, ScalingPolicy wanted, Ids ids) {
        return put(ids.of(wanted.group()), wanted, ids);
    }

    /** The call replaces the whole policy. */
    @Override
    public void update(Found<ScalingPolicy> found, ScalingPolicy wanted, Diff diff, Ids ids) {
        put(found.attrs().getOrDefault(GROUP, ""), wanted, ids);
    }

    private String put(String group, ScalingPolicy wanted, Ids ids) {
        String arn =
                autoScaling
                        .putScalingPolicy(ScalingPolicyMapping.request(group, wanted, ids))
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
        return autoScaling.describePolicies(request).scalingPolicies().stream()
                .findFirst()
                .orElseThrow(() -> Ownership.vanished("scaling policy " + policy + " of " + group))
                .policyARN();
    }

    @Override
    public void delete(Found<ScalingPolicy> found) {
        AwsErrors.unlessGone(() ->
                autoScaling.deletePolicy(
                        DeletePolicyRequest.builder()
                                .autoScalingGroupName(found.attrs().get(GROUP))
                                .policyName(found.state().policyName())
                                .build()));
    }
}
