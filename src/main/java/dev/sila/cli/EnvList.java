package dev.sila.cli;

import dev.sila.aws.Vpcs;
import dev.sila.aws.Vpcs.Environment;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the environments of the region. */
@Command(name = "list", description = "List the environments that Sila made in this region.")
final class EnvList implements Callable<Integer> {
    private final Session session;

    EnvList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Column<Environment>> columns =
                    List.of(
                            Column.of("name", Environment::name),
                            Column.of("type", Environment::type),
                            Column.of("vpcId", Environment::vpcId),
                            Column.of("cidr", Environment::cidr),
                            Column.of("state", Environment::state));
            session.output().rows(columns, new Vpcs(cloud.clients().ec2()).environments());
            return 0;
        }
    }
}
