package dev.sila.config;

import dev.sila.model.Watch;
import dev.sila.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of an alarm. Source: CloudWatch's API reference, <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html">PutMetricAlarm</a>.
 */
final class AlarmRules {
    static final List<String> STATISTICS =
            List.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
    static final List<String> MISSING = List.of("missing", "breaching", "notBreaching", "ignore");
    static final List<String> POLICIES = List.of("up", "down");

    private static final int HOUR = 3600;
    private static final int DAY = 24 * HOUR;

    /** What one section says. */
    void check(Watch watch, Options options, Problems problems) {
        int period = watch.periodSeconds();
        if (period > 30 ? period % 60 != 0 : period % 10 != 0) {
            problems.error(
                    options.where("period"),
                    "period is " + period + " seconds, which CloudWatch does not have.",
                    "Use 10, 20, 30 or a multiple of 60.");
        }
        long longest = period >= HOUR ? 7L * DAY : DAY;
        if ((long) period * watch.periods() > longest) {
            problems.error(
                    options.where("duration"),
                    "%d periods of %d seconds are longer than %s, the most that CloudWatch watches."
                            .formatted(
                                    watch.periods(),
                                    period,
                                    longest == DAY ? "a day" : "seven days"),
                    "Write a smaller duration or period.");
        }
        Double max = watch.max();
        Double min = watch.min();
        if (max != null && min != null && min > max) {
            problems.error(
                    options.where("threshold_min"),
                    "threshold_min is above threshold_max, so that there would always be an alarm.",
                    "Swap them, or write two sections of different teams.");
        }
        policy("policy_max", watch, max, options, problems);
        policy("policy_min", watch, min, options, problems);
    }

    private static void policy(
            String option,
            Watch watch,
            @Nullable Double threshold,
            Options options,
            Problems problems) {
        if (options.text(option) == null) {
            return;
        }
        if (threshold == null) {
            String needed = option.replace("policy", "threshold");
            problems.error(
                    options.where(option),
                    option + " needs " + needed + ".",
                    "Write " + needed + ", or remove " + option + ".");
        }
        boolean ofHosts =
                switch (watch.source()) {
                    case GROUP, CUSTOM, LOG, BALANCER -> true;
                    case DATABASE, SEARCH -> false;
                };
        if (!ofHosts) {
            problems.error(
                    options.where(option),
                    option + " is of no use to " + watch.namespace() + ", which runs no group.",
                    "Remove it.");
        }
    }

    /**
     * What a hostclass's alarms must not do to each other, and to those of its scaling policies.
     */
    void distinct(List<Watch> watches, Options hostclass, Problems problems) {
        Map<String, Watch> seen = new HashMap<>();
        String scaling = hostclass.text("scaling_metric", "").replaceAll(".*/", "");
        boolean target = hostclass.text("scaling_policy", "").equals("target");
        for (Watch each : watches) {
            Watch other = seen.putIfAbsent(each.team() + "_" + metric(each), each);
            if (other != null) {
                problems.error(
                        each.where(),
                        "its alarm has the same name as that of "
                                + other.where()
                                + ": a name has team, environment, hostclass and metric, but no"
                                + " namespace.",
                        "Give one of them another team.");
            }
            if (each.team().isEmpty() && each.metric().equals(scaling)) {
                clash("scaling_up_threshold", each, each.max() != null, hostclass, problems);
                clash("scaling_down_threshold", each, each.min() != null, hostclass, problems);
            }
            if (target && (each.maxPolicy() != null || each.minPolicy() != null)) {
                problems.error(
                        each.where(),
                        "names a policy up or down, which a hostclass with scaling_policy=target"
                                + " has not.",
                        "Remove policy_max and policy_min, or change scaling_policy ("
                                + hostclass.where("scaling_policy")
                                + ").");
            }
        }
    }

    private static String metric(Watch watch) {
        return watch.source() == Watch.Source.LOG ? "log " + watch.metric() : watch.metric();
    }

    private static void clash(
            String option, Watch watch, boolean both, Options hostclass, Problems problems) {
        if (both && hostclass.decimal(option) != null) {
            problems.error(
                    watch.where(),
                    "its alarm has the same name as that of "
                            + option
                            + " ("
                            + hostclass.where(option)
                            + ").",
                    "Give the section a team: [TEAM."
                            + watch.namespace()
                            + "."
                            + watch.metric()
                            + "].");
        }
    }
}
