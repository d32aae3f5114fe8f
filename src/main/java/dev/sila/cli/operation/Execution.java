package dev.sila.cli.operation;

import dev.sila.cli.output.Progress;
import dev.sila.engine.Clearance;
import dev.sila.engine.Outcome;
import dev.sila.engine.Plan;
import dev.sila.engine.Report;
import dev.sila.engine.Stages;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Carries out plans and tells what happens. */
public final class Execution {
    private final Cloud cloud;
    private final Progress progress;
    private final Clearance clearance;

    /** On a cloud in which nobody else is at work, such as that of a rehearsal. */
    public Execution(Cloud cloud, Progress progress) {
        this(cloud, progress, Clearance.ALWAYS);
    }

    /**
     * @param clearance asked before each action, such as a {@link Turn}
     */
    public Execution(Cloud cloud, Progress progress, Clearance clearance) {
        this.cloud = cloud;
        this.progress = progress;
        this.clearance = clearance;
    }

    Progress progress() {
        return progress;
    }

    /**
     * Does all of the plan.
     *
     * @throws ProblemException with everything that failed, after all that could be done is done
     */
    public Report apply(Plan plan) {
        return apply(plan, Stages.NONE);
    }

    /**
     * Does all of the plan, one stage after the other.
     *
     * @throws ProblemException with everything that failed, after all that could be done is done
     */
    public Report apply(Plan plan, Stages stages) {
        Report report = cloud.applier().apply(plan, new Lines(), stages, clearance);
        if (!report.succeeded()) {
            List<Problem> problems =
                    new ArrayList<>(report.problems().stream().distinct().toList());
            if (report.skipped() > 0) {
                problems.add(
                        Problem.warning(
                                plan.scope().environment(),
                                report.skipped()
                                        + " further changes depend on these and were not tried.",
                                "Once the cause is gone, run the same command again: it does what is left."));
            }
            throw new ProblemException(problems);
        }
        return report;
    }

    /** One line for each action that ends. */
    private final class Lines implements dev.sila.engine.Progress {
        @Override
        public void started(Action action) {
            // The end is what people want to know; long ones are told of by the waiter.
        }

        @Override
        public void ended(Action action, Outcome outcome, Duration took) {
            String seconds = String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
            String key = action.key().toString();
            progress.say(
                    switch (outcome) {
                        case Outcome.Done() ->
                                "  " + past(action.verb()) + " " + key + "  (" + seconds + ")";
                        case Outcome.Failed _ -> "  FAILED to " + action.verb() + " " + key;
                        case Outcome.Skipped(var because) ->
                                "  skipped: "
                                        + action.verb()
                                        + " "
                                        + key
                                        + ", which needs the "
                                        + because;
                        case Outcome.Unsure _ ->
                                "  UNSURE whether " + key + " was " + past(action.verb());
                    });
        }

        private static String past(String verb) {
            return verb + "d";
        }
    }
}
