package dev.sila.localcloud.service.route53;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What the records of a zone may be together, looked at after a batch of changes. */
final class RecordRules {
    private final Zone zone;
    private final ZoneStore store;
    private final AliasTargets targets;

    RecordRules(Zone zone, ZoneStore store, AliasTargets targets) {
        this.zone = zone;
        this.store = store;
        this.targets = targets;
    }

    /** Adds to a batch's problems what its outcome must not be. */
    void check(Batch batch) {
        batch.written()
                .forEach((key, record) -> {
                    if (record.equals(batch.records().get(key))) {
                        canonical(batch, key);
                        routing(batch, key, record);
                        alias(batch, key, record);
                    }
                });
        own(batch);
        if (batch.records().size() > store.limit(ZoneStore.RECORDS)
                && batch.records().size() > zone.records.size()) {
            batch.problem(
                    "Number of records limit of %d exceeded."
                            .formatted(store.limit(ZoneStore.RECORDS)));
        }
    }

    /** Where there is a CNAME there is nothing else, and none at the zone's own name. */
    private void canonical(Batch batch, RecordKey key) {
        boolean cname = key.type().equals("CNAME");
        if (cname && key.name().equals(zone.name)) {
            batch.problem(
                    "RRSet of type CNAME with DNS name %s is not permitted at apex in zone %s"
                            .formatted(key.name(), zone.name));
            return;
        }
        others(batch, key)
                .filter(other -> cname || other.type().equals("CNAME"))
                .ifPresent(other ->
                        batch.problem(
                                "RRSet of type %s with DNS name %s is not permitted because a"
                                                .formatted(key.type(), key.name())
                                        + " conflicting RRSet of type %s with the same DNS name"
                                                .formatted(other.type())
                                        + " already exists in zone %s".formatted(zone.name)));
    }

    /** A set of another type at the same name: a CNAME first. */
    private static Optional<RecordKey> others(Batch batch, RecordKey key) {
        List<RecordKey> others =
                batch.records().tailMap(new RecordKey(key.name(), "", ""), true).keySet().stream()
                        .takeWhile(each -> each.name().equals(key.name()))
                        .filter(each -> !each.type().equals(key.type()))
                        .toList();
        return others.stream()
                .filter(each -> each.type().equals("CNAME"))
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /** Sets of one name and type share a routing policy, and differ in what it routes by. */
    private static void routing(Batch batch, RecordKey key, ResourceRecordSet record) {
        String policy = RecordForm.policy(record);
        for (ResourceRecordSet other : siblings(batch, key)) {
            String problem = null;
            if (policy.equals("simple")) {
                problem = "cannot be created as other RRSets exist with the same name and type.";
            } else if (!policy.equals(RecordForm.policy(other))) {
                problem =
                        "cannot be created as a non-%s set exists with the same name and type."
                                .formatted(policy);
            } else if (policy.equals("weighted") && !Objects.equals(record.ttl(), other.ttl())) {
                problem = "cannot be created as weighted sets must contain the same TTL.";
            } else if (sameRoute(record, other)) {
                problem =
                        "cannot be created as another RRSet of the same name and type has the same"
                                + " "
                                + policy
                                + " routing.";
            }
            if (problem != null) {
                batch.problem(key.worded() + " " + problem);
                return;
            }
        }
    }

    private static boolean sameRoute(ResourceRecordSet one, ResourceRecordSet other) {
        return one.weight() == null
                && one.multiValueAnswer() == null
                && Objects.equals(one.regionAsString(), other.regionAsString())
                && Objects.equals(one.failoverAsString(), other.failoverAsString())
                && Objects.equals(one.geoLocation(), other.geoLocation())
                && Objects.equals(one.geoProximityLocation(), other.geoProximityLocation());
    }

    private static List<ResourceRecordSet> siblings(Batch batch, RecordKey key) {
        return batch
                .records()
                .tailMap(new RecordKey(key.name(), key.type(), ""), true)
                .entrySet()
                .stream()
                .takeWhile(each ->
                        each.getKey().name().equals(key.name())
                                && each.getKey().type().equals(key.type()))
                .filter(each -> !each.getKey().equals(key))
                .map(each -> each.getValue())
                .toList();
    }

    /** An alias points to a record of this zone, of the same type, or to what a service has. */
    private void alias(Batch batch, RecordKey key, ResourceRecordSet record) {
        AliasTarget alias = record.aliasTarget();
        if (alias == null) {
            return;
        }
        if (key.type().equals("NS") || key.type().equals("SOA")) {
            batch.problem("An alias of type " + key.type() + " is not permitted: " + key.name());
            return;
        }
        DnsName target = DnsName.of(alias.dnsName());
        String tried =
                "Tried to create an alias that targets %s, type %s in zone %s, but "
                        .formatted(target, key.type(), alias.hostedZoneId());
        boolean here = alias.hostedZoneId().equals(zone.id);
        if (here ? !target.within(zone.name) : !targets.isZone(alias.hostedZoneId())) {
            batch.problem(tried + "the alias target name does not lie within the target zone");
        }
        boolean found =
                here
                        ? batch.records().keySet().stream()
                                .anyMatch(each ->
                                        each.name().equals(target)
                                                && each.type().equals(key.type())
                                                && !each.equals(key))
                        : targets.isZone(alias.hostedZoneId()) && isGivenOut(alias, key.type());
        if (!found) {
            batch.problem(tried + "that target was not found");
        }
    }

    /** Balancers answer under their names and under {@code dualstack.} before them. */
    private boolean isGivenOut(AliasTarget alias, String type) {
        String name = DnsName.of(alias.dnsName()).withoutDot();
        return (type.equals("A") || type.equals("AAAA"))
                && targets.exists(alias.hostedZoneId(), name.replaceFirst("^dualstack\\.", ""));
    }

    /** A zone without its own two record sets is none. */
    private void own(Batch batch) {
        if (!batch.records().containsKey(new RecordKey(zone.name, "SOA", ""))) {
            batch.problem("A HostedZone must contain exactly one SOA record.");
        }
        if (!batch.records().containsKey(new RecordKey(zone.name, "NS", ""))) {
            batch.problem("A HostedZone must contain at least one NS record for the zone itself.");
        }
        batch.written().keySet().stream()
                .filter(each -> each.type().equals("SOA") && !each.name().equals(zone.name))
                .findFirst()
                .ifPresent(
                        each -> batch.problem("A HostedZone must contain exactly one SOA record."));
    }
}
