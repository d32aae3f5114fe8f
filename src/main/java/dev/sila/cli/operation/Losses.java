package dev.sila.cli.operation;

import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Notices that a group loses a host which it needs: one that died, or that failed its health check.
 * Hosts that go because the group is to become smaller are no loss, so nothing counts while a group
 * has more hosts than it wants.
 */
final class Losses {
    private final Set<String> needed = new HashSet<>();
    private int desired;

    /** The hosts lost since the last look, and those that are dead at the first. */
    List<Member> look(Roster roster) {
        Set<String> staying =
                roster.members().stream()
                        .filter(Member::stays)
                        .map(Member::instanceId)
                        .collect(Collectors.toSet());
        if (roster.desired() < desired || staying.size() > roster.desired()) {
            needed.clear();
        }
        desired = roster.desired();
        Set<String> gone = new HashSet<>(needed);
        gone.removeAll(staying);
        List<Member> lost =
                Stream.concat(roster.members().stream(), roster.former().stream())
                        .filter(each -> gone.contains(each.instanceId()) || dead(each))
                        .toList();
        if (staying.size() <= roster.desired()) {
            needed.addAll(staying);
        }
        return lost;
    }

    /** Ended, while its group still counts on it. */
    private static boolean dead(Member member) {
        return member.ended()
                && !member.lifecycle().isEmpty()
                && !member.lifecycle().startsWith("Terminat");
    }
}
