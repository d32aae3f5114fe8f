package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Notifications;
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
import java.util.Map;
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

    /** Shows the plan, asks whether to go on, does it, and returns the exit code. */
    int carryOut(Plan plan) {
        if (begin(plan)) {
            session.confirmation().agree("Make these " + plan.actions().size() + " changes?");
            finish(plan, new Execution(cloud, session.progress()).apply(plan));
        }
        return 0;
    }

    /** The same for a plan that deletes: the environment's name must be typed. */
    int destroy(Plan plan) {
        if (begin(plan)) {
            String environment = plan.scope().environment();
            session.confirmation()
                    .typed(
                            "This deletes "
                                    + plan.counts().delete()
                                    + " resources of environment "
                                    + environment
                                    + " for good.",
                            environment);
            finish(plan, new Execution(cloud, session.progress()).apply(plan));
        }
        return 0;
    }

    /** Shows the plan on stderr; false, and the report, if there is nothing to do. */
    boolean begin(Plan plan) {
        PlanText.lines(plan).forEach(session.progress()::say);
        Notifications.notes(plan).forEach(session.progress()::say);
        if (plan.isEmpty()) {
            finish(plan, Report.empty());
            return false;
        }
        return true;
    }

    /** Prints the report as data. */
    void finish(Plan plan, Report report) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("environment", plan.scope().environment());
        data.put("plan", counts(plan.counts()));
        data.put("done", report.done());
        data.put("apiCalls", CallCounts.of(cloud.calls()));
        data.put("seconds", Math.round(session.elapsed().toMillis() / 100.0) / 10.0);
        session.output()
                .document(
                        () ->
                                report.results().isEmpty()
                                        ? ""
                                        : "Done: " + report.done() + " changes.\n",
                        () -> data);
        session.progress().say(CallCounts.sentence(cloud.calls(), session.elapsed()));
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
