package dev.sila.cli.operation;

import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Change;
import dev.sila.engine.Difference;
import dev.sila.engine.Plan;
import dev.sila.engine.Spec;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an update may do to an environment in which hosts run. */
public final class InPlace {
    /** What hosts stand on, and what to do if the files want another one. */
    private static final Map<Class<? extends Spec>, String> GROUND =
            Map.of(
                    Vpc.class,
                    "Put the old value back; or make a second environment with the new one, move"
                            + " there, and destroy this one.",
                    Subnet.class,
                    "Put the old value back; or add a metanetwork with the new one, move its"
                            + " hostclasses there, and then take the old one out of the files.",
                    SecurityGroup.class,
                    "Put the old value back; or move to a metanetwork of another name.");

    private InPlace() {}

    /**
     * The plan, if nothing that hosts stand on is replaced by it.
     *
     * @throws ProblemException with everything that cannot be changed in place, or if the
     *     environment does not exist
     */
    public static Plan checked(Plan plan) {
        String environment = plan.scope().environment();
        if (plan.found().stream().noneMatch(each -> each.state() instanceof Vpc)) {
            throw new ProblemException(
                    Problem.error(
                            "environment " + environment,
                            "does not exist in this region, so there is nothing to update.",
                            "Make it with: sila env create --name " + environment));
        }
        List<Problem> problems = new ArrayList<>();
        for (Change<?> change : plan.changes()) {
            if (change instanceof Change.Replace<?> replace
                    && GROUND.containsKey(replace.key().type())
                    && !replace.diff().isEmpty()) {
                problems.add(problem(replace));
            }
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return plan;
    }

    private static Problem problem(Change.Replace<?> replace) {
        String differences =
                replace.diff().differences().stream()
                        .map(InPlace::words)
                        .collect(Collectors.joining(", "));
        return Problem.error(
                replace.key() + " (" + replace.found().id() + ")",
                "cannot be changed in place: "
                        + differences
                        + ". It would be deleted and made anew, with everything in it.",
                GROUND.getOrDefault(replace.key().type(), ""));
    }

    private static String words(Difference difference) {
        return difference.component() + " " + difference.found() + " -> " + difference.wanted();
    }
}
