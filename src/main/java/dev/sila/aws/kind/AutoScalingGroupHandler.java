package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Filters;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DetachLoadBalancersRequest;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;

/**
 * Finds and keeps autoscaling groups. A group's identifier is its real name. One that is being
 * deleted counts as gone: a new one has another name and does not get in its way.
 */
public final class AutoScalingGroupHandler implements Kind<AutoScalingGroup> {
    /** How many instances the group wants now, whoever asked for them. */
    private static final Attr SIZE = new Attr("size");

    /** The most that DescribeAutoScalingGroups gives in a page. */
    private static final int PAGE = 100;

    /** The most target groups, or balancers, that one attach or detach call takes. */
    private static final int TARGET_GROUPS = 10;

    private final AutoScalingClient autoScaling;
    private final Ec2Client ec2;
    private final Waiter waiter;
    private final Clock clock;

    public AutoScalingGroupHandler(
            AutoScalingClient autoScaling, Ec2Client ec2, Waiter waiter, Clock clock) {
        this.autoScaling = autoScaling;
        this.ec2 = ec2;
        this.waiter = waiter;
        this.clock = clock;
    }

    @Override
    public Class<AutoScalingGroup> type() {
        return AutoScalingGroup.class;
    }

    @Override
    public List<Found<AutoScalingGroup>> find(Scope scope, World world) {
        DescribeAutoScalingGroupsRequest request =
                DescribeAutoScalingGroupsRequest.builder()
                        .filters(
                                Filter.builder()
                                        .name("tag:" + Marks.ENVIRONMENT)
                                        .values(scope.environment())
                                        .build())
                        .maxRecords(PAGE)
                        .build();
        List<Found<AutoScalingGroup>> found = new ArrayList<>();
        for (var group :
                autoScaling.describeAutoScalingGroupsPaginator(request).autoScalingGroups()) {
            Tags tags = AutoScalingGroupMapping.tags(group.tags());
            if (group.status() == null && Ownership.marked(tags, scope)) {
                found.add(
                        new Found<>(
                                group.autoScalingGroupName(),
                                AutoScalingGroupMapping.state(group, tags, world),
                                attrs(group, tags)));
            }
        }
        return found;
    }

    private static Map<Attr, String> attrs(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group, Tags tags) {
        Map<Attr, String> attrs = new HashMap<>(AwsTags.attrs(tags));
        attrs.put(SIZE, String.valueOf(group.desiredCapacity()));
        return attrs;
    }

    /** How many instances a group wants now, whoever asked for them. */
    public static int size(Found<?> found) {
        return Integer.parseInt(found.attrs().getOrDefault(SIZE, "0"));
    }

    @Override
    public String create(Scope scope, AutoScalingGroup wanted, Ids ids) {
        String realName = wanted.name() + "_" + clock.instant().getEpochSecond();
        CreateAutoScalingGroupRequest request =
                AutoScalingGroupMapping.creation(scope, realName, wanted, ids);
        whileProfileIsNew(realName, () -> autoScaling.createAutoScalingGroup(request));
        return realName;
    }

    /** IAM tells other services about a new instance profile only after a while. */
    private void whileProfileIsNew(String group, Runnable call) {
        Wait wait =
                new Wait(
                        "the instance profile of " + group + " to be known to Auto Scaling",
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(5));
        waiter.retryWhile(
                wait,
                error -> AwsErrors.meaning(error) == AwsErrors.Meaning.NOT_YET_VISIBLE,
                () -> {
                    call.run();
                    return group;
                });
    }

    @Override
    public void update(Found<AutoScalingGroup> found, AutoScalingGroup wanted, Diff diff, Ids ids) {
        Optional<UpdateAutoScalingGroupRequest> request =
                AutoScalingGroupMapping.change(found.id(), wanted, diff, ids);
        request.ifPresent(each ->
                whileProfileIsNew(found.id(), () -> autoScaling.updateAutoScalingGroup(each)));
        attach(found.id(), wanted, diff, ids);
        List<Tag> tags = new ArrayList<>();
        if (diff.has("tags")) {
            tags.addAll(AutoScalingGroupMapping.tags(found.id(), wanted.tags()));
        }
        if (diff.has("desiredCapacity")) {
            // After the capacity: a death in between leaves the difference to be seen again.
            tags.addAll(AutoScalingGroupMapping.desired(found.id(), wanted));
        }
        if (!tags.isEmpty()) {
            autoScaling.createOrUpdateTags(CreateOrUpdateTagsRequest.builder().tags(tags).build());
        }
    }

