package dev.sila.localcloud.service.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/**
 * Which instances a scale-in ends. Source: EC2 Auto Scaling user guide, "Configure termination
 * policies".
 */
final class TerminationOrder {
    static final List<String> POLICIES =
            List.of(
                    "AllocationStrategy",
                    "ClosestToNextInstanceHour",
                    "Default",
                    "NewestInstance",
                    "OldestInstance",
                    "OldestLaunchConfiguration",
                    "OldestLaunchTemplate");

    private final Group group;
    private final Instant now;

    TerminationOrder(Group group, Instant now) {
        this.group = group;
        this.now = now;
    }

    /**
     * Members of at most that many units, each from the zone that then has most; never a protected
     * one. The zones come first, the policies in their order then, the older one last of all.
     */
    List<Member> choose(int units) {
        List<Member> left = new ArrayList<>(group.counted());
        List<Member> chosen = new ArrayList<>();
        int free = units;
        while (free > 0) {
            int room = free;
            List<Member> candidates =
                    left.stream()
                            .filter(TerminationOrder::mayGo)
                            .filter(each -> each.weight <= room)
                            .toList();
            Optional<Member> next = chooseFrom(fullestZones(left, candidates), left);
            if (next.isEmpty()) {
                break;
            }
            left.remove(next.get());
            chosen.add(next.get());
            free -= next.get().weight;
        }
        return chosen;
    }

    private static boolean mayGo(Member member) {
        return member.is(LifecycleState.IN_SERVICE) && !member.protectedFromScaleIn;
    }

    private static List<Member> fullestZones(List<Member> all, List<Member> candidates) {
        Map<String, Long> sizes =
                all.stream()
                        .collect(Collectors.groupingBy(each -> each.zone, Collectors.counting()));
        long most =
                candidates.stream()
                        .mapToLong(each -> sizes.getOrDefault(each.zone, 0L))
                        .max()
                        .orElse(0);
        return candidates.stream()
                .filter(each -> sizes.getOrDefault(each.zone, 0L) == most)
                .toList();
    }

    /**
     * The one of these that the group's policies end first.
     *
     * @param all what the group has before that, candidates or not
     */
    Optional<Member> chooseFrom(List<Member> candidates, List<Member> all) {
        List<Member> left = candidates;
        for (String policy : group.terminationPolicies) {
            left = narrow(left, policy, all);
        }
        return left.stream()
                .min(
                        Comparator.comparing((Member each) -> each.launched)
                                .thenComparing(each -> each.id));
    }

    private List<Member> narrow(List<Member> left, String policy, List<Member> all) {
        return switch (policy) {
            case "OldestInstance" -> least(left, each -> each.launched.toEpochMilli());
            case "NewestInstance" -> least(left, each -> -each.launched.toEpochMilli());
            case "OldestLaunchTemplate" -> least(left, this::templateAge);
            case "OldestLaunchConfiguration" -> least(left, this::configurationAge);
            case "ClosestToNextInstanceHour" -> least(left, this::untilNextHour);
            case "AllocationStrategy" -> astray(left, all);
            default ->
                    least(
                            least(
                                    least(astray(left, all), this::configurationAge),
                                    this::templateAge),
                            this::untilNextHour);
        };
    }

    /**
     * Those of the purchase option of which there are too many, and of them those whose instance
     * type the allocation would choose last.
     */
    private List<Member> astray(List<Member> left, List<Member> all) {
        if (group.configuration.mixed() == null || left.isEmpty()) {
            return left;
        }
        int wanted =
                Allocation.onDemand(
                        group.configuration.mixed().instancesDistribution(), group.desired);
        int present = all.stream().filter(each -> !each.spot).mapToInt(each -> each.weight).sum();
        boolean spotGoes = present <= wanted;
        List<Member> option = left.stream().filter(each -> each.spot == spotGoes).toList();
        List<Member> some = option.isEmpty() ? left : option;
        List<String> types =
                Allocation.next(group.configuration, List.of(), group.desired).stream()
                        .map(Allocation.Choice::override)
                        .filter(Objects::nonNull)
                        .map(each -> each.instanceType())
                        .toList();
        return least(some, each -> types.contains(each.instanceType) ? 1 : 0);
    }

    /** Configurations that are not the group's any more come first, then the older instances. */
    private long configurationAge(Member member) {
        return Objects.equals(member.launchConfiguration, group.configuration.launchConfiguration())
                ? 1
                : 0;
    }

    /** Another template than the group's first, then the older version. */
    private long templateAge(Member member) {
        LaunchTemplateSpecification own = member.template;
        LaunchTemplateSpecification base = group.configuration.base();
        if (own == null || base == null) {
            return own == null ? -1 : Long.MAX_VALUE;
        }
        boolean same = own.launchTemplateId().equals(base.launchTemplateId());
        return same ? Long.parseLong(own.version()) : 0;
    }

    private long untilNextHour(Member member) {
        return -(Duration.between(member.launched, now).toSeconds() % 3600);
    }

    private static List<Member> least(List<Member> members, ToLongFunction<Member> measure) {
        long least = members.stream().mapToLong(measure).min().orElse(0);
        return members.stream().filter(each -> measure.applyAsLong(each) == least).toList();
    }
}
