package dev.sila.cli.operation;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.config.Configuration;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.problem.Problems;
import java.util.Set;
import java.util.TreeSet;

/** The second groups of hostclasses, in which new images are tried. */
final class TestGroups {
    private TestGroups() {}

    /** Whether a group is one, by its tag. */
    static boolean isOne(AutoScalingGroup group) {
        return "1".equals(group.tags().values().get(Hostclass.IS_TESTING));
    }

    /**
     * Stops where a second group would take the place of a group that serves, or the other way
     * round, because a hostclass is called as the other's second group.
     *
     * @throws dev.sila.problem.ProblemException with all of them
     */
    static void check(Pipeline pipeline, Configuration configuration, Observation world) {
        Problems problems = new Problems();
        Set<String> named = new TreeSet<>(configuration.hostclassNames());
        for (Pipeline.Row row : pipeline.rows()) {
            boolean taken =
                    world.found(AutoScalingGroup.class).stream()
                            .filter(each -> row.part().equals(each.part()))
                            .map(Found::state)
                            .anyMatch(each -> isOne(each) != row.testing());
            if (row.testing() && (taken || named.contains(row.part()))) {
                problems.error(
                        "hostclass " + row.hostclass(),
                        "its group for tests would be called "
                                + row.part()
                                + ", which is a hostclass of its own.",
                        "Give that hostclass another name.");
            } else if (taken) {
                problems.error(
                        "hostclass " + row.hostclass(),
                        "it is a group for tests of another hostclass.",
                        "Delete it first, with sila fleet down HOSTCLASS --testing.");
            }
        }
        problems.throwIfErrors();
    }
}