    /** The kind of balancer that it is to have comes first, so that it is never without one. */
    private void attach(String group, AutoScalingGroup wanted, Diff diff, Ids ids) {
        List<Runnable> changes = new ArrayList<>();
        if (diff.has("targetGroups")) {
            Set<String> arns =
                    wanted.targetGroups().stream().map(ids::of).collect(Collectors.toSet());
            changes.add(() -> targetGroups(group, arns));
        }
        if (diff.has("classicLoadBalancers")) {
            Set<String> names =
                    wanted.classicLoadBalancers().stream().map(ids::of).collect(Collectors.toSet());
            changes.add(
                    wanted.classicLoadBalancers().isEmpty() ? changes.size() : 0,
                    () -> classicLoadBalancers(group, names));
        }
        changes.forEach(Runnable::run);
    }

    /** New ones first, so that the instances are never without one. */
    private void targetGroups(String group, Set<String> wanted) {
        Set<String> present = new HashSet<>();
        describe(group).forEach(each -> present.addAll(each.targetGroupARNs()));
        for (List<String> some : chunks(missing(wanted, present))) {
            autoScaling.attachLoadBalancerTargetGroups(
                    AttachLoadBalancerTargetGroupsRequest.builder()
                            .autoScalingGroupName(group)
                            .targetGroupARNs(some)
                            .build());
        }
        for (List<String> some : chunks(missing(present, wanted))) {
            autoScaling.detachLoadBalancerTargetGroups(
                    DetachLoadBalancerTargetGroupsRequest.builder()
                            .autoScalingGroupName(group)
                            .targetGroupARNs(some)
                            .build());
        }
    }

    /** New ones first, as with target groups. */
    private void classicLoadBalancers(String group, Set<String> wanted) {
        Set<String> present = new HashSet<>();
        describe(group).forEach(each -> present.addAll(each.loadBalancerNames()));
        for (List<String> some : chunks(missing(wanted, present))) {
            autoScaling.attachLoadBalancers(
                    AttachLoadBalancersRequest.builder()
                            .autoScalingGroupName(group)
                            .loadBalancerNames(some)
                            .build());
        }
        for (List<String> some : chunks(missing(present, wanted))) {
            autoScaling.detachLoadBalancers(
                    DetachLoadBalancersRequest.builder()
                            .autoScalingGroupName(group)
                            .loadBalancerNames(some)
                            .build());
        }
    }

    private static List<String> missing(Set<String> from, Set<String> in) {
        return from.stream().filter(each -> !in.contains(each)).sorted().toList();
    }

    private static List<List<String>> chunks(List<String> all) {
        return all.stream().gather(Gatherers.windowFixed(TARGET_GROUPS)).toList();
    }

    private List<software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup> describe(
            String group) {
        return autoScaling
                .describeAutoScalingGroups(
                        DescribeAutoScalingGroupsRequest.builder()
                                .autoScalingGroupNames(group)
                                .build())
                .autoScalingGroups();
    }

    @Override
    public void delete(Found<AutoScalingGroup> found) {
        String group = found.id();
        waiter.retryWhile(
                Wait.brief("the activity of autoscaling group " + group + " to end", 10),
                AwsErrors::dependency,
                () -> deleted(group));
        waiter.until(
                new Wait(
                        "autoscaling group " + group + " to be gone",
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(60)),
                () -> describe(group).isEmpty());
        waiter.until(
                new Wait(
                        "the instances of " + group + " to terminate",
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(30)),
                () -> !hasInstances(group));
    }

    private boolean deleted(String group) {
        return AwsErrors.orIfGone(
                false,
                () -> {
                    autoScaling.deleteAutoScalingGroup(
                            DeleteAutoScalingGroupRequest.builder()
                                    .autoScalingGroupName(group)
                                    .forceDelete(true)
                                    .build());
                    return true;
                });
    }

    /** By the tag that Auto Scaling puts on every instance it launches, whatever the group says. */
    private boolean hasInstances(String group) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(
                                Filters.of("tag:aws:autoscaling:groupName", group),
                                Filters.of(
                                        "instance-state-name",
                                        "pending",
                                        "running",
                                        "stopping",
                                        "stopped",
                                        "shutting-down"))
                        .build();
        return ec2.describeInstancesPaginator(request).reservations().stream()
                .anyMatch(each -> !each.instances().isEmpty());
    }
}
