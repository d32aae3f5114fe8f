package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Groups;
import dev.sila.engine.Diff;
import dev.sila.engine.Ids;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Turns an autoscaling group's spec into requests, and AWS's description into a spec. */
final class AutoScalingGroupMapping {
    /** The default version of a launch template is always its newest that is whole. */
    static final String VERSION = "$Default";

    private static final Pattern SECONDS = Pattern.compile("_\\d+$");
    private static final Pattern COMMA = Pattern.compile(",");

    /** What UpdateAutoScalingGroup changes; the rest has calls of its own. */
    static final Set<String> DIRECT =
            Set.of(
                    "launchTemplate",
                    "mixedInstances",
                    "minSize",
                    "maxSize",
                    "desiredCapacity",
                    "subnets",
                    "healthCheckType",
                    "healthCheckGraceSeconds",
                    "instanceWarmupSeconds",
                    "terminationPolicies");

    private AutoScalingGroupMapping() {}

    static Tags tags(List<TagDescription> tags) {
        return AwsTags.read(tags, TagDescription::key, TagDescription::value);
    }

    /** What a group is, in the terms of the spec. */
    static AutoScalingGroup state(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup group,
            Tags tags,
            World world) {
        String realName = group.autoScalingGroupName();
        return new AutoScalingGroup(
                AwsTags.name(tags, SECONDS.matcher(realName).replaceFirst("")),
                launchTemplate(Groups.template(group), world),
                MixedInstancesMapping.state(group),
                group.minSize(),
                group.maxSize(),
                desired(tags),
                subnets(group.vpcZoneIdentifier(), world),
                group.targetGroupARNs().stream()
                        .map(arn -> world.ref(TargetGroup.class, arn))
                        .collect(Collectors.toUnmodifiableSet()),
                group.loadBalancerNames().stream()
                        .map(name -> world.ref(ClassicLoadBalancer.class, name))
                        .collect(Collectors.toUnmodifiableSet()),
                Objects.requireNonNullElse(group.healthCheckType(), ""),
                Objects.requireNonNullElse(group.healthCheckGracePeriod(), 0),
                // Not set is not 0: then the grace period counts. -1 differs from all wanted ones.
                Objects.requireNonNullElse(group.defaultInstanceWarmup(), -1),
                group.terminationPolicies(),
                tags);
    }

    /** A group that does not follow the default version, or has none, differs from a wanted one. */
    private static Ref<LaunchTemplate> launchTemplate(
            @Nullable LaunchTemplateSpecification specification, World world) {
        if (specification == null) {
            return new Ref<>(LaunchTemplate.class, "none");
        }
        Ref<LaunchTemplate> template =
                world.ref(LaunchTemplate.class, specification.launchTemplateId());
        return VERSION.equals(specification.version())
                ? template
                : new Ref<>(
                        LaunchTemplate.class,
                        template.name() + " version " + specification.version());
    }

    /** The tag's number; null for none, and for one that is no number. */
    private static @Nullable Integer desired(Tags tags) {
        String text = tags.values().get(AutoScalingGroup.DESIRED_CAPACITY);
        return text != null && text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }

    private static Set<Ref<Subnet>> subnets(@Nullable String zoneIdentifier, World world) {
        return COMMA.splitAsStream(Objects.requireNonNullElse(zoneIdentifier, ""))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(id -> world.ref(Subnet.class, id))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The request that makes the group, with all its tags. */
    static CreateAutoScalingGroupRequest creation(
            Scope scope, String realName, AutoScalingGroup wanted, Ids ids) {
        List<Tag> tags =
                new ArrayList<>(
                        tags(realName, Ownership.mark(wanted.tags(), scope, wanted.name())));
        tags.addAll(desired(realName, wanted));
        CreateAutoScalingGroupRequest.Builder request =
                CreateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName(realName)
                        .minSize(Objects.requireNonNullElse(wanted.minSize(), 0))
                        .maxSize(largest(wanted))
                        .desiredCapacity(
                                Objects.requireNonNullElse(
                                        wanted.desiredCapacity(), largest(wanted)))
                        .vpcZoneIdentifier(subnets(wanted, ids))
                        .healthCheckType(wanted.healthCheckType())
                        .healthCheckGracePeriod(wanted.healthCheckGraceSeconds())
                        .defaultInstanceWarmup(wanted.instanceWarmupSeconds())
                        .terminationPolicies(wanted.terminationPolicies())
                        .tags(tags);
        if (!wanted.targetGroups().isEmpty()) {
            request.targetGroupARNs(wanted.targetGroups().stream().map(ids::of).sorted().toList());
        }
        if (!wanted.classicLoadBalancers().isEmpty()) {
            request.loadBalancerNames(
                    wanted.classicLoadBalancers().stream().map(ids::of).sorted().toList());
        }
        if (MixedInstancesMapping.none(wanted)) {
            request.launchTemplate(specification(wanted, ids));
        } else {
            request.mixedInstancesPolicy(
                            MixedInstancesMapping.policy(
                                    wanted.mixedInstances(), specification(wanted, ids)))
                    .capacityRebalance(wanted.mixedInstances().capacityRebalance());
        }
        return request.build();
    }

    private static int largest(AutoScalingGroup wanted) {
        return wanted.maxSize() != null
                ? wanted.maxSize()
                : Stream.of(wanted.minSize(), wanted.desiredCapacity())
                        .flatMap(Stream::ofNullable)
                        .reduce(0, Math::max);
    }

    private static LaunchTemplateSpecification specification(AutoScalingGroup wanted, Ids ids) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateId(ids.of(wanted.launchTemplate()))
                .version(VERSION)
                .build();
    }

