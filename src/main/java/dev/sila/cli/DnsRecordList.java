package dev.sila.cli;

import dev.sila.aws.DnsRecords;
import dev.sila.aws.DnsRecords.Row;
import dev.sila.aws.HostedZones;
import dev.sila.aws.HostedZones.Zone;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.output.Column;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists records. */
@Command(name = "records", description = "List the records of hosted zones.")
final class DnsRecordList implements Callable<Integer> {
    private final Session session;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Only those of this zone: its name, or its identifier.")
    private @Nullable String zone;

    @Option(names = "--private", description = "Of the zones of that name, the private one.")
    private boolean hidden;

    DnsRecordList(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            HostedZones zones =
                    new HostedZones(cloud.clients().route53(), cloud.clients().region());
            List<Zone> wanted =
                    zone == null ? zones.all() : List.of(ZoneChoice.of(zones, zone, hidden));
            DnsRecords records = new DnsRecords(cloud.clients().route53());
            List<Column<Row>> columns =
                    List.of(
                            Column.of("zone", Row::zone),
                            Column.of("name", Row::name),
                            Column.of("type", Row::type),
                            Column.of("ttl", Row::ttl),
                            Column.of("values", each -> String.join(", ", each.values())),
                            Column.of("alias", Row::alias),
                            Column.detail("routing", Row::routing));
            session.output()
                    .rows(
                            columns,
                            wanted.stream().flatMap(each -> records.of(each).stream()).toList());
            return 0;
        }
    }
}
