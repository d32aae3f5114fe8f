package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import software.amazon.awssdk.services.route53.model.AliasTarget;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Which members a record set has together (API reference, ResourceRecordSet): values with a time to
 * live or an alias, and one routing policy if it has an identifier.
 */
final class RecordForm {
    private RecordForm() {}

    /**
     * Refuses a change whose record set lacks a member or has two that exclude each other.
     *
     * @throws AwsFailure {@code InvalidInput}, {@code NoSuchHealthCheck}
     */
    static void check(Change change) {
        ResourceRecordSet record = change.resourceRecordSet();
        String where =
                " in Change with [Action=%s, Name=%s, Type=%s, SetIdentifier=%s]"
                        .formatted(
                                change.actionAsString(),
                                record.name(),
                                record.typeAsString(),
                                record.setIdentifier());
        content(record, where);
        routing(record, where);
        if (record.trafficPolicyInstanceId() != null) {
            throw Refusals.input(
                    "Invalid request: TrafficPolicyInstanceId belongs to records that Route 53"
                            + " makes"
                            + where);
        }
        if (record.cidrRoutingConfig() != null) {
            throw Refusals.input(
                    "Invalid request: No CIDR collection exists with the ID "
                            + record.cidrRoutingConfig().collectionId()
                            + where);
        }
        if (record.healthCheckId() != null) {
            throw new AwsFailure(
                    "NoSuchHealthCheck",
                    "No health check exists with the ID: " + record.healthCheckId(),
                    404);
        }
    }

    private static void content(ResourceRecordSet record, String where) {
        boolean alias = record.aliasTarget() != null;
        boolean values = record.hasResourceRecords();
        boolean lives = record.ttl() != null;
        String expected =
                "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and"
                        + " ResourceRecords], or TrafficPolicyInstanceId], but found ";
        if (alias && (values || lives)) {
            throw Refusals.input(expected + "more than one" + where);
        }
        if (!alias && !values && !lives) {
            throw Refusals.input(expected + "none" + where);
        }
        if (!alias && !(values && lives)) {
            throw Refusals.input(
                    "Invalid request: Missing field '"
                            + (values ? "TTL" : "ResourceRecords")
                            + "'"
                            + where);
        }
    }

    private static void routing(ResourceRecordSet record, String where) {
        long policies = policies(record);
        boolean identified = record.setIdentifier() != null;
        if (policies > 1 || (identified && policies == 0)) {
            throw Refusals.input(
                    "Invalid request: Expected exactly one of [Weight, Region, Failover,"
                            + " GeoLocation, MultiValueAnswer, GeoProximityLocation, or"
                            + " CidrRoutingConfig], but found "
                            + (policies > 1 ? "more than one" : "none")
                            + where);
        }
        if (policies == 1 && !identified) {
            throw Refusals.input("Invalid request: Missing field 'SetIdentifier'" + where);
        }
        if (record.multiValueAnswer() != null && record.aliasTarget() != null) {
            throw Refusals.input(
                    "Invalid request: MultiValueAnswer is not for alias records" + where);
        }
    }

    private static long policies(ResourceRecordSet record) {
        return Stream.of(
                        record.weight(),
                        record.regionAsString(),
                        record.failoverAsString(),
                        record.geoLocation(),
                        record.multiValueAnswer(),
                        record.geoProximityLocation(),
                        record.cidrRoutingConfig())
                .filter(Objects::nonNull)
                .count();
    }

    /** The name of a set's routing policy in AWS's sentences; {@code simple} without any. */
    static String policy(ResourceRecordSet record) {
        List<String> names =
                Stream.of(
                                record.weight() == null ? "" : "weighted",
                                record.regionAsString() == null ? "" : "latency",
                                record.failoverAsString() == null ? "" : "failover",
                                record.geoLocation() == null ? "" : "geolocation",
                                record.multiValueAnswer() == null ? "" : "multivalue answer",
                                record.geoProximityLocation() == null ? "" : "geoproximity")
                        .filter(each -> !each.isEmpty())
                        .toList();
        return names.isEmpty() ? "simple" : names.getFirst();
    }

    /** The record set as it is kept: names in their kept form. */
    static ResourceRecordSet kept(ResourceRecordSet record) {
        ResourceRecordSet.Builder kept = record.toBuilder().name(DnsName.of(record.name()).text());
        AliasTarget alias = record.aliasTarget();
        if (alias != null) {
            kept.aliasTarget(
                    alias.toBuilder()
                            .hostedZoneId(ZoneStore.bare(alias.hostedZoneId()))
                            .dnsName(DnsName.of(alias.dnsName()).text())
                            .build());
        }
        return kept.build();
    }

    /** Whether two sets are the same, whatever the order of their values. */
    static boolean same(ResourceRecordSet one, ResourceRecordSet other) {
        return sorted(one).equals(sorted(other));
    }

    private static ResourceRecordSet sorted(ResourceRecordSet record) {
        return record.toBuilder()
                .resourceRecords(
                        record.resourceRecords().stream()
                                .sorted(java.util.Comparator.comparing(each -> each.value()))
                                .toList())
                .build();
    }
}
