package dev.sila.config;

import dev.sila.model.Scaling.Adjustment;
import dev.sila.model.Scaling.Step;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads steps of a group's size: {@code 10%}, {@code +2}, or several by how far the metric is
 * beyond the threshold: {@code +1, 15:+2, 30:+4}.
 */
final class ScalingSteps {
    private static final Pattern STEP =
            Pattern.compile("(?:(\\d{1,9}(?:\\.\\d{1,6})?)\\s*:\\s*)?([+-]?)(\\d{1,4})(%?)");

    /** The most that AWS takes for one policy. */
    private static final int MOST = 20;

    private final Options options;
    private final Problems problems;

    ScalingSteps(Options options, Problems problems) {
        this.options = options;
        this.problems = problems;
    }

    /**
     * At least one; what is wrong is reported.
     *
     * @param direction 1 to grow, -1 to shrink
     */
    List<Step> read(String option, int direction) {
        String text = options.text(option, "10%");
        List<Step> steps = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Matcher matcher = STEP.matcher(each.strip());
            String wrongSign = direction > 0 ? "-" : "+";
            if (!matcher.matches()
                    || matcher.group(2).equals(wrongSign)
                    || Integer.parseInt(matcher.group(3)) == 0) {
                wrong(
                        option,
                        option + " is \"" + text + "\", which is no step in its direction.",
                        direction > 0
                                ? "Write it as 10% or +2; or as steps: +1, 15:+2."
                                : "Write it as 10% or -2; or as steps: -1, 15:-2.");
                return List.of(new Step(0, new Adjustment(direction * 10, true)));
            }
            String bound = matcher.group(1);
            int amount = direction * Integer.parseInt(matcher.group(3));
            boolean percent = !matcher.group(4).isEmpty();
            steps.add(
                    new Step(
                            bound == null ? 0 : Double.parseDouble(bound),
                            new Adjustment(amount, percent)));
        }
        check(option, text, steps);
        return List.copyOf(steps);
    }

    private void check(String option, String text, List<Step> steps) {
        boolean ascending = steps.getFirst().beyond() == 0 && steps.size() <= MOST;
        boolean alike = true;
        for (int index = 1; index < steps.size(); index++) {
            ascending &= steps.get(index).beyond() > steps.get(index - 1).beyond();
            alike &=
                    steps.get(index).adjustment().percent()
                            == steps.getFirst().adjustment().percent();
        }
        if (!ascending) {
            wrong(
                    option,
                    option + " is \"" + text + "\", of which the steps do not ascend from 0.",
                    "Write at most 20, from the threshold on: +1, 15:+2, 30:+4.");
        }
        if (!alike) {
            wrong(
                    option,
                    option + " is \"" + text + "\": hosts and percent in one policy.",
                    "Write all steps in hosts, or all in percent.");
        }
    }

    private void wrong(String option, String what, String remedy) {
        problems.error(options.where(option), what, remedy);
    }
}
