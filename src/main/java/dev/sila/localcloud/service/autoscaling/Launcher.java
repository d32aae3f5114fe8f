package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.autoscaling.Announcer.Outcome;
import dev.sila.localcloud.service.autoscaling.Instances.InstanceFacts;
import dev.sila.localcloud.service.autoscaling.Instances.LaunchOrder;
import dev.sila.localcloud.service.autoscaling.Instances.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Launches instances into a group, evenly over its zones. Where EC2 has no capacity, the next
 * instance type and then the next zone is tried, and each refused zone is recorded.
 */
final class Launcher {
    /** After a refusal of EC2 the group waits before it tries again there. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    /** What another zone or another instance type may help against. */
    private static final Set<String> ELSEWHERE =
            Set.of(
                    "InsufficientInstanceCapacity",
                    "InsufficientFreeAddressesInSubnet",
                    "InvalidSubnetID.NotFound",
                    "SpotMaxPriceTooLow",
                    "MaxSpotInstanceCountExceeded",
                    "Unsupported");

    private final Groups groups;
    private final Arrivals arrivals;

    Launcher(Groups groups, Arrivals arrivals) {
        this.groups = groups;
        this.arrivals = arrivals;
    }

    /** Launches until the desired capacity is there, unless EC2 refused a moment ago. */
    void fill(Group group) {
        int before = group.capacity();
        while (group.capacity() < group.desired) {
            String cause = cause(group, before);
            if (launch(group, cause, Optional.empty()).isEmpty()) {
                return;
            }
            group.replacements.poll();
        }
    }

    private String cause(Group group, int before) {
        String replacement = group.replacements.peek();
        String time = groups.activities.now();
        if (replacement != null) {
            return "At %s an instance was launched in response to %s.".formatted(time, replacement);
        }
        return "%sAt %s an instance was started in response to a difference between desired and actual capacity, increasing the capacity from %d to %d."
                .formatted(group.reason, time, before, group.desired);
    }

    /**
     * Launches one instance.
     *
     * @param zone where it must be; empty for the emptiest zone that has capacity
     * @return the member, or nothing when EC2 refused
     */
    Optional<Member> launch(Group group, String cause, Optional<String> zone) {
        Instant now = groups.now();
        if (now.isBefore(group.noLaunchBefore)) {
            return Optional.empty();
        }
        List<String> subnets = subnets(group, zone, now);
        for (String subnet : subnets) {
            Optional<AwsFailure> refusal = Optional.empty();
            for (Allocation.Choice choice : choices(group)) {
                try {
                    return Optional.of(launchOne(group, subnet, choice, cause));
                } catch (AwsFailure failure) {
                    refusal = Optional.of(failure);
                    if (!ELSEWHERE.contains(failure.code())) {
                        break;
                    }
                }
            }
            refusal.ifPresent(failure -> failed(group, subnet, failure, cause));
            if (refusal.filter(each -> !ELSEWHERE.contains(each.code())).isPresent()) {
                break;
            }
        }
        group.noLaunchBefore = now.plus(groups.foundation.timeline().scaled(RETRY));
        return Optional.empty();
    }

    private static List<Allocation.Choice> choices(Group group) {
        return Allocation.next(group.launching(), group.counted(), group.desired);
    }

