package dev.sila.cli;

import dev.sila.aws.Policies;
import dev.sila.aws.Policies.Policy;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists the scaling policies of an environment. */
@Command(name = "policies", description = "List the scaling policies of an environment's groups.")
final class FleetPolicies implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Option(
            names = "--hostclass",
            paramLabel = "NAME",
            description = "Only of this hostclass; can be repeated.")
    private List<String> hostclasses = List.of();

    FleetPolicies(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            var rosters = new FleetView(cloud, environment.name()).rosters(Set.copyOf(hostclasses));
            if (rosters.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            session.output()
                    .rows(
                            columns(),
                            new Policies(cloud.clients().autoScaling())
                                    .of(rosters.stream().filter(each -> !each.outside()).toList()));
            return 0;
        }
    }

    private static List<Column<Policy>> columns() {
        return List.of(
                Column.of("hostclass", Policy::hostclass),
                Column.of("policy", Policy::name),
                Column.of("type", Policy::type),
                Column.of("does", Policy::does),
                Column.of("seconds", Policy::seconds),
                Column.of("alarms", Policy::alarms),
                Column.detail("group", Policy::group));
    }
}
