package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Prepared;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes all that belongs to an environment. */
@Command(
        name = "destroy",
        description = {
            "Delete everything that Sila made for an environment: hostclasses, balancers, roles, network.",
            "While something that Sila does not own is in the way, says what and whose it is, and waits."
        })
final class EnvDestroy implements Callable<Integer> {
    private final Session session;

    @Mixin private ExistingEnvironment environment = new ExistingEnvironment();

    @Mixin private ChangeOptions options = new ChangeOptions();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "How long to wait for what is in the way of one resource (default: 20m).")
    private Duration timeout = Duration.ofMinutes(20);

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
        try (Cloud cloud = session.cloud(timeout)) {
            String name = environment.name(cloud);
            return new PlanDialog(session, cloud)
                    .destroy(
                            "env destroy",
                            options,
                            () -> Prepared.of(Environments.destruction(cloud, name, topics)));
        }
    }
}
