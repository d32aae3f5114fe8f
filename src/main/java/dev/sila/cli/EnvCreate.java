package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes an environment's network, or completes and changes it to what the files say. */
@Command(
        name = "create",
        description = {
            "Make an environment's network, or bring it to what the files say.",
            "Can be run again at any time: it does what is left to do."
        })
final class EnvCreate implements Callable<Integer> {
    private final Session session;

    @Mixin private NamedEnvironment environment = new NamedEnvironment();

    @Mixin private ChangeOptions options = new ChangeOptions();

    EnvCreate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Networks networks = new Networks(cloud, session.configuration(environment.name()));
            Networks.Request request = environment.request();
            return new PlanDialog(session, cloud)
                    .carryOut("env create", options, () -> Prepared.of(networks.plan(request)));
        }
    }
}
