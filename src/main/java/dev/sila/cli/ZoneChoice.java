package dev.sila.cli;

import dev.sila.aws.HostedZones;
import dev.sila.aws.HostedZones.Zone;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Suggest;
import java.util.List;
import java.util.Locale;

/** The hosted zone and the record that a command's words mean. */
final class ZoneChoice {
    private ZoneChoice() {}

    /**
     * The zone of that identifier or name.
     *
     * @param hidden whether a name means the private zone
     * @throws ProblemException if there is none, or are several
     */
    static Zone of(HostedZones zones, String given, boolean hidden) {
        String name = given.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        List<Zone> all = zones.all();
        List<Zone> found =
                all.stream()
                        .filter(each ->
                                each.id().equals(given)
                                        || (each.name().equals(name) && each.hidden() == hidden))
                        .toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        List<String> known = all.stream().map(Zone::name).distinct().sorted().toList();
        throw new ProblemException(
                Problem.error(
                        "zone " + given,
                        found.isEmpty()
                                ? "there is no such "
                                        + (hidden ? "private" : "public")
                                        + " hosted zone in this account."
                                : "there are several of that name.",
                        found.isEmpty()
                                ? Suggest.remedy(
                                        name, known, "sila dns zones lists those that exist.")
                                : "Give one's identifier: "
                                        + String.join(
                                                ", ", found.stream().map(Zone::id).toList())));
    }

    /** The full name of a record: {@code @} is the zone's own, and what is short is completed. */
    static String name(String given, Zone zone) {
        String name = given.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.equals("@") || name.equals(zone.name())) {
            return zone.name();
        }
        return name.endsWith("." + zone.name()) ? name : name + "." + zone.name();
    }
}
