package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Leftovers;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes empty groups and launch templates that nobody uses. */
@Command(
        name = "clean",
        description = {
            "Delete autoscaling groups of an environment that are empty, want no host and have no"
                    + " scheduled sizes, and launch templates that no group has.",
            "Whatever a pipeline wants, its next up makes again."
        })
final class FleetClean implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Mixin private ChangeOptions changing = new ChangeOptions();

    FleetClean(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            return new PlanDialog(session, cloud)
                    .destroy(
                            "fleet clean",
                            changing,
                            () -> Prepared.of(new Leftovers(cloud, environment.name()).plan()));
        }
    }
}