    /** The subnets of the zones with the fewest members first, without those just refused. */
    private static List<String> subnets(Group group, Optional<String> zone, Instant now) {
        return group.subnets.entrySet().stream()
                .filter(each -> zone.isEmpty() || zone.get().equals(each.getValue()))
                .filter(each -> !refused(group, each.getKey(), now))
                .sorted(Comparator.comparingLong(each -> inZone(group, each.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    static boolean refused(Group group, String subnet, Instant now) {
        return now.isBefore(group.refusedUntil.getOrDefault(subnet, Instant.MIN));
    }

    private static long inZone(Group group, String zone) {
        return group.counted().stream().filter(member -> member.zone.equals(zone)).count();
    }

    private void failed(Group group, String subnet, AwsFailure refusal, String cause) {
        group.refusedUntil.put(
                subnet, groups.now().plus(groups.foundation.timeline().scaled(RETRY)));
        Map<String, String> place = place(group, subnet);
        String message = refusal.getMessage() + " Launching EC2 instance failed.";
        Activity failed =
                groups.activities.begin(
                        group,
                        "Launching a new EC2 instance.  Status Reason: " + message,
                        cause,
                        place,
                        ScalingActivityStatusCode.FAILED);
        groups.activities
                .end(failed.activityId(), ScalingActivityStatusCode.FAILED, message)
                .ifPresent(ended ->
                        groups.announcer.tell(group, Outcome.NOT_LAUNCHED, ended, null, place));
    }

    private static Map<String, String> place(Group group, String subnet) {
        Map<String, String> place = new LinkedHashMap<>();
        place.put("Subnet ID", subnet);
        place.put("Availability Zone", Objects.requireNonNullElse(group.subnets.get(subnet), ""));
        return place;
    }

    private Member launchOne(Group group, String subnet, Allocation.Choice choice, String cause) {
        Configuration configuration = group.launching();
        LaunchTemplateSpecification template = template(configuration, choice.override());
        LaunchOrder order = order(group, configuration, template, subnet, choice);
        String id = groups.instances.launch(order);
        InstanceFacts facts = groups.instances.find(id).orElseThrow();
        Map<String, String> place = place(group, subnet);
        Activity activity =
                groups.activities.begin(
                        group,
                        "Launching a new EC2 instance: " + id,
                        cause,
                        place,
                        ScalingActivityStatusCode.PRE_IN_SERVICE);
        Member member =
                new Member(facts, template, configuration.launchConfiguration(), groups.now());
        member.place = place;
        member.activity = activity.activityId();
        member.weight = choice.weight();
        member.weighted = configuration.weighted();
        member.protectedFromScaleIn = group.protectNew;
        group.members.put(id, member);
        if (facts.state().equals("running")) {
            arrivals.arrived(group, member);
        }
        return member;
    }

    /** The template that counts for an override, with the number of its version. */
    private @Nullable LaunchTemplateSpecification template(
            Configuration configuration, @Nullable LaunchTemplateOverrides override) {
        LaunchTemplateSpecification own =
                override == null ? null : override.launchTemplateSpecification();
        LaunchTemplateSpecification named = own == null ? configuration.base() : own;
        return named == null
                ? null
                : named.toBuilder()
                        .version(
                                groups.instances.version(named.launchTemplateId(), named.version()))
                        .build();
    }

    private LaunchOrder order(
            Group group,
            Configuration configuration,
            @Nullable LaunchTemplateSpecification template,
            String subnet,
            Allocation.Choice choice) {
        Map<String, String> tags = new LinkedHashMap<>();
        group.tags.values().stream()
                .filter(GroupTag::atLaunch)
                .forEach(tag -> tags.put(tag.key(), tag.value()));
        tags.put("aws:autoscaling:groupName", group.name);
        if (template != null) {
            tags.put("aws:ec2launchtemplate:id", template.launchTemplateId());
            tags.put("aws:ec2launchtemplate:version", template.version());
        }
        return new LaunchOrder(
                source(configuration, template),
                subnet,
                tags,
                choice.override() == null ? null : choice.override().instanceType(),
                choice.spot(),
                configuration.mixed() == null
                        ? null
                        : configuration.mixed().instancesDistribution().spotMaxPrice());
    }

    Source source(Configuration configuration, @Nullable LaunchTemplateSpecification template) {
        return template == null
                ? new Source(
                        null,
                        null,
                        groups.configurations.get(
                                Objects.requireNonNull(configuration.launchConfiguration())))
                : new Source(template.launchTemplateId(), template.version(), null);
    }
}
