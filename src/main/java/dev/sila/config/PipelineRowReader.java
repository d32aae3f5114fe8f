package dev.sila.config;

import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.problem.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one row of a pipeline. */
final class PipelineRowReader {
    /** What a row without instance type runs on: today's sibling of Asiaq's m3.large. */
    static final String INSTANCE_TYPE = "m5.large";

    private static final int MOST_DISK = 16384;
    private static final int MOST_IOPS = 80000;

    private final String where;
    private final int line;
    private final Map<String, String> values;
    private final Problems problems;
    private boolean wrong;

    PipelineRowReader(String where, int line, Map<String, String> values, Problems problems) {
        this.where = where;
        this.line = line;
        this.values = values;
        this.problems = problems;
    }

    /** The row, or empty if something in it is wrong, which is reported. */
    Optional<Pipeline.Row> read() {
        String hostclass = value("hostclass");
        if (hostclass.isEmpty()) {
            problem("the row names no hostclass.", "Fill in the column.");
        }
        if (!value("sequence").matches("\\d{1,6}")) {
            problem(
                    "sequence is \"" + value("sequence") + "\", not a whole number.",
                    "Write 1 for what starts first.");
        }
        Sizes min = size("min_size");
        Sizes desired = size("desired_size");
        Sizes max = size("max_size");
        checkOrder(min, desired, max);
        Pipeline.Row row =
                new Pipeline.Row(
                        line,
                        wrong ? 0 : Integer.parseInt(value("sequence")),
                        hostclass,
                        min,
                        desired,
                        max,
                        instanceType(),
                        number("extra_space", 0, MOST_DISK).orElse(0),
                        number("extra_disk", 0, MOST_DISK).orElse(0),
                        number("iops", 100, MOST_IOPS).orElse(null),
                        flag("smoke_test"),
                        ami(),
                        flag("deployable"),
                        value("integration_test"),
                        flag("spotinst"),
                        value("spotinst_reserve"),
                        words("termination_policies"),
                        value("chaos").isEmpty() ? null : flag("chaos"));
        return wrong ? Optional.empty() : Optional.of(row);
    }

    private void checkOrder(@Nullable Sizes min, @Nullable Sizes desired, @Nullable Sizes max) {
        if (min != null && desired != null && min.least() > desired.most()) {
            problem(
                    "min_size " + min.least() + " is above desired_size " + desired.most() + ".",
                    "Sizes must not fall from min over desired to max.");
        }
        if (desired != null && max != null && desired.most() > max.most()) {
            problem(
                    "desired_size " + desired.most() + " is above max_size " + max.most() + ".",
                    "Sizes must not fall from min over desired to max.");
        }
        if (min != null && max != null && min.least() > max.most()) {
            problem(
                    "min_size " + min.least() + " is above max_size " + max.most() + ".",
                    "Sizes must not fall from min over desired to max.");
        }
    }

    private String instanceType() {
        String type = value("instance_type");
        if (type.isEmpty()) {
            return INSTANCE_TYPE;
        }
        if (!type.matches("[a-z][a-z0-9-]*\\.[a-z0-9-]+(:[a-z][a-z0-9-]*\\.[a-z0-9-]+)*")) {
            problem(
                    "instance_type is \"" + type + "\", which is no type such as m5.large.",
                    "Look whether the row has a comma too many or too few.");
        }
        return type;
    }

    private String ami() {
        String ami = value("ami");
        if (!ami.isEmpty() && !ami.matches("ami-[0-9a-zA-Z]+|resolve:ssm:\\S+")) {
            problem(
                    "ami is \"" + ami + "\", which is no image.",
                    "Write ami-…, resolve:ssm:NAME, or nothing for the newest; look whether the row"
                            + " has a comma too few.");
        }
        return ami;
    }

    private @Nullable Sizes size(String column) {
        Problems own = new Problems();
        Sizes sizes = Sizes.read(column, value(column), where, own).orElse(null);
        problems.addAll(own.list());
        wrong |= own.hasErrors();
        return sizes;
    }

    private Optional<Integer> number(String column, int least, int most) {
        String text = value(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,6}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        problem(
                column
                        + " is \""
                        + text
                        + "\", not a whole number from "
                        + least
                        + " to "
                        + most
                        + ".",
                "Correct the number, or look whether the row has a comma too many or too few.");
        return Optional.empty();
    }

    private boolean flag(String column) {
        String text = value(column);
        if (!Options.isFlag(text)) {
            problem(
                    column + " is \"" + text + "\", neither yes nor no.",
                    "Write yes or no; look whether the row has a comma too many or too few.");
        }
        return Options.truthy(text);
    }

    private List<String> words(String column) {
        return Arrays.stream(value(column).split("\\s+")).filter(each -> !each.isEmpty()).toList();
    }

    private String value(String column) {
        return values.getOrDefault(column, "");
    }

    private void problem(String what, String remedy) {
        wrong = true;
        problems.error(where, what, remedy);
    }
}
