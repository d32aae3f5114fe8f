package dev.sila.localcloud.service.ec2;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sila.localcloud.Ec2Setup;
import dev.sila.localcloud.Rig;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Filters whose names AWS's documentation has, but no field of the answer. */
class DocumentedFiltersTest {
    private static final Map<Function<Filter, Function<Ec2Client, Object>>, String> NAMES =
            Map.of(
                    filter -> ec2 -> ec2.describeVpcs(r -> r.filters(filter)),
                    "cidr isDefault cidr-block-association.state ipv6-cidr-block-association.state",
                    filter -> ec2 -> ec2.describeSubnets(r -> r.filters(filter)),
                    "cidr cidrBlock availabilityZone defaultForAz ipv6-cidr-block-association.state"
                            + " private-dns-name-options-on-launch.enable-resource-name-dns-a-record"
                            + " private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record",
                    filter -> ec2 -> ec2.describeNetworkAcls(r -> r.filters(filter)),
                    "default association.association-id entry.cidr entry.ipv6-cidr entry.icmp.code"
                            + " entry.icmp.type entry.egress",
                    filter -> ec2 -> ec2.describeSecurityGroups(r -> r.filters(filter)),
                    "ip-permission.cidr ip-permission.group-id ip-permission.group-name"
                            + " ip-permission.prefix-list-id ip-permission.protocol"
                            + " ip-permission.user-id egress.ip-permission.cidr"
                            + " egress.ip-permission.from-port egress.ip-permission.group-name"
                            + " egress.ip-permission.ipv6-cidr egress.ip-permission.prefix-list-id"
                            + " egress.ip-permission.protocol egress.ip-permission.user-id",
                    filter -> ec2 -> ec2.describeNetworkInterfaces(r -> r.filters(filter)),
                    "addresses.primary addresses.association.owner-id"
                            + " addresses.association.public-ip addresses.private-ip-address group-id"
                            + " group-name",
                    filter -> ec2 -> ec2.describeVpcPeeringConnections(r -> r.filters(filter)),
                    "status-code status-message accepter-vpc-info.cidr-block",
                    filter -> ec2 -> ec2.describeVpcEndpoints(r -> r.filters(filter)),
                    "vpc-endpoint-state vpc-endpoint-type service-name ip-address-type",
                    filter -> ec2 -> ec2.describeVpcEndpointServices(r -> r.filters(filter)),
                    "service-type owner service-name",
                    filter -> ec2 -> ec2.describeAvailabilityZones(r -> r.filters(filter)),
                    "state message zone-id opt-in-status",
                    filter -> ec2 -> ec2.describeDhcpOptions(r -> r.filters(filter)),
                    "key value dhcp-options-id owner-id");

    @TestFactory
    Stream<DynamicTest> areKnown() {
        return NAMES.entrySet().stream()
                .flatMap(entry ->
                        Stream.of(entry.getValue().split(" "))
                                .map(name -> test(name, entry.getKey())));
    }

    private static DynamicTest test(
            String name, Function<Filter, Function<Ec2Client, Object>> describe) {
        return DynamicTest.dynamicTest(
                name,
                () -> {
                    try (Rig rig = new Rig()) {
                        Filter filter = Ec2Setup.filter(name, "none");
                        assertThatCode(() -> describe.apply(filter).apply(rig.ec2()))
                                .doesNotThrowAnyException();
                    }
                });
    }
}
