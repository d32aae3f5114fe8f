package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Peerings;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the peerings of an environment to what the files say. */
@Command(
        name = "update",
        description = {
            "Bring an environment's peerings, on both sides, to what [peerings] says.",
            "Connections that are not in the file any more are deleted. sila env create does "
                    + "the same, together with the rest of the network."
        })
final class PeeringsUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private ExistingEnvironment environment = new ExistingEnvironment();

    @Mixin private ChangeOptions options = new ChangeOptions();

    PeeringsUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String name = environment.name(cloud);
            Peerings peerings = new Peerings(cloud, session.configuration(name));
            return new PlanDialog(session, cloud)
                    .carryOut(
                            "env peerings update", options, () -> Prepared.of(peerings.plan(name)));
        }
    }
}
