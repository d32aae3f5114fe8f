package dev.sila.cli;

import dev.sila.aws.DnsRecords;
import dev.sila.aws.DnsRecords.Row;
import dev.sila.aws.HostedZones;
import dev.sila.aws.HostedZones.Zone;
import dev.sila.cli.operation.Cloud;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deletes a record. */
@Command(
        name = "delete",
        description = "Delete the records of a name and type. One that is not there is no error.")
final class DnsDelete implements Callable<Integer> {
    private final Session session;

    @Mixin private DnsTarget target = new DnsTarget();

    DnsDelete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Cloud cloud = session.cloud()) {
            HostedZones zones =
                    new HostedZones(cloud.clients().route53(), cloud.clients().region());
            Zone zone = ZoneChoice.of(zones, target.zone(), target.hidden());
            DnsRecords records = new DnsRecords(cloud.clients().route53());
            String name = ZoneChoice.name(target.name(), zone);
            Optional<Row> now = DnsTarget.only(records.find(zone, name, target.type()));
            if (now.isEmpty()) {
                session.progress()
                        .say("Nothing to do: there is no " + target.type() + " " + name + ".");
                return 0;
            }
            session.progress().say("- " + now.get().inWords());
            if (!target.dryRun()) {
                session.confirmation()
                        .typed("This deletes it from zone " + zone.name() + ".", name);
                records.delete(zone, name, target.type());
                session.progress().say("Done; all name servers know it within a minute.");
            }
            return 0;
        }
    }
}
