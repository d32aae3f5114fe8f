package dev.sila.localcloud.service.route53;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.DelegationSet;
import software.amazon.awssdk.services.route53.model.HostedZone;
import software.amazon.awssdk.services.route53.model.HostedZoneConfig;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** A hosted zone with its records. */
final class Zone {
    final String id;
    final DnsName name;
    final String callerReference;
    final boolean isPrivate;
    final List<String> nameServers;

    /** The VPCs of a private zone, in the order of their association; none for a public one. */
    final Set<String> vpcs = new LinkedHashSet<>();

    final TreeMap<String, String> tags = new TreeMap<>();
    NavigableMap<RecordKey, ResourceRecordSet> records = new TreeMap<>();
    @Nullable String comment;

    Zone(
            String id,
            DnsName name,
            String callerReference,
            boolean isPrivate,
            List<String> nameServers) {
        this.id = id;
        this.name = name;
        this.callerReference = callerReference;
        this.isPrivate = isPrivate;
        this.nameServers = List.copyOf(nameServers);
    }

    HostedZone model() {
        return HostedZone.builder()
                .id("/hostedzone/" + id)
                .name(name.text())
                .callerReference(callerReference)
                .config(HostedZoneConfig.builder().comment(comment).privateZone(isPrivate).build())
                .resourceRecordSetCount((long) records.size())
                .build();
    }

    DelegationSet delegation() {
        return DelegationSet.builder().nameServers(nameServers).build();
    }

    /** Whether it has but the two record sets that every zone has. */
    boolean isEmpty() {
        return records.keySet().stream().allMatch(this::isOwn);
    }

    /** Whether a record set is one of the two at the zone's name without which it is none. */
    boolean isOwn(RecordKey key) {
        return key.name().equals(name) && (key.type().equals("NS") || key.type().equals("SOA"));
    }
}
