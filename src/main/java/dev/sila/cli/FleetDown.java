package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Prepared;
import dev.sila.config.Configuration;
import dev.sila.model.Hostclass;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Deletes one hostclass. */
@Command(
        name = "down",
        description =
                "Delete one hostclass: its group with its hosts, balancer, alarms, launch template,"
                        + " and its role if no other hostclass has it.")
final class FleetDown implements Callable<Integer> {
    private final Session session;

    @Mixin private FleetOptions options = new FleetOptions();

    @Option(
            names = "--testing",
            description =
                    "Delete the group that fleet up --testing made, and all that belongs to it; the"
                            + " one that serves stays.")
    private boolean testing;

    @Mixin private ChangeOptions changing = new ChangeOptions();

    FleetDown(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Configuration configuration = session.configuration();
            options.requireKnown(configuration, cloud);
            Fleets fleets = new Fleets(cloud, configuration);
            Set<String> hostclasses =
                    Set.of(testing ? Hostclass.testPart(options.hostclass()) : options.hostclass());
            return new PlanDialog(session, cloud)
                    .destroy(
                            "fleet down",
                            changing,
                            () ->
                                    Prepared.of(
                                            fleets.destruction(
                                                    options.environment(), hostclasses)));
        }
    }
}
