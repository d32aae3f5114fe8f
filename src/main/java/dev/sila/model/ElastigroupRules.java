package dev.sila.model;

import dev.sila.problem.Problems;
import java.util.stream.Stream;

/** Which hostclasses Spotinst keeps, and what it cannot do for them. */
public final class ElastigroupRules {
    /** The only time zone that Spotinst's cron expressions have. */
    public static final String UTC = "Etc/UTC";

    private ElastigroupRules() {}

    /** Whether hosts of the row run on spot. */
    public static boolean spot(Pipeline.Row row, Hostclass hostclass) {
        Boolean own = row.spotinst();
        return own == null ? hostclass.launch().spot() : own;
    }

    /** Whether Spotinst keeps their group; one for tests is always Auto Scaling's. */
    public static boolean elastigroup(Pipeline.Row row, Hostclass hostclass) {
        return spot(row, hostclass) && hostclass.launch().spotinstAccount() != null;
    }

    /**
     * Puts into problems what an elastigroup cannot have; nothing for other groups.
     *
     * @param where the row's place
     */
    public static void check(
            Pipeline.Row row, Hostclass hostclass, String where, Problems problems) {
        if (!elastigroup(row, hostclass)) {
            return;
        }
        String elsewhere = " Or write spot_provider=aws.";
        if (row.ami().startsWith("resolve:")) {
            problems.error(
                    where,
                    "ami is a parameter, which Spotinst does not resolve.",
                    "Name the image itself, or leave the column blank." + elsewhere);
        }
        if (!row.terminationPolicies().isEmpty()) {
            problems.error(
                    where,
                    "termination_policies are Auto Scaling's; an elastigroup has none of them.",
                    "Leave the column blank." + elsewhere);
        }
        boolean timed =
                Stream.of(row.minSize(), row.desiredSize(), row.maxSize())
                        .flatMap(Stream::ofNullable)
                        .anyMatch(Sizes::hasSchedule);
        if (timed && !hostclass.launch().timeZone().equals(UTC)) {
            problems.error(
                    where,
                    "its sizes have times in "
                            + hostclass.launch().timeZone()
                            + ", but Spotinst knows no time zone except UTC.",
                    "Write the times in UTC, without schedule_time_zone." + elsewhere);
        }
        if (moves(hostclass.scaling())) {
            problems.error(
                    hostclass.where(),
                    "its scaling policies are Auto Scaling's, and Spotinst keeps its group: it"
                            + " would not grow or shrink.",
                    "Take out scaling_policy and the thresholds; give times to the sizes instead."
                            + elsewhere);
        }
    }

    /** Whether policies change the group's size. */
    private static boolean moves(Scaling scaling) {
        return !(scaling.style() instanceof Scaling.Simple)
                || scaling.upThreshold() != null
                || scaling.downThreshold() != null;
    }
}
