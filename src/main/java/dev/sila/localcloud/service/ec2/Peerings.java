package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsResponse;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.RejectVpcPeeringConnectionResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionOptionsDescription;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReason;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/**
 * Peering connections between two VPCs of the account (VPC peering guide, "VPC peering connection
 * lifecycle"). A request to another account or region fails as one does that names a VPC wrongly.
 */
public final class Peerings {
    private static final Duration INITIATING = Duration.ofSeconds(2);
    private static final Duration PROVISIONING = Duration.ofSeconds(3);
    private static final Duration EXPIRES = Duration.ofDays(7);
    private static final Duration REMEMBERED = Duration.ofHours(2);
    private static final Duration EXPIRED_REMEMBERED = Duration.ofDays(2);

    private final Store store;

    Peerings(Store store) {
        this.store = store;
    }

    private Table<VpcPeeringConnection> table() {
        return store.network().peerings();
    }

    private Instant now() {
        return store.foundation().timeline().now();
    }

    public CreateVpcPeeringConnectionResponse createVpcPeeringConnection(
            CreateVpcPeeringConnectionRequest request) {
        Vpc requester = store.vpcs().get(request.vpcId());
        String peer = Refusals.required(request.peerVpcId(), "peerVpcId");
        ResourceKind.VPC.check(peer);
        refuseSecond(requester.vpcId(), peer);
        store.checkQuota(
                NetworkQuotas.PEERING_REQUESTS,
                in(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE).count(),
                "OutstandingVpcPeeringConnectionLimitExceeded");
        checkActive(requester.vpcId());
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.VPC_PEERING_CONNECTION);
        Refusals.endDryRun(request.dryRun());
        VpcPeeringConnection made = initiated(requester, request);
        table().put(made);
        String id = made.vpcPeeringConnectionId();
        store.tags().add(id, tags);
        if (accepter(made).filter(each -> !overlap(requester, each)).isPresent()) {
            request(id);
        } else {
            fail(id);
        }
        return CreateVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(table().tagged(made))
                .build();
    }

    private VpcPeeringConnection initiated(
            Vpc requester, CreateVpcPeeringConnectionRequest request) {
        String here = store.foundation().realm().region();
        String owner = Objects.requireNonNullElse(request.peerOwnerId(), store.account());
        return VpcPeeringConnection.builder()
                .vpcPeeringConnectionId(store.newId(ResourceKind.VPC_PEERING_CONNECTION))
                .requesterVpcInfo(info(requester))
                .accepterVpcInfo(
                        VpcPeeringConnectionVpcInfo.builder()
                                .vpcId(request.peerVpcId())
                                .ownerId(owner)
                                .region(Objects.requireNonNullElse(request.peerRegion(), here))
                                .build())
                .expirationTime(now().plus(EXPIRES))
                .status(
                        status(
                                VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST,
                                "Initiating Request to " + owner))
                .build();
    }

    /** The other VPC, if it is one of this account and region. */
    private Optional<Vpc> accepter(VpcPeeringConnection peering) {
        VpcPeeringConnectionVpcInfo asked = peering.accepterVpcInfo();
        boolean here =
                asked.ownerId().equals(store.account())
                        && asked.region().equals(store.foundation().realm().region());
        return here ? store.vpcs().find(asked.vpcId()) : Optional.empty();
    }

    private void refuseSecond(String vpcId, String peer) {
        boolean exists =
                Stream.concat(
                                in(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE),
                                in(VpcPeeringConnectionStateReasonCode.ACTIVE))
                        .anyMatch(each -> joins(each, vpcId) && joins(each, peer));
        if (exists) {
            throw new AwsFailure(
                    "VpcPeeringConnectionAlreadyExists",
                    "A VPC peering connection between %s and %s already exists."
                            .formatted(vpcId, peer));
        }
    }

    private Stream<VpcPeeringConnection> in(VpcPeeringConnectionStateReasonCode code) {
        return table().rows().filter(each -> each.status().code() == code);
    }

    private void checkActive(String vpcId) {
        Quota quota = NetworkQuotas.PEERINGS;
        store.checkQuota(
                quota,
                in(VpcPeeringConnectionStateReasonCode.ACTIVE)
                        .filter(each -> joins(each, vpcId))
                        .count(),
                "ActiveVpcPeeringConnectionPerVpcLimitExceeded");
    }

    private static boolean joins(VpcPeeringConnection peering, String vpcId) {
        return peering.requesterVpcInfo().vpcId().equals(vpcId)
                || peering.accepterVpcInfo().vpcId().equals(vpcId);
    }

    private static boolean overlap(Vpc one, Vpc other) {
        return VpcCidrBlocks.of(one)
                .anyMatch(each -> VpcCidrBlocks.of(other).anyMatch(each::overlaps));
    }

    private VpcPeeringConnectionVpcInfo info(Vpc vpc) {
        return VpcPeeringConnectionVpcInfo.builder()
                .vpcId(vpc.vpcId())
                .ownerId(store.account())
                .region(store.foundation().realm().region())
                .cidrBlock(vpc.cidrBlock())
                .cidrBlockSet(
                        VpcCidrBlocks.of(vpc)
                                .map(each -> CidrBlock.builder().cidrBlock(each.toString()).build())
                                .toList())
                .peeringOptions(
                        VpcPeeringConnectionOptionsDescription.builder()
                                .allowDnsResolutionFromRemoteVpc(false)
                                .allowEgressFromLocalClassicLinkToRemoteVpc(false)
                                .allowEgressFromLocalVpcToRemoteClassicLink(false)
                                .build())
                .build();
    }

    private static VpcPeeringConnectionStateReason status(
            VpcPeeringConnectionStateReasonCode code, String message) {
        return VpcPeeringConnectionStateReason.builder().code(code).message(message).build();
    }

    private void later(
            Duration onAws,
            String id,
            VpcPeeringConnectionStateReasonCode from,
            Consumer<VpcPeeringConnection> then) {
        store.foundation()
                .timeline()
                .after(
                        onAws,
                        () ->
                                table().find(id)
                                        .filter(each -> each.status().code() == from)
                                        .ifPresent(then));
    }

    private VpcPeeringConnection enter(
            VpcPeeringConnection row, VpcPeeringConnectionStateReasonCode code, String message) {
        VpcPeeringConnection changed = row.toBuilder().status(status(code, message)).build();
        table().put(changed);
        return changed;
    }

    /** For a while after its end, a connection is still listed. */
    private VpcPeeringConnection end(
            VpcPeeringConnection row, VpcPeeringConnectionStateReasonCode code, String message) {
        String id = row.vpcPeeringConnectionId();
        Duration listed =
                code == VpcPeeringConnectionStateReasonCode.EXPIRED
                        ? EXPIRED_REMEMBERED
                        : REMEMBERED;
        later(listed, id, code, gone -> table().remove(id));
        return enter(row, code, message);
    }

    private void request(String id) {
        later(
                INITIATING,
                id,
                VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST,
                row ->
                        enter(
                                row,
                                VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
                                "Pending Acceptance by " + row.accepterVpcInfo().ownerId()));
        later(
                EXPIRES,
                id,
                VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
                row -> end(row, VpcPeeringConnectionStateReasonCode.EXPIRED, "Expired"));
    }

    private void fail(String id) {
        later(
                INITIATING,
                id,
                VpcPeeringConnectionStateReasonCode.INITIATING_REQUEST,
                row ->
                        end(
                                row,
                                VpcPeeringConnectionStateReasonCode.FAILED,
                                "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR"
                                        + " range"));
    }

    public DescribeVpcPeeringConnectionsResponse describeVpcPeeringConnections(
            DescribeVpcPeeringConnectionsRequest request) {
        Page<VpcPeeringConnection> page =
                table().page(Selection.of(request.vpcPeeringConnectionIds(), request));
        return DescribeVpcPeeringConnectionsResponse.builder()
                .vpcPeeringConnections(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private VpcPeeringConnection inState(
            @Nullable String id, List<VpcPeeringConnectionStateReasonCode> states, String to) {
        VpcPeeringConnection row = table().get(id);
        if (!states.contains(row.status().code())) {
            throw new AwsFailure(
                    "InvalidStateTransition",
                    "Invalid state transition for %s, attempting to transition from %s to %s"
                            .formatted(
                                    row.vpcPeeringConnectionId(), row.status().codeAsString(), to));
        }
        return row;
    }

    public AcceptVpcPeeringConnectionResponse acceptVpcPeeringConnection(
            AcceptVpcPeeringConnectionRequest request) {
        VpcPeeringConnection row =
                inState(
                        request.vpcPeeringConnectionId(),
                        List.of(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE),
                        "active");
        checkActive(row.accepterVpcInfo().vpcId());
        Vpc accepter = store.vpcs().get(row.accepterVpcInfo().vpcId());
        Refusals.endDryRun(request.dryRun());
        VpcPeeringConnection accepted =
                enter(
                        row.toBuilder()
                                .accepterVpcInfo(info(accepter))
                                .expirationTime(null)
                                .build(),
                        VpcPeeringConnectionStateReasonCode.PROVISIONING,
                        "Provisioning");
        later(
                PROVISIONING,
                row.vpcPeeringConnectionId(),
                VpcPeeringConnectionStateReasonCode.PROVISIONING,
                each -> enter(each, VpcPeeringConnectionStateReasonCode.ACTIVE, "Active"));
        return AcceptVpcPeeringConnectionResponse.builder()
                .vpcPeeringConnection(table().tagged(accepted))
                .build();
    }

    public RejectVpcPeeringConnectionResponse rejectVpcPeeringConnection(
            RejectVpcPeeringConnectionRequest request) {
        VpcPeeringConnection row =
                inState(
                        request.vpcPeeringConnectionId(),
                        List.of(VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE),
                        "rejected");
        Refusals.endDryRun(request.dryRun());
        end(row, VpcPeeringConnectionStateReasonCode.REJECTED, "Rejected by " + store.account());
        return RejectVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    public DeleteVpcPeeringConnectionResponse deleteVpcPeeringConnection(
            DeleteVpcPeeringConnectionRequest request) {
        VpcPeeringConnection row =
                inState(
                        request.vpcPeeringConnectionId(),
                        List.of(
                                VpcPeeringConnectionStateReasonCode.PENDING_ACCEPTANCE,
                                VpcPeeringConnectionStateReasonCode.PROVISIONING,
                                VpcPeeringConnectionStateReasonCode.ACTIVE),
                        "deleted");
        Refusals.endDryRun(request.dryRun());
        end(row, VpcPeeringConnectionStateReasonCode.DELETED, "Deleted by " + store.account());
        return DeleteVpcPeeringConnectionResponse.builder().returnValue(true).build();
    }

    /** The active connection between two VPCs, over which rules may name the other's groups. */
    static Optional<VpcPeeringConnection> between(Store store, String one, String other) {
        return store.network()
                .peerings()
                .rows()
                .filter(each -> each.status().code() == VpcPeeringConnectionStateReasonCode.ACTIVE)
                .filter(each -> joins(each, one) && joins(each, other))
                .findFirst();
    }
}
