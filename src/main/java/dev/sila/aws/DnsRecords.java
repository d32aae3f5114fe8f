package dev.sila.aws;

import dev.sila.aws.HostedZones.Zone;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** The records of hosted zones, whoever made them. */
public final class DnsRecords {
    private final Route53Client route53;

    public DnsRecords(Route53Client route53) {
        this.route53 = route53;
    }

    /**
     * The records of one name and type.
     *
     * @param name in small letters, without a dot at the end
     * @param ttl seconds; null for an alias
     * @param values as Route 53 writes them; of an alias the name that it leads to
     * @param routing the identifier among records of one name with a routing policy; else null
     */
    public record Row(
            String zone,
            String name,
            String type,
            @Nullable Long ttl,
            List<String> values,
            boolean alias,
            @Nullable String routing) {
        public Row {
            values = List.copyOf(values);
        }

        /** In a few words: {@code A www.example.com: 192.0.2.1 (300 s)}. */
        public String inWords() {
            return type
                    + " "
                    + name
                    + ": "
                    + String.join(", ", values)
                    + (alias ? " (alias)" : " (" + ttl + " s)");
        }
    }

    /** All records of a zone. */
    public List<Row> of(Zone zone) {
        return route53
                .listResourceRecordSetsPaginator(request -> request.hostedZoneId(zone.id()))
                .resourceRecordSets()
                .stream()
                .map(each -> row(zone, each))
                .toList();
    }

    private static Row row(Zone zone, ResourceRecordSet set) {
        boolean alias = set.aliasTarget() != null;
        return new Row(
                zone.name(),
                shown(set.name()),
                set.typeAsString(),
                set.ttl(),
                alias
                        ? List.of(shown(set.aliasTarget().dnsName()))
                        : set.resourceRecords().stream().map(ResourceRecord::value).toList(),
                alias,
                set.setIdentifier());
    }

    /** Route 53 writes the star of a wildcard as an octal code. */
    private static String shown(String name) {
        return name.replaceFirst("\\.$", "").replace("\\052", "*").toLowerCase(Locale.ROOT);
    }

    /** The records of that name and type; several only with a routing policy. */
    public List<Row> find(Zone zone, String name, String type) {
        return sets(zone, name, type).stream().map(each -> row(zone, each)).toList();
    }

    private List<ResourceRecordSet> sets(Zone zone, String name, String type) {
        return route53
                .listResourceRecordSets(request ->
                        request.hostedZoneId(zone.id()).startRecordName(name).startRecordType(type))
                .resourceRecordSets()
                .stream()
                .filter(each -> shown(each.name()).equals(name))
                .filter(each -> each.typeAsString().equals(type))
                .toList();
    }

    /** Makes the records of a name and type, in place of what is there. */
    public void set(Zone zone, Row wanted) {
        change(
                zone,
                ChangeAction.UPSERT,
                ResourceRecordSet.builder()
                        .name(wanted.name())
                        .type(wanted.type())
                        .ttl(wanted.ttl())
                        .resourceRecords(
                                wanted.values().stream()
                                        .map(each -> ResourceRecord.builder().value(each).build())
                                        .toList())
                        .build());
    }

    /** Deletes the records of a name and type, as they are; none is no error. */
    public void delete(Zone zone, String name, String type) {
        Optional<ResourceRecordSet> there = sets(zone, name, type).stream().findFirst();
        there.ifPresent(each -> change(zone, ChangeAction.DELETE, each));
    }

    private void change(Zone zone, ChangeAction action, ResourceRecordSet set) {
        Change change = Change.builder().action(action).resourceRecordSet(set).build();
        route53.changeResourceRecordSets(request ->
                request.hostedZoneId(zone.id()).changeBatch(batch -> batch.changes(change)));
    }
}
