package dev.sila.cli;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.InPlace;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.operation.Prepared;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes the network of an environment that exists. */
@Command(
        name = "update",
        description = {
            "Change the network of an environment that exists to what the files say.",
            "What can be changed in place is changed; what cannot is named, with what to do, and nothing is changed."
        })
final class EnvUpdate implements Callable<Integer> {
    private final Session session;

    @Mixin private ExistingEnvironment environment = new ExistingEnvironment();

    @Mixin private VpcTags tags = new VpcTags();

    @Mixin private ChangeOptions options = new ChangeOptions();

    EnvUpdate(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            String name = environment.name(cloud);
            Networks networks = new Networks(cloud, session.configuration(name));
            Networks.Request request = new Networks.Request(name, null, tags.parsed());
            return new PlanDialog(session, cloud)
                    .carryOut(
                            "env update",
                            options,
                            () -> Prepared.of(InPlace.checked(networks.plan(request))));
        }
    }
}
