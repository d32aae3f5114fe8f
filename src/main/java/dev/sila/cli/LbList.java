package dev.sila.cli;

import dev.sila.aws.Balancers;
import dev.sila.aws.Balancers.Row;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists load balancers. */
@Command(name = "list", description = "List the load balancers of the environments in this region.")
final class LbList implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"--env", "--name"},
            paramLabel = "NAME",
            description = "Only those of this environment.")
    private @Nullable String environment;

    LbList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Column<Row>> columns =
                    List.of(
                            Column.of("environment", Row::environment),
                            Column.of("hostclass", Row::hostclass),
                            Column.of("type", Row::type),
                            Column.of("scheme", Row::scheme),
                            Column.of("name", Row::name),
                            Column.of("dnsName", Row::dnsName),
                            Column.detail("id", Row::id),
                            Column.detail("created", Row::created));
            List<Row> rows =
                    new Balancers(
                                    cloud.clients().loadBalancing(),
                                    cloud.clients().classicLoadBalancing())
                            .all().stream()
                                    .filter(each ->
                                            environment == null
                                                    || each.environment().equals(environment))
                                    .toList();
            if (rows.isEmpty() && environment != null) {
                Environments.require(cloud, environment);
            }
            session.output().rows(columns, rows);
            return 0;
        }
    }
}
