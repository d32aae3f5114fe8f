package dev.sila.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The name of a section of {@code disco_alarms.ini}: {@code team.namespace.metric}, with a further
 * part for one hostclass. The seed's own examples leave the team out, and so may files: a part with
 * a {@code /} is a namespace, never a team.
 *
 * @param team empty if the name has none
 * @param hostclass the hostclass, database or search domain; null for all
 */
record AlarmSection(String team, String namespace, String metric, @Nullable String hostclass) {

    /**
     * Takes a name apart; empty if it is none of an alarm.
     *
     * @param hostclasses decides whether {@code a.b.c} is of a team or of a hostclass, if no part
     *     has a {@code /}
     */
    static Optional<AlarmSection> of(String name, Set<String> hostclasses) {
        List<String> parts = Arrays.stream(name.split("\\.", -1)).map(String::strip).toList();
        if (parts.stream().anyMatch(String::isEmpty)) {
            return Optional.empty();
        }
        return switch (parts.size()) {
            case 2 -> Optional.of(new AlarmSection("", parts.get(0), parts.get(1), null));
            case 3 -> Optional.of(ofThree(parts, hostclasses));
            case 4 ->
                    Optional.of(
                            new AlarmSection(
                                    parts.get(0), parts.get(1), parts.get(2), parts.get(3)));
            default -> Optional.empty();
        };
    }

    private static AlarmSection ofThree(List<String> parts, Set<String> hostclasses) {
        boolean teamless =
                parts.get(0).contains("/")
                        || (!parts.get(1).contains("/") && hostclasses.contains(parts.get(2)));
        return teamless
                ? new AlarmSection("", parts.get(0), parts.get(1), parts.get(2))
                : new AlarmSection(parts.get(0), parts.get(1), parts.get(2), null);
    }

    /** The name without the hostclass. */
    String shared() {
        return (team.isEmpty() ? "" : team + ".") + namespace + "." + metric;
    }
}
