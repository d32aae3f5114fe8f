package dev.sila.localcloud.service.route53;

import java.util.Comparator;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * What tells record sets of a zone apart, in the order in which they are listed: by name, by type,
 * by identifier (API reference, ListResourceRecordSets, "Sort order").
 *
 * @param set the identifier among sets of one name and type; empty for none
 */
record RecordKey(DnsName name, String type, String set) implements Comparable<RecordKey> {
    private static final Comparator<RecordKey> ORDER =
            Comparator.comparing(RecordKey::name)
                    .thenComparing(RecordKey::type)
                    .thenComparing(RecordKey::set);

    static RecordKey of(ResourceRecordSet record) {
        return new RecordKey(
                DnsName.of(record.name()),
                record.typeAsString(),
                Optional.ofNullable(record.setIdentifier()).orElse(""));
    }

    /** The key in AWS's sentences about what exists. */
    String described() {
        String identifier = set.isEmpty() ? "" : ", set-identifier='" + set + "'";
        return "[name='%s', type='%s'%s]".formatted(name, type, identifier);
    }

    /** The key in AWS's sentences about what may not be. */
    String worded() {
        String identifier = set.isEmpty() ? "" : ", SetIdentifier " + set;
        return "RRSet with DNS name %s, type %s%s".formatted(name, type, identifier);
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
