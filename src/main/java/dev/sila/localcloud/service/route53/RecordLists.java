package dev.sila.localcloud.service.route53;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/** Lists a zone's record sets, in pages of at most 300. */
final class RecordLists {
    private static final int MOST = 300;

    private final ZoneStore store;

    RecordLists(ZoneStore store) {
        this.store = store;
    }

    public ListResourceRecordSetsResponse listResourceRecordSets(
            ListResourceRecordSetsRequest request) {
        Zone zone = store.zone(request.hostedZoneId());
        int size = ZoneLists.size(request.maxItems(), MOST);
        List<ResourceRecordSet> rest = List.copyOf(from(zone, request));
        boolean more = rest.size() > size;
        ListResourceRecordSetsResponse.Builder response =
                ListResourceRecordSetsResponse.builder()
                        .resourceRecordSets(rest.stream().limit(size).toList())
                        .maxItems(Integer.toString(size))
                        .isTruncated(more);
        if (more) {
            ResourceRecordSet next = rest.get(size);
            response.nextRecordName(next.name())
                    .nextRecordType(next.type())
                    .nextRecordIdentifier(next.setIdentifier());
        }
        return response.build();
    }

    /** The record sets from the start that the request names, which need not exist. */
    private static java.util.Collection<ResourceRecordSet> from(
            Zone zone, ListResourceRecordSetsRequest request) {
        String type = Optional.ofNullable(request.startRecordTypeAsString()).orElse("");
        String set = Optional.ofNullable(request.startRecordIdentifier()).orElse("");
        if (request.startRecordName() == null && !type.isEmpty()) {
            throw Refusals.input(
                    "The request must specify the name when it specifies the type of the record to"
                            + " start with.");
        }
        if (type.isEmpty() && !set.isEmpty()) {
            throw Refusals.input(
                    "The request must specify name and type when it specifies the identifier of"
                            + " the record to start with.");
        }
        if (request.startRecordName() == null) {
            return zone.records.values();
        }
        try {
            DnsName name = DnsName.of(request.startRecordName());
            return zone.records.tailMap(new RecordKey(name, type, set), true).values();
        } catch (DnsName.Malformed wrong) {
            throw Refusals.input(String.valueOf(wrong.getMessage()));
        }
    }
}
