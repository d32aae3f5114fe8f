package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes all that belongs to an environment. */
@Command(
        name = "destroy",
        description =
                "Delete everything that Sila made for an environment: hostclasses, balancers, roles, network.")
final class EnvDestroy implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"--name", "--env"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String name = "";

    @Option(
            names = "--topics",
            description =
                    "Delete its topics and their subscriptions too (default: they stay, so that nobody"
                            + " has to confirm again).")
    private boolean topics;

    EnvDestroy(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            return new PlanDialog(session, cloud)
                    .destroy(Environments.destruction(cloud, name, topics));
        }
    }
}
