package dev.sila.config;

import dev.sila.model.Balancer;
import dev.sila.model.Scaling;
import dev.sila.model.Scaling.Step;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads how a hostclass grows and shrinks from its options {@code scaling_…}. */
final class ScalingReader {
    private static final List<String> STYLES = List.of("simple", "step", "target");

    /** What only thresholds, or only a target, make sense of. */
    private static final List<String> OF_THRESHOLDS =
            List.of("scaling_up_threshold", "scaling_down_threshold");

    private final Options options;
    private final Problems problems;
    private final ScalingSteps steps;

    ScalingReader(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
        this.steps = new ScalingSteps(options, problems);
    }

    /**
     * How it grows and shrinks.
     *
     * @param balancer what stands in front of it, or null for nothing
     */
    Scaling read(Balancer.@Nullable Type balancer) {
        String metric = options.text("scaling_metric", "");
        int slash = metric.lastIndexOf('/');
        if (slash < 1 || slash == metric.length() - 1) {
            problems.error(
                    options.where("scaling_metric"),
                    "scaling_metric is \"" + metric + "\", not a namespace and a name.",
                    "Write it as AWS/EC2/CPUUtilization.");
        }
        checkBalanced(metric.substring(0, Math.max(slash, 0)), balancer);
        int period = options.number("scaling_period", 60);
        if (period != 10 && period != 30 && period % 60 != 0) {
            problems.error(
                    options.where("scaling_period"),
                    "scaling_period is " + period + " seconds, which CloudWatch does not have.",
                    "Use 10, 30 or a multiple of 60.");
        }
        Double up = options.decimal("scaling_up_threshold");
        Double down = options.decimal("scaling_down_threshold");
        checkRoom(up, down);
        int evaluations = options.number("scaling_evaluations", 2);
        List<Step> growing = steps.read("scaling_up", 1);
        List<Step> shrinking = steps.read("scaling_down", -1);
        return new Scaling(
                growing.getFirst().adjustment(),
                shrinking.getFirst().adjustment(),
                options.number("scaling_cooldown", 600),
                metric.substring(0, Math.max(slash, 0)),
                metric.substring(slash + 1),
                up,
                down,
                period,
                evaluations,
                options.number("scaling_down_evaluations", evaluations),
                style(growing, shrinking));
    }

    private void checkBalanced(String namespace, Balancer.@Nullable Type balancer) {
        Balancer.Type type = Balancer.Type.ofNamespace(namespace).orElse(null);
        if (type != null && type != balancer) {
            problems.error(
                    options.where("scaling_metric"),
                    "scaling_metric is one of load balancers with lb_type="
                            + type.text()
                            + ", but the hostclass has "
                            + (balancer == null ? "none" : "lb_type=" + balancer.text())
                            + ".",
                    "Write elb=yes with lb_type=" + type.text() + ", or another metric.");
        }
    }

    private void checkRoom(@Nullable Double up, @Nullable Double down) {
        if (up != null && down != null && down >= up) {
            problems.error(
                    options.where("scaling_down_threshold"),
                    "scaling_down_threshold is not below scaling_up_threshold, so that the group"
                            + " would never rest.",
                    "Leave room between them.");
        }
    }

    private Scaling.Style style(List<Step> up, List<Step> down) {
        String style = options.text("scaling_policy", "simple");
        Integer warmup = options.number("scaling_warmup").orElse(null);
        Double target = options.decimal("scaling_target");
        if (!STYLES.contains(style)) {
            problems.error(
                    options.where("scaling_policy"),
                    "scaling_policy is \"" + style + "\", which there is not.",
                    Suggest.remedy(style, STYLES, "Write simple, step or target."));
        }
        if (!style.equals("step") && up.size() + down.size() > 2) {
            problems.error(
                    options.where(up.size() > 1 ? "scaling_up" : "scaling_down"),
                    "several steps need another sort of policy than " + style + ".",
                    "Write scaling_policy=step, or one step.");
        }
        if (!style.equals("target") && target != null) {
            unused("scaling_target", "scaling_policy=target");
        }
        return switch (style) {
            case "step" -> new Scaling.Steps(up, down, warmup);
            case "target" -> target(target, warmup);
            default -> new Scaling.Simple();
        };
    }

    private Scaling.Target target(@Nullable Double value, @Nullable Integer warmup) {
        for (String each : OF_THRESHOLDS) {
            if (options.decimal(each) != null) {
                unused(each, "scaling_policy=simple or step");
            }
        }
        if (value == null || value <= 0) {
            problems.error(
                    options.where(value == null ? "scaling_policy" : "scaling_target"),
                    "scaling_policy=target needs a scaling_target above 0.",
                    "Write what the average of scaling_metric shall be, such as"
                            + " scaling_target=50.");
        }
        return new Scaling.Target(value == null ? 1 : value, options.flag("scaling_in"), warmup);
    }

    private void unused(String option, String policy) {
        problems.error(
                options.where(option),
                option + " needs " + policy + ".",
                "Write that too, or remove " + option + ".");
    }
}
