package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Prepared;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin private ChangeOptions options = new ChangeOptions();

    EnvApply(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            PlanDialog dialog = new PlanDialog(session, cloud);
            Map<String, ?> saved = dialog.load(file);
            return dialog.carryOut("env apply", options, () -> Prepared.of(cloud.reread(saved)));
        }
    }
}
