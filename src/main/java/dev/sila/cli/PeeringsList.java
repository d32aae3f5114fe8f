package dev.sila.cli;

import dev.sila.aws.PeeringConnections;
import dev.sila.aws.PeeringConnections.Row;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists peering connections. */
@Command(
        name = "list",
        description =
                "List the peering connections of the environments in this region, also those that others made.")
final class PeeringsList implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"--name", "--env"},
            paramLabel = "NAME",
            description = "Only those of this environment.")
    private @Nullable String name;

    PeeringsList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Column<Row>> columns =
                    List.of(
                            Column.of("environment", Row::environment),
                            Column.of("peer", Row::peer),
                            Column.of("id", Row::id),
                            Column.of("status", Row::status),
                            Column.of("traffic", each -> String.join(", ", each.traffic())),
                            Column.of("note", Row::note));
            List<Row> rows =
                    new PeeringConnections(cloud.clients().ec2())
                            .all().stream().filter(this::wanted).toList();
            session.output().rows(columns, rows);
            return 0;
        }
    }

    private boolean wanted(Row row) {
        return name == null || row.environment().equals(name) || row.peer().equals(name);
    }
}
