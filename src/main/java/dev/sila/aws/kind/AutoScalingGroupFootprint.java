package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Permission;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link AutoScalingGroup}s ask of AWS. */
final class AutoScalingGroupFootprint implements Footprint<AutoScalingGroup> {
    private static final String SERVICE = "autoscaling";

    /** Until the instances of a deleted one are terminated: what the handler waits for usually. */
    private static final Duration GONE = Duration.ofMinutes(3);

    /** The most target groups, or balancers, that one attach or detach call takes. */
    private static final int TARGET_GROUPS = 10;

    /** What a launch makes: none of it carries a mark before. */
    private static final List<String> LAUNCHED = List.of("instance", "network-interface", "volume");

    @Override
    public Class<AutoScalingGroup> type() {
        return AutoScalingGroup.class;
    }

    @Override
    public void look(AutoScalingGroup state, Effort effort) {
        effort.call(SERVICE, "DescribeAutoScalingGroups");
    }

    @Override
    public void create(
            AutoScalingGroup wanted,
            Change.@Nullable Replace<AutoScalingGroup> instead,
            Effort effort) {
        Effort.Call call =
                effort.call(SERVICE, "CreateAutoScalingGroup")
                        .makesTagged("arn:aws:autoscaling:*:*:autoScalingGroup:*");
        launching(wanted, call, effort);
    }

    /**
     * What launching takes, which AWS asks for when a group gets its launch template. Source:
     * Amazon EC2 Auto Scaling user guide, "Amazon EC2 Auto Scaling API permissions".
     */
    private static void launching(AutoScalingGroup wanted, Effort.Call call, Effort effort) {
        String run = "ec2:RunInstances";
        call.and(new Permission(run, "*", Permission.marked(effort.scope())));
        call.and(new Permission(run, "arn:aws:ec2:*::image/*", Map.of()));
        for (String each : LAUNCHED) {
            call.and(new Permission(run, "arn:aws:ec2:*:*:" + each + "/*", Map.of()));
        }
        effort.spec(wanted.launchTemplate()).ifPresent(each -> template(each, call, effort));
    }

    private static void template(LaunchTemplate template, Effort.Call call, Effort effort) {
        if (!template.instanceTags().values().isEmpty()) {
            for (String each : List.of("instance", "volume")) {
                call.and(
                        new Permission(
                                "ec2:CreateTags",
                                "arn:aws:ec2:*:*:" + each + "/*",
                                Map.of("ec2:CreateAction", "RunInstances")));
            }
        }
        if (template.keyName() != null) {
            String key = "arn:aws:ec2:*:*:key-pair/" + template.keyName();
            call.and(new Permission("ec2:RunInstances", key, Map.of()));
        }
        if (template.instanceProfileName() != null) {
            call.and(Iam.passForeign());
        }
        if (template.instanceProfile() != null) {
            effort.spec(template.instanceProfile())
                    .flatMap(each -> Optional.ofNullable(each.role()))
                    .ifPresent(role -> call.and(Iam.pass(role, effort.scope())));
        }
    }

    @Override
    public void update(
            Found<AutoScalingGroup> found, AutoScalingGroup wanted, Diff diff, Effort effort) {
        if (AutoScalingGroupMapping.DIRECT.stream().anyMatch(diff::has)) {
            Effort.Call call = effort.call(SERVICE, "UpdateAutoScalingGroup").marked();
            if (diff.has("launchTemplate") || diff.has("mixedInstances")) {
                launching(wanted, call, effort);
            }
        }
        if (diff.has("targetGroups")) {
            effort.call(SERVICE, "DescribeAutoScalingGroups");
            Set<Ref<TargetGroup>> now = found.state().targetGroups();
            effort.call(SERVICE, "AttachLoadBalancerTargetGroups")
                    .times(chunks(wanted.targetGroups(), now))
                    .marked();
            effort.call(SERVICE, "DetachLoadBalancerTargetGroups")
                    .times(chunks(now, wanted.targetGroups()))
                    .marked();
        }
        if (diff.has("classicLoadBalancers")) {
            Set<Ref<ClassicLoadBalancer>> now = found.state().classicLoadBalancers();
            effort.call(SERVICE, "DescribeAutoScalingGroups");
            effort.call(SERVICE, "AttachLoadBalancers")
                    .times(chunks(wanted.classicLoadBalancers(), now))
                    .marked();
            effort.call(SERVICE, "DetachLoadBalancers")
                    .times(chunks(now, wanted.classicLoadBalancers()))
                    .marked();
        }
        boolean remembered = diff.has("desiredCapacity") && wanted.desiredCapacity() != null;
        effort.call(SERVICE, "CreateOrUpdateTags")
                .times(diff.has("tags") || remembered ? 1 : 0)
                .marked();
    }

    private static <S extends Spec> int chunks(Set<Ref<S>> all, Set<Ref<S>> these) {
        int others = (int) all.stream().filter(each -> !these.contains(each)).count();
        return (others + TARGET_GROUPS - 1) / TARGET_GROUPS;
    }

    @Override
    public void delete(Found<AutoScalingGroup> found, Effort effort) {
        effort.call(SERVICE, "DeleteAutoScalingGroup").marked();
        effort.call(SERVICE, "DescribeAutoScalingGroups").orMore();
        effort.ec2("DescribeInstances").orMore();
        effort.takes(GONE);
    }

    @Override
    public List<Quota<AutoScalingGroup>> quotas() {
        return List.of(
                new Quota<>(
                        SERVICE,
                        "L-CDE20ADC",
                        "Auto Scaling groups per region",
                        500,
                        (clients, plan) ->
                                clients
                                        .autoScaling()
                                        .describeAutoScalingGroupsPaginator()
                                        .autoScalingGroups()
                                        .stream()
                                        .count()));
    }
}
