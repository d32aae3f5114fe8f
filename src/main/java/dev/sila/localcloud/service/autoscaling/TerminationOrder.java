package dev.sila.localcloud.service.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Which instances a scale-in ends. */
final class TerminationOrder {
    static final Set<String> POLICIES =
            Set.of(
                    "Default",
                    "AllocationStrategy",
                    "OldestLaunchTemplate",
                    "OldestLaunchConfiguration",
                    "ClosestToNextInstanceHour",
                    "NewestInstance",
                    "OldestInstance");

    private final List<String> policies;
    private final Instant now;

    TerminationOrder(List<String> policies, Instant now) {
        this.policies = policies;
        this.now = now;
    }

    /**
     * At most that many members, each from the zone that then has most; never a protected one. The
     * zones come first, the policies in their order then, the older one last of all.
     */
    List<Member> choose(List<Member> members, int count) {
        List<Member> left = new ArrayList<>(members);
        List<Member> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            List<Member> candidates = left.stream().filter(TerminationOrder::mayGo).toList();
            if (candidates.isEmpty()) {
                break;
            }
            Member next = best(fullestZones(left, candidates));
            left.remove(next);
            chosen.add(next);
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

    private Member best(List<Member> candidates) {
        List<Member> left = candidates;
        for (String policy : policies) {
            left = narrow(left, policy);
        }
        return left.stream()
                .min(
                        Comparator.comparing((Member each) -> each.launched)
                                .thenComparing(each -> each.id))
                .orElseThrow();
    }

    private List<Member> narrow(List<Member> left, String policy) {
        return switch (policy) {
            case "OldestInstance" -> least(left, each -> each.launched.toEpochMilli());
            case "NewestInstance" -> least(left, each -> -each.launched.toEpochMilli());
            case "OldestLaunchTemplate" -> least(left, TerminationOrder::templateVersion);
            case "ClosestToNextInstanceHour" -> least(left, this::untilNextHour);
            case "Default" ->
                    least(least(left, TerminationOrder::templateVersion), this::untilNextHour);
            // No launch configurations and no mixed instances here: these choose nothing.
            default -> left;
        };
    }

    private static long templateVersion(Member member) {
        return Long.parseLong(member.template.version());
    }

    private long untilNextHour(Member member) {
        return -(Duration.between(member.launched, now).toSeconds() % 3600);
    }

    private static List<Member> least(List<Member> members, ToLongFunction<Member> measure) {
        long least = members.stream().mapToLong(measure).min().orElse(0);
        return members.stream().filter(each -> measure.applyAsLong(each) == least).toList();
    }
}
