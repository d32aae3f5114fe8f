package dev.sila.cli;

import dev.sila.aws.Hosts;
import dev.sila.aws.Hosts.Host;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists the instances of an environment. */
@Command(
        name = "list",
        description = "List the hosts of an environment; terminated ones are left out.")
final class HostList implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"--env", "--name"},
            required = true,
            paramLabel = "NAME",
            description = "The environment.")
    private String environment = "";

    HostList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Host> hosts = new Hosts(cloud.clients().ec2()).of(environment);
            if (hosts.isEmpty()) {
                Environments.require(cloud, environment);
            }
            session.output().rows(columns(), hosts);
            return 0;
        }
    }

    private static List<Column<Host>> columns() {
        return List.of(
                Column.of("instanceId", Host::instanceId),
                Column.of("hostclass", Host::hostclass),
                Column.of("state", Host::state),
                Column.of("privateAddress", Host::privateAddress),
                Column.of("publicAddress", Host::publicAddress),
                Column.of("zone", Host::zone),
                Column.of("instanceType", Host::instanceType),
                Column.detail("imageId", Host::imageId),
                Column.detail("group", Host::group),
                Column.of("launched", Host::launched));
    }
}
