package dev.sila.cli;

import dev.sila.aws.HostedZones;
import dev.sila.aws.HostedZones.Zone;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists hosted zones. */
@Command(name = "zones", description = "List the hosted zones of the account.")
final class DnsZones implements Callable<Integer> {
    private final Session session;

    DnsZones(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            List<Column<Zone>> columns =
                    List.of(
                            Column.of("name", Zone::name),
                            Column.of("id", Zone::id),
                            Column.of("private", Zone::hidden),
                            Column.of("records", Zone::records),
                            Column.of("comment", Zone::comment));
            session.output()
                    .rows(
                            columns,
                            new HostedZones(cloud.clients().route53(), cloud.clients().region())
                                    .all());
            return 0;
        }
    }
}
