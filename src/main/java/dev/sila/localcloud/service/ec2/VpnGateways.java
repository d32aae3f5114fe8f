package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayResponse;
import software.amazon.awssdk.services.ec2.model.GatewayType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;
import software.amazon.awssdk.services.ec2.model.VpnState;

/** Virtual private gateways, each attached to at most one VPC. Deleted ones are listed an hour. */
public final class VpnGateways {
    private static final Duration PENDING = Duration.ofSeconds(2);
    private static final Duration ATTACHING = Duration.ofSeconds(20);
    private static final Duration DETACHING = Duration.ofSeconds(20);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final long DEFAULT_ASN = 64512;

    private final Store store;
    private final Zones zones;

    VpnGateways(Store store, Zones zones) {
        this.store = store;
        this.zones = zones;
    }

    private Table<VpnGateway> table() {
        return store.network().vpnGateways();
    }

    public CreateVpnGatewayResponse createVpnGateway(CreateVpnGatewayRequest request) {
        String type = Refusals.required(request.typeAsString(), "type");
        if (!type.equals(GatewayType.IPSEC_1.toString())) {
            throw Refusals.invalid("type", type, "Expected: ipsec.1.");
        }
        if (request.availabilityZone() != null) {
            zones.named(request.availabilityZone(), null);
        }
        long asn = asn(request.amazonSideAsn());
        store.checkQuota(
                NetworkQuotas.VPN_GATEWAYS,
                table().rows().filter(each -> each.state() != VpnState.DELETED).count(),
                "VpnGatewayLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.VPN_GATEWAY);
        Refusals.endDryRun(request.dryRun());
        String id = store.newId(ResourceKind.VPN_GATEWAY);
        VpnGateway gateway =
                VpnGateway.builder()
                        .vpnGatewayId(id)
                        .type(GatewayType.IPSEC_1)
                        .amazonSideAsn(asn)
                        .availabilityZone(request.availabilityZone())
                        .state(VpnState.PENDING)
                        .vpcAttachments(List.of())
                        .build();
        table().put(gateway);
        store.tags().add(id, tags);
        later(PENDING, () -> table().change(id, VpnGateways::available));
        return CreateVpnGatewayResponse.builder().vpnGateway(table().tagged(gateway)).build();
    }

    private static VpnGateway available(VpnGateway row) {
        return row.state() == VpnState.PENDING
                ? row.toBuilder().state(VpnState.AVAILABLE).build()
                : row;
    }

    private static long asn(@Nullable Long asked) {
        if (asked == null) {
            return DEFAULT_ASN;
        }
        boolean inRange =
                (asked >= 64512 && asked <= 65534)
                        || (asked >= 4_200_000_000L && asked <= 4_294_967_294L);
        if (!inRange) {
            throw Refusals.invalid(
                    "amazonSideAsn",
                    asked,
                    "Expected a private ASN: 64512 to 65534 or 4200000000 to 4294967294.");
        }
        return asked;
    }

    private void later(Duration onAws, Runnable then) {
        store.foundation().timeline().after(onAws, then);
    }

    public DescribeVpnGatewaysResponse describeVpnGateways(DescribeVpnGatewaysRequest request) {
        return DescribeVpnGatewaysResponse.builder()
                .vpnGateways(table().page(Selection.of(request.vpnGatewayIds(), request)).items())
                .build();
    }

    private VpnGateway live(@Nullable String id) {
        VpnGateway gateway = table().get(id);
        if (gateway.state() == VpnState.DELETED) {
            throw ResourceKind.VPN_GATEWAY.notFound(gateway.vpnGatewayId());
        }
        return gateway;
    }

    private static boolean holds(VpnGateway gateway, Predicate<VpcAttachment> wanted) {
        return gateway.vpcAttachments().stream()
                .filter(each -> each.state() != AttachmentStatus.DETACHED)
                .anyMatch(wanted);
    }

    public AttachVpnGatewayResponse attachVpnGateway(AttachVpnGatewayRequest request) {
        VpnGateway gateway = live(request.vpnGatewayId());
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        if (holds(gateway, each -> each.vpcId().equals(vpc))) {
            return AttachVpnGatewayResponse.builder()
                    .vpcAttachment(gateway.vpcAttachments().getFirst())
                    .build();
        }
        if (holds(gateway, each -> true)
                || table().rows()
                        .anyMatch(other -> holds(other, each -> each.vpcId().equals(vpc)))) {
            throw new AwsFailure(
                    "VpnGatewayAttachmentLimitExceeded",
                    "The maximum number of virtual private gateway attachments has been reached.");
        }
        Refusals.endDryRun(request.dryRun());
        move(gateway, vpc, AttachmentStatus.ATTACHING);
        String id = gateway.vpnGatewayId();
        later(
                ATTACHING,
                () -> moved(id, vpc, AttachmentStatus.ATTACHING, AttachmentStatus.ATTACHED));
        return AttachVpnGatewayResponse.builder()
                .vpcAttachment(table().get(id).vpcAttachments().getFirst())
                .build();
    }

    private void move(VpnGateway gateway, String vpcId, AttachmentStatus state) {
        VpcAttachment attachment = VpcAttachment.builder().vpcId(vpcId).state(state).build();
        table().put(gateway.toBuilder().vpcAttachments(attachment).build());
    }

    private void moved(String id, String vpcId, AttachmentStatus from, AttachmentStatus to) {
        table().find(id)
                .filter(row -> holds(row, each -> each.state() == from))
                .filter(row -> holds(row, each -> each.vpcId().equals(vpcId)))
                .ifPresent(row -> move(row, vpcId, to));
    }

    /** Detaches a gateway; route tables stop to take routes from it at once. */
    public DetachVpnGatewayResponse detachVpnGateway(DetachVpnGatewayRequest request) {
        VpnGateway gateway = live(request.vpnGatewayId());
        String id = gateway.vpnGatewayId();
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        if (!holds(gateway, each -> each.vpcId().equals(vpc))) {
            throw new AwsFailure(
                    "InvalidVpnGatewayAttachment.NotFound",
                    "The attachment with vpn gateway ID '%s' and vpc ID '%s' does not exist."
                            .formatted(id, vpc));
        }
        Refusals.endDryRun(request.dryRun());
        move(gateway, vpc, AttachmentStatus.DETACHING);
        store.routeTables().rows().forEach(each -> forget(each, id));
        later(
                DETACHING,
                () -> moved(id, vpc, AttachmentStatus.DETACHING, AttachmentStatus.DETACHED));
        return DetachVpnGatewayResponse.builder().build();
    }

    private void forget(RouteTable table, String gatewayId) {
        store.routeTables()
                .put(
                        table.toBuilder()
                                .propagatingVgws(
                                        table.propagatingVgws().stream()
                                                .filter(each -> !each.gatewayId().equals(gatewayId))
                                                .toList())
                                .build());
    }

    public DeleteVpnGatewayResponse deleteVpnGateway(DeleteVpnGatewayRequest request) {
        VpnGateway gateway = live(request.vpnGatewayId());
        String id = gateway.vpnGatewayId();
        if (holds(gateway, each -> true)) {
            throw new AwsFailure(
                    "IncorrectState", "The vpnGateway '" + id + "' is attached to a VPC.");
        }
        Refusals.endDryRun(request.dryRun());
        table().put(gateway.toBuilder().state(VpnState.DELETED).vpcAttachments(List.of()).build());
        later(REMEMBERED, () -> table().remove(id));
        return DeleteVpnGatewayResponse.builder().build();
    }
}
