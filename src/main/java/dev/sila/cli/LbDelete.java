package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.LoadBalancers;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes the load balancers of hostclasses. */
@Command(
        name = "delete",
        description = {
            "Delete the load balancers of hostclasses, with their DNS records; the hosts stay.",
            "What the files say comes back with the next sila lb update or pipeline up."
        })
final class LbDelete implements Callable<Integer> {
    private final Session session;

    @Mixin private HostclassSelection selection = new HostclassSelection();

    @Mixin private ChangeOptions options = new ChangeOptions();

    LbDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            Environments.require(cloud, selection.environment());
            LoadBalancers balancers = new LoadBalancers(cloud, session.configuration());
            return new PlanDialog(session, cloud)
                    .destroy(
                            "lb delete",
                            options,
                            () ->
                                    Prepared.of(
                                            balancers.destruction(
                                                    selection.environment(),
                                                    selection.hostclasses())));
        }
    }
}
