package dev.sila.cli.operation;

import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Restoration;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts back what a failed run has changed: what it made goes, what it changed or deleted becomes
 * what the plan had found. It is a plan like any other, so a rollback that dies is finished by
 * whatever is run next.
 */
final class Rollback {
    private final Cloud cloud;
    private final Execution execution;

    Rollback(Cloud cloud, Execution execution) {
        this.cloud = cloud;
        this.execution = execution;
    }

    /** The failure to tell once the world is as the plan found it; or why it is not. */
    ProblemException after(Plan failed, ProblemException failure) {
        List<Problem> problems = new ArrayList<>(failure.problems());
        String environment = failed.scope().environment();
        execution.progress().say("That failed. Rolling back to what was there before:");
        try {
            Plan back =
                    cloud.planner()
                            .plan(failed.scope(), failed.managed(), Restoration.specs(failed));
            PlanText.lines(back).forEach(execution.progress()::say);
            execution.apply(back);
            problems.add(
                    Problem.warning(
                            environment,
                            "what this run had changed was rolled back.",
                            "Once the cause is gone, run the same command again."));
        } catch (ProblemException second) {
            problems.add(
                    Problem.error(
                            environment,
                            "the rollback did not succeed either; what is left is shown by sila"
                                    + " pipeline plan.",
                            "Remove the causes, then run the same command again, or sila pipeline"
                                    + " down."));
            problems.addAll(second.problems());
        }
        return new ProblemException(problems);
    }
}
