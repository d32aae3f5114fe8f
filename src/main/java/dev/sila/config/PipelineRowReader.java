package dev.sila.config;

import dev.sila.model.Pipeline;
import dev.sila.model.Sizes;
import dev.sila.model.SpotShare;
import dev.sila.model.schedule.Cron;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one row of a pipeline. */
final class PipelineRowReader {
    /** Source: EC2 Auto Scaling user guide, "Configure termination policies". */
    private static final Set<String> TERMINATION_POLICIES =
            Set.of(
                    "Default",
                    "AllocationStrategy",
                    "OldestLaunchTemplate",
                    "OldestLaunchConfiguration",
                    "ClosestToNextInstanceHour",
                    "NewestInstance",
                    "OldestInstance");

    /** A gp3 volume has so many IOPS for each GiB at most. */
    private static final int IOPS_PER_GIB = 500;

    private static final int BASE_IOPS = 3000;

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
        int extraDisk = number("extra_disk", 0, MOST_DISK).orElse(0);
        Integer iops = number("iops", 100, MOST_IOPS).orElse(null);
        checkDisk(extraDisk, iops);
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
                        extraDisk,
                        iops,
                        flag("smoke_test"),
                        ami(),
                        flag("deployable"),
                        value("integration_test"),
                        value("spotinst").isEmpty() ? null : flag("spotinst"),
                        reserve(),
                        terminationPolicies(),
                        value("chaos").isEmpty() ? null : flag("chaos"),
                        false);
        return wrong ? Optional.empty() : Optional.of(row);
    }

    private void checkOrder(@Nullable Sizes min, @Nullable Sizes desired, @Nullable Sizes max) {
        if (!wrong) {
            Problems order = new Problems();
            SizeOrder.check(min, desired, max, where, order);
            take(order);
        }
    }

    private void checkDisk(int disk, @Nullable Integer iops) {
        if (iops != null && disk > 0 && iops > Math.max(BASE_IOPS, disk * IOPS_PER_GIB)) {
            problem(
                    "iops " + iops + " is more than a gp3 volume of " + disk + " GiB can have.",
                    "AWS gives at most "
                            + IOPS_PER_GIB
                            + " for each GiB: make extra_disk at least "
                            + (iops + IOPS_PER_GIB - 1) / IOPS_PER_GIB
                            + ".");
        }
    }

    private String reserve() {
        String reserve = value("spotinst_reserve");
        if (SpotShare.read(reserve).isEmpty()) {
            problem(
                    "spotinst_reserve is \"" + reserve + "\", which is no share.",
                    "Write how much stays on demand: 25% or a number of hosts.");
        }
        return reserve;
    }

    private List<String> terminationPolicies() {
        List<String> policies = words("termination_policies");
        for (String each : policies) {
            if (!TERMINATION_POLICIES.contains(each) && !each.startsWith("arn:")) {
                problem(
                        "termination_policies has \"" + each + "\", which AWS does not know.",
                        Suggest.remedy(
                                each,
                                TERMINATION_POLICIES,
                                "It knows "
                                        + String.join(", ", new TreeSet<>(TERMINATION_POLICIES))
                                        + ", and the ARN of a Lambda function."));
            }
        }
        return policies;
    }

    private String instanceType() {
        String type = value("instance_type");
        if (!type.isEmpty()
                && !type.matches("[a-z][a-z0-9-]*\\.[a-z0-9-]+(:[a-z][a-z0-9-]*\\.[a-z0-9-]+)*")) {
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
        if (sizes != null) {
            Set<Cron> times = new HashSet<>();
            for (Sizes.At each : sizes.scheduled()) {
                time(column, each, own)
                        .filter(cron -> !times.add(cron))
                        .ifPresent(cron ->
                                own.error(
                                        where,
                                        column + " has two sizes for the same time, " + cron + ".",
                                        "Keep one of them."));
            }
        }
        take(own);
        return sizes;
    }

    private Optional<Cron> time(String column, Sizes.At size, Problems own) {
        return size.cron().isEmpty()
                ? Optional.empty()
                : Cron.read(column, size.cron(), where, own);
    }

    private void take(Problems own) {
        problems.addAll(own.list());
        wrong |= own.hasErrors();
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