    private static String subnets(AutoScalingGroup wanted, Ids ids) {
        return wanted.subnets().stream().map(ids::of).sorted().collect(Collectors.joining(","));
    }

    /**
     * The request that changes what the diff names, and nothing else; empty if it names nothing.
     */
    static Optional<UpdateAutoScalingGroupRequest> change(
            String realName, AutoScalingGroup wanted, Diff diff, Ids ids) {
        if (DIRECT.stream().noneMatch(diff::has)) {
            return Optional.empty();
        }
        UpdateAutoScalingGroupRequest.Builder request =
                UpdateAutoScalingGroupRequest.builder().autoScalingGroupName(realName);
        if (diff.has("launchTemplate") || diff.has("mixedInstances")) {
            launching(request, wanted, ids);
        }
        if (diff.has("subnets")) {
            request.vpcZoneIdentifier(subnets(wanted, ids));
        }
        if (diff.has("terminationPolicies")) {
            request.terminationPolicies(wanted.terminationPolicies());
        }
        if (diff.has("healthCheckType")) {
            request.healthCheckType(wanted.healthCheckType());
        }
        return Optional.of(
                request.minSize(diff.has("minSize") ? wanted.minSize() : null)
                        .maxSize(diff.has("maxSize") ? wanted.maxSize() : null)
                        .desiredCapacity(
                                diff.has("desiredCapacity") ? wanted.desiredCapacity() : null)
                        .healthCheckGracePeriod(
                                diff.has("healthCheckGraceSeconds")
                                        ? Integer.valueOf(wanted.healthCheckGraceSeconds())
                                        : null)
                        .defaultInstanceWarmup(
                                diff.has("instanceWarmupSeconds")
                                        ? Integer.valueOf(wanted.instanceWarmupSeconds())
                                        : null)
                        .build());
    }

    /** A template alone takes the place of a policy of mixed instances, and the other way round. */
    private static void launching(
            UpdateAutoScalingGroupRequest.Builder request, AutoScalingGroup wanted, Ids ids) {
        if (MixedInstancesMapping.none(wanted)) {
            request.launchTemplate(specification(wanted, ids));
        } else {
            request.mixedInstancesPolicy(
                    MixedInstancesMapping.policy(
                            wanted.mixedInstances(), specification(wanted, ids)));
        }
        request.capacityRebalance(wanted.mixedInstances().capacityRebalance());
    }

    /** Tags that instances get too when they are launched, but for that of the capacity. */
    static List<Tag> tags(String realName, Tags tags) {
        return AwsTags.list(
                tags,
                (key, value) ->
                        tag(realName, key, value, !key.equals(AutoScalingGroup.DESIRED_CAPACITY)));
    }

    /** The tag that remembers the capacity asked for; the group's own, not the instances'. */
    static List<Tag> desired(String realName, AutoScalingGroup wanted) {
        boolean scheduled = wanted.tags().values().containsKey(AutoScalingGroup.DESIRED_CAPACITY);
        return Stream.ofNullable(scheduled ? null : wanted.desiredCapacity())
                .map(size ->
                        tag(
                                realName,
                                AutoScalingGroup.DESIRED_CAPACITY,
                                String.valueOf(size),
                                false))
                .toList();
    }

    private static Tag tag(String realName, String key, String value, boolean propagate) {
        return Tag.builder()
                .resourceType("auto-scaling-group")
                .resourceId(realName)
                .key(key)
                .value(value)
                .propagateAtLaunch(propagate)
                .build();
    }
}
