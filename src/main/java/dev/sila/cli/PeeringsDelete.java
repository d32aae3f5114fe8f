package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Peerings;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Ends all peerings of an environment. */
@Command(
        name = "delete",
        description = {
            "Delete an environment's peering connections, with their routes and rules on both sides.",
            "What [peerings] says comes back with the next sila env create or peerings update."
        })
final class PeeringsDelete implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"--name", "--env"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String name = "";

    @Mixin private ChangeOptions options = new ChangeOptions();

    PeeringsDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            return new PlanDialog(session, cloud)
                    .destroy(
                            "env peerings delete",
                            options,
                            () -> Prepared.of(Peerings.destruction(cloud, name)));
        }
    }
}
