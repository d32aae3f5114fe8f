package dev.sila.config;

import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Adjustment;
import dev.sila.problem.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a hostclass grows and shrinks from its options {@code scaling_…}. */
final class ScalingReader {
    private static final Pattern STEP = Pattern.compile("([+-]?)(\\d{1,4})(%?)");

    private final Options options;
    private final Problems problems;

    ScalingReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    Scaling read() {
        String metric = options.text("scaling_metric", "");
        int slash = metric.lastIndexOf('/');
        if (slash < 1 || slash == metric.length() - 1) {
            problems.error(
                    options.where("scaling_metric"),
                    "scaling_metric is \"" + metric + "\", not a namespace and a name.",
                    "Write it as AWS/EC2/CPUUtilization.");
        }
        int period = options.number("scaling_period", 60);
        if (period != 10 && period != 30 && period % 60 != 0) {
            problems.error(
                    options.where("scaling_period"),
                    "scaling_period is " + period + " seconds, which CloudWatch does not have.",
                    "Use 10, 30 or a multiple of 60.");
        }
        Double up = options.decimal("scaling_up_threshold");
        Double down = options.decimal("scaling_down_threshold");
        if (up != null && down != null && down >= up) {
            problems.error(
                    options.where("scaling_down_threshold"),
                    "scaling_down_threshold is not below scaling_up_threshold, so that the group"
                            + " would never rest.",
                    "Leave room between them.");
        }
        int evaluations = options.number("scaling_evaluations", 2);
        return new Scaling(
                step("scaling_up", 1),
                step("scaling_down", -1),
                options.number("scaling_cooldown", 600),
                metric.substring(0, Math.max(slash, 0)),
                metric.substring(slash + 1),
                up,
                down,
                period,
                evaluations,
                options.number("scaling_down_evaluations", evaluations));
    }

    /** One step: {@code 10%} or a number of hosts, with or without the sign of its direction. */
    private Adjustment step(String option, int direction) {
        String text = options.text(option, "10%");
        Matcher matcher = STEP.matcher(text);
        String wrongSign = direction > 0 ? "-" : "+";
        if (!matcher.matches()
                || matcher.group(1).equals(wrongSign)
                || Integer.parseInt(matcher.group(2)) == 0) {
            problems.error(
                    options.where(option),
                    option + " is \"" + text + "\", which is no step in its direction.",
                    direction > 0 ? "Write it as 10% or +2." : "Write it as 10% or -2.");
            return new Adjustment(direction * 10, true);
        }
        int amount = direction * Integer.parseInt(matcher.group(2));
        return new Adjustment(amount, !matcher.group(3).isEmpty());
    }
}
