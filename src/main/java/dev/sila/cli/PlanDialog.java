package dev.sila.cli;

import dev.sila.aws.forecast.Forecast;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Insight;
import dev.sila.cli.operation.PlanNotes;
import dev.sila.cli.operation.Prepared;
import dev.sila.cli.operation.Remainders;
import dev.sila.cli.operation.Turn;
import dev.sila.cli.output.Json;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Report;
import dev.sila.engine.SavedPlan;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows a plan, asks, carries it out and reports: the same for every command that changes
 * something.
 */
final class PlanDialog {
    private final Session session;
    private final Cloud cloud;

    PlanDialog(Session session, Cloud cloud) {
        this.session = session;
        this.cloud = cloud;
    }

    /**
     * Shows the plan, asks whether to go on, does it, and returns the exit code.
     *
     * @param command what was typed, without options: {@code env create}
     * @param prepare plans; asked again once no other run can change the environment any more
     */
    int carryOut(String command, ChangeOptions options, Supplier<Prepared> prepare) {
        return run(command, options, prepare, this::agree);
    }

    /** The same for a plan that deletes: the environment's name must be typed. */
    int destroy(String command, ChangeOptions options, Supplier<Prepared> prepare) {
        return run(command, options, prepare, this::typed);
    }

    private void agree(Plan plan) {
        session.confirmation().agree("Make these " + plan.actions().size() + " changes?");
    }

    private void typed(Plan plan) {
        String environment = plan.scope().environment();
        session.confirmation()
                .typed(
                        "This deletes "
                                + plan.counts().delete()
                                + " resources of environment "
                                + environment
                                + " for good.",
                        environment);
    }

    private int run(
            String command,
            ChangeOptions options,
            Supplier<Prepared> prepare,
            Consumer<Plan> question) {
        Prepared first = prepare.get();
        if (options.dryRun()) {
            new PlanReport(session, cloud, new InsightOptions()).show(first.plan(), first.rounds());
        } else if (begin(first)) {
            question.accept(first.plan());
            String environment = first.plan().scope().environment();
            Turn.Request request = new Turn.Request(environment, command, options.waitForLease());
            try (Turn turn = Turn.take(cloud, session.progress(), request)) {
                session.interruption().holding(turn::close);
                inTurn(turn, first.plan(), prepare.get(), question);
            }
        }
        return 0;
    }

    /** Does what was agreed to; if another run has changed it meanwhile, asks again. */
    private void inTurn(Turn turn, Plan agreed, Prepared now, Consumer<Plan> question) {
        if (!PlanText.lines(now.plan()).equals(PlanText.lines(agreed))) {
            session.progress().say("Something has changed meanwhile. What is to be done now:");
            if (!begin(now)) {
                return;
            }
            question.accept(now.plan());
        }
        Execution execution = new Execution(cloud, session.progress(), turn);
        finish(now.plan(), now.application().apply(execution));
    }

    /** Shows the plan on stderr; false, and the report, if there is nothing to do. */
    private boolean begin(Prepared prepared) {
        Plan plan = prepared.plan();
        PlanText.lines(plan).forEach(session.progress()::say);
        PlanNotes.of(plan).forEach(session.progress()::say);
        if (plan.isEmpty()) {
            finish(plan, Report.empty());
            return false;
        }
        Forecast forecast = new Insight(cloud).forecast(plan, prepared.rounds());
        session.progress().say(ForecastText.summary(forecast));
        return true;
    }

    /** Prints the report as data. */
    private void finish(Plan plan, Report report) {
        List<String> left = Remainders.of(plan);
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("environment", plan.scope().environment());
        data.put("plan", counts(plan.counts()));
        data.put("done", report.done());
        data.put("left", left);
        data.put("apiCalls", CallCounts.of(cloud.calls()));
        data.put("rates", CallCounts.rates(cloud, session.elapsed()));
        data.put("seconds", Math.round(session.elapsed().toMillis() / 100.0) / 10.0);
        session.output().document(() -> text(report, left), () -> data);
        CallCounts.lines(cloud, session.elapsed()).forEach(session.progress()::say);
    }

    private static String text(Report report, List<String> left) {
        StringBuilder text = new StringBuilder();
        if (!report.results().isEmpty()) {
            text.append("Done: ").append(report.done());
            text.append(report.done() == 1 ? " change.\n" : " changes.\n");
        }
        if (!left.isEmpty()) {
            text.append("Left in AWS on purpose:\n");
            left.forEach(each -> text.append("  ").append(each).append('\n'));
        }
        return text.toString();
    }

    static Map<String, Object> counts(Plan.Counts counts) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("create", counts.create());
        data.put("update", counts.update());
        data.put("replace", counts.replace());
        data.put("delete", counts.delete());
        data.put("keep", counts.keep());
        return data;
    }

    /** Writes the plan to a file. */
    void save(Plan plan, Path file) {
        try {
            Files.writeString(
                    file, Json.text(SavedPlan.write(plan)) + "\n", StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new ProblemException(
                    Problem.error(
                            file.toString(),
                            "cannot be written: " + failure.getMessage(),
                            "Give another file with --out."));
        }
        session.progress().say("Saved to " + file + "; carry it out with: sila env apply " + file);
    }

    /** Reads what {@link #save} wrote. */
    Map<String, ?> load(Path file) {
        try {
            return Json.object(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new ProblemException(
                    Problem.error(
                            file.toString(),
                            "cannot be read: " + failure.getMessage(),
                            "Make one with sila env plan --out."));
        }
    }
}
