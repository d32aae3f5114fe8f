package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.LoadBalancers;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings the load balancers of hostclasses to what the files say. */
@Command(
        name = "update",
        description = {
            "Bring the load balancers of hostclasses, with their DNS records, to what the files "
                    + "say.",
            "Makes what is missing, changes what differs in place, and deletes the balancer of "
                    + "a hostclass that says elb=no. Hosts are registered with it, and not replaced."
        })
final class LbUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private HostclassSelection selection = new HostclassSelection();

    @Mixin private ChangeOptions options = new ChangeOptions();

    LbUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String environment = selection.environment();
            LoadBalancers balancers = new LoadBalancers(cloud, session.configuration(environment));
            return new PlanDialog(session, cloud)
                    .carryOut(
                            "lb update",
                            options,
                            () ->
                                    Prepared.of(
                                            balancers.plan(environment, selection.hostclasses())));
        }
    }
}
