package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.TagStore;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.ManagedPrefixList;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** What leads out of VPCs: addresses, gateways, peerings, endpoints and the lists they use. */
final class NetworkTables {
    private static final Set<VpcPeeringConnectionStateReasonCode> PEERED =
            Set.of(
                    VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST,
                    VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
                    VpcPeeringConnectionStateReasonCode.PROVISIONING,
                    VpcPeeringConnectionStateReasonCode.ACTIVE);

    private final Table<Address> addresses;
    private final Table<NatGateway> natGateways;
    private final Table<VpnGateway> vpnGateways;
    private final Table<VpcPeeringConnection> peerings;
    private final Table<VpcEndpoint> endpoints;
    private final Table<ManagedPrefixList> prefixLists;

    NetworkTables(TagStore tags) {
        addresses =
                new Table<>(
                        ResourceKind.ADDRESS,
                        tags,
                        Address::allocationId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(Address.builder(), Map.of()));
        natGateways =
                new Table<>(
                        ResourceKind.NAT_GATEWAY,
                        tags,
                        NatGateway::natGatewayId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(NatGateway.builder(), Map.of()));
        vpnGateways =
                new Table<>(
                        ResourceKind.VPN_GATEWAY,
                        tags,
                        VpnGateway::vpnGatewayId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(VpnGateway.builder(), Map.of()));
        peerings = peerings(tags);
        endpoints =
                new Table<>(
                        ResourceKind.VPC_ENDPOINT,
                        tags,
                        VpcEndpoint::vpcEndpointId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(
                                VpcEndpoint.builder(), Map.of("vpc-endpoint-state", "state")));
        prefixLists =
                new Table<>(
                        ResourceKind.PREFIX_LIST,
                        tags,
                        ManagedPrefixList::prefixListId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(ManagedPrefixList.builder(), Map.of()));
    }

    private static Table<VpcPeeringConnection> peerings(TagStore tags) {
        return new Table<>(
                ResourceKind.VPC_PEERING_CONNECTION,
                tags,
                VpcPeeringConnection::vpcPeeringConnectionId,
                (row, with) -> row.toBuilder().tags(with).build(),
                new FieldFilters(
                        VpcPeeringConnection.builder(),
                        Map.of(
                                "status-code", "status.code",
                                "status-message", "status.message")));
    }

    Table<Address> addresses() {
        return addresses;
    }

    Table<NatGateway> natGateways() {
        return natGateways;
    }

    Table<VpnGateway> vpnGateways() {
        return vpnGateways;
    }

    Table<VpcPeeringConnection> peerings() {
        return peerings;
    }

    Table<VpcEndpoint> endpoints() {
        return endpoints;
    }

    Table<ManagedPrefixList> prefixLists() {
        return prefixLists;
    }

    /** Whether anything of a VPC is left that keeps the VPC from being deleted. */
    boolean holds(String vpcId) {
        return vpnGateways
                        .rows()
                        .flatMap(gateway -> gateway.vpcAttachments().stream())
                        .filter(each -> each.state() != AttachmentStatus.DETACHED)
                        .anyMatch(each -> each.vpcId().equals(vpcId))
                || endpoints.rows().anyMatch(each -> each.vpcId().equals(vpcId))
                || peerings.rows()
                        .filter(each -> PEERED.contains(each.status().code()))
                        .anyMatch(each ->
                                each.requesterVpcInfo().vpcId().equals(vpcId)
                                        || each.accepterVpcInfo().vpcId().equals(vpcId));
    }

    Stream<Table<?>> all() {
        return Stream.of(addresses, natGateways, vpnGateways, peerings, endpoints, prefixLists);
    }
}
