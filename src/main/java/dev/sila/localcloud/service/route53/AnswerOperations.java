package dev.sila.localcloud.service.route53;

import java.util.List;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerRequest;
import software.amazon.awssdk.services.route53.model.TestDnsAnswerResponse;

/** Says what the name servers answer. */
final class AnswerOperations {
    private final ZoneStore store;
    private final Resolution resolution;

    AnswerOperations(ZoneStore store, Resolution resolution) {
        this.store = store;
        this.resolution = resolution;
    }

    /** Public zones alone are asked (API reference, TestDNSAnswer). */
    public TestDnsAnswerResponse testDNSAnswer(TestDnsAnswerRequest request) {
        Zone zone = store.zone(request.hostedZoneId());
        if (zone.isPrivate) {
            throw Refusals.input("TestDNSAnswer supports public hosted zones only: " + zone.id);
        }
        if (request.resolverIP() != null || request.edns0ClientSubnetIP() != null) {
            throw Refusals.input(
                    "The local cloud answers every resolver alike: ResolverIP and"
                            + " EDNS0ClientSubnetIP are not supported");
        }
        DnsName name;
        try {
            name = DnsName.of(request.recordName());
        } catch (DnsName.Malformed wrong) {
            throw Refusals.input(String.valueOf(wrong.getMessage()));
        }
        if (!name.within(zone.name)) {
            throw Refusals.input(
                    "The record name %s does not lie within the hosted zone %s"
                            .formatted(name, zone.name));
        }
        List<String> values = resolution.values(zone, name, request.recordTypeAsString());
        boolean known = !values.isEmpty() || resolution.exists(zone, name);
        return TestDnsAnswerResponse.builder()
                .nameserver(zone.nameServers.getFirst())
                .recordName(name.withoutDot())
                .recordType(request.recordTypeAsString())
                .recordData(values)
                .responseCode(known ? "NOERROR" : "NXDOMAIN")
                .protocol("UDP")
                .build();
    }
}
