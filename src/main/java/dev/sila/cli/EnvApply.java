package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Carries out a saved plan. */
@Command(
        name = "apply",
        description = {
            "Carry out a plan that sila env plan --out saved.",
            "Refuses if anything that the plan looked at has changed since."
        })
final class EnvApply implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PLAN", description = "The file.")
    private Path file = Path.of("");

    EnvApply(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            PlanDialog dialog = new PlanDialog(session, cloud);
            return dialog.carryOut(cloud.reread(dialog.load(file)));
        }
    }
}
