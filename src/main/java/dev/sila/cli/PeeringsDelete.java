package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Peerings;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends all peerings of an environment. */
@Command(
        name = "delete",
        description = {
            "Delete an environment's peering connections, with their routes and rules on both sides.",
            "What [peerings] says comes back with the next sila env create or peerings update."
        })
final class PeeringsDelete implements Callable<Integer> {
    private final Session session;

    @Mixin private ExistingEnvironment environment = new ExistingEnvironment();

    @Mixin private ChangeOptions options = new ChangeOptions();

    PeeringsDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String name = environment.name(cloud);
            return new PlanDialog(session, cloud)
                    .destroy(
                            "env peerings delete",
                            options,
                            () -> Prepared.of(Peerings.destruction(cloud, name)));
        }
    }
}
