package dev.sila.cli;

import dev.sila.aws.DnsRecords;
import dev.sila.aws.DnsRecords.Row;
import dev.sila.aws.HostedZones;
import dev.sila.aws.HostedZones.Zone;
import dev.sila.cli.operation.Cloud;
import dev.sila.model.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes or changes a record. */
@Command(
        name = "set",
        description = {
            "Make the records of a name and type, in place of those that are there.",
            "Records of load balancers are made by sila lb update and sila pipeline up."
        })
final class DnsSet implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec spec;

    @Mixin private DnsTarget target = new DnsTarget();

    @Parameters(
            index = "3..*",
            arity = "1..*",
            paramLabel = "VALUE",
            description = "The values; those of TXT need no quotes of their own.")
    private List<String> values = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long others may keep the answer (default: ${DEFAULT-VALUE}).")
    private long ttl = 60;

    DnsSet(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        checkAddresses();
        try (Cloud cloud = session.cloud()) {
            HostedZones zones =
                    new HostedZones(cloud.clients().route53(), cloud.clients().region());
            Zone zone = ZoneChoice.of(zones, target.zone(), target.hidden());
            DnsRecords records = new DnsRecords(cloud.clients().route53());
            String name = ZoneChoice.name(target.name(), zone);
            Row wanted = new Row(zone.name(), name, target.type(), ttl, quoted(), false, null);
            Optional<Row> now = DnsTarget.only(records.find(zone, name, target.type()));
            if (now.isPresent() && same(now.get(), wanted)) {
                session.progress().say("Nothing to do: " + wanted.inWords());
                return 0;
            }
            now.ifPresent(each -> session.progress().say("- " + each.inWords()));
            session.progress().say("+ " + wanted.inWords());
            if (!target.dryRun()) {
                session.confirmation().agree("Change zone " + zone.name() + " so?");
                records.set(zone, wanted);
                session.progress().say("Done; all name servers know it within a minute.");
            }
            return 0;
        }
    }

    /** AWS refuses them too, but only after the preview. */
    private void checkAddresses() {
        List<String> wrong =
                target.type().equals("A")
                        ? values.stream().filter(each -> Cidr.readAddress(each).isEmpty()).toList()
                        : List.of();
        if (!wrong.isEmpty()) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    String.join(", ", wrong)
                            + ": no IPv4 address, such as a record of type A has.");
        }
    }

    private List<String> quoted() {
        return values.stream()
                .map(each ->
                        target.type().equals("TXT") && !each.startsWith("\"")
                                ? '"' + each.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                                : each)
                .toList();
    }

    private static boolean same(Row now, Row wanted) {
        return !now.alias()
                && wanted.ttl() != null
                && wanted.ttl().equals(now.ttl())
                && now.values().stream()
                        .sorted()
                        .toList()
                        .equals(wanted.values().stream().sorted().toList());
    }
}
