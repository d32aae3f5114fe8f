package dev.sila.localcloud.service.route53;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** What a zone answers for a name. */
final class Resolution {
    private static final int DEEPEST = 8;

    private final ZoneStore store;

    Resolution(ZoneStore store) {
        this.store = store;
    }

    /** The values of a name in the longest public zone that has it. */
    List<String> publicValues(DnsName name, String type) {
        return store.zones.values().stream()
                .filter(each -> !each.isPrivate && name.within(each.name))
                .sorted(Comparator.comparingInt(each -> -each.name.labels()))
                .map(each -> values(each, name, type))
                .filter(each -> !each.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Whether there is a record of any type at a name, or a wildcard for it. */
    boolean exists(Zone zone, DnsName name) {
        return candidates(name, zone).anyMatch(each -> hasAny(zone, each));
    }

    private static boolean hasAny(Zone zone, DnsName name) {
        RecordKey next = zone.records.ceilingKey(new RecordKey(name, "", ""));
        return next != null && next.name().equals(name);
    }

    /**
     * The values that a zone answers; none if there is no such record. Of several sets the one of
     * the greatest weight answers, or the first one. An alias to another service's name answers
     * with that name.
     */
    List<String> values(Zone zone, DnsName name, String type) {
        return values(zone, name, type, DEEPEST);
    }

    private List<String> values(Zone zone, DnsName name, String type, int depth) {
        Optional<DnsName> holder =
                candidates(name, zone).filter(each -> hasAny(zone, each)).findFirst();
        if (holder.isEmpty() || depth == 0) {
            return List.of();
        }
        List<ResourceRecordSet> sets =
                zone
                        .records
                        .tailMap(new RecordKey(holder.get(), type, ""), true)
                        .entrySet()
                        .stream()
                        .takeWhile(each ->
                                each.getKey().name().equals(holder.get())
                                        && each.getKey().type().equals(type))
                        .map(each -> each.getValue())
                        .toList();
        if (!sets.isEmpty() && sets.getFirst().multiValueAnswer() != null) {
            return sets.stream().flatMap(Resolution::own).limit(DEEPEST).toList();
        }
        return sets.stream()
                .max(Comparator.comparingLong(each -> each.weight() == null ? 0 : each.weight()))
                .map(each -> answer(zone, each, type, depth))
                .orElse(List.of());
    }

    private List<String> answer(Zone zone, ResourceRecordSet set, String type, int depth) {
        AliasTarget alias = set.aliasTarget();
        if (alias == null) {
            return own(set).toList();
        }
        DnsName target = DnsName.of(alias.dnsName());
        return alias.hostedZoneId().equals(zone.id)
                ? values(zone, target, type, depth - 1)
                : List.of(target.withoutDot());
    }

    private static Stream<String> own(ResourceRecordSet set) {
        return set.resourceRecords().stream().map(ResourceRecord::value);
    }

    /** The name itself, then the wildcards that stand for it, the nearest first. */
    private static Stream<DnsName> candidates(DnsName name, Zone zone) {
        int levels = name.labels() - zone.name.labels();
        Stream.Builder<DnsName> all = Stream.<DnsName>builder().add(name);
        DnsName at = name;
        for (int i = 0; i < levels; i++) {
            all.add(at.wildcard());
            at = new DnsName(at.parent());
        }
        return all.build();
    }
}
