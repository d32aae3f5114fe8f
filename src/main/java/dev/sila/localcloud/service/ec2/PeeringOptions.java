package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcPeeringConnectionOptionsResponse;
import software.amazon.awssdk.services.ec2.model.PeeringConnectionOptionsRequest;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** What each side of an active peering connection lets the other do. */
public final class PeeringOptions {
    private final Store store;

    PeeringOptions(Store store) {
        this.store = store;
    }

    public ModifyVpcPeeringConnectionOptionsResponse modifyVpcPeeringConnectionOptions(
            ModifyVpcPeeringConnectionOptionsRequest request) {
        VpcPeeringConnection row = store.network().peerings().get(request.vpcPeeringConnectionId());
        if (request.requesterPeeringConnectionOptions() == null
                && request.accepterPeeringConnectionOptions() == null) {
            throw Refusals.missing("requesterPeeringConnectionOptions");
        }
        if (row.status().code() != VpcPeeringConnectionStateReasonCode.ACTIVE) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "Peering %s is not active. Peering options can be added only to active peerings."
                            .formatted(row.vpcPeeringConnectionId()));
        }
        VpcPeeringConnectionVpcInfo requester =
                with(row.requesterVpcInfo(), request.requesterPeeringConnectionOptions());
        VpcPeeringConnectionVpcInfo accepter =
                with(row.accepterVpcInfo(), request.accepterPeeringConnectionOptions());
        Refusals.endDryRun(request.dryRun());
        store.network()
                .peerings()
                .put(row.toBuilder().requesterVpcInfo(requester).accepterVpcInfo(accepter).build());
        ModifyVpcPeeringConnectionOptionsResponse.Builder answer =
                ModifyVpcPeeringConnectionOptionsResponse.builder();
        if (request.requesterPeeringConnectionOptions() != null) {
            answer.requesterPeeringConnectionOptions(
                    options -> Reshape.copy(requester.peeringOptions(), options));
        }
        if (request.accepterPeeringConnectionOptions() != null) {
            answer.accepterPeeringConnectionOptions(
                    options -> Reshape.copy(accepter.peeringOptions(), options));
        }
        return answer.build();
    }

    private static VpcPeeringConnectionVpcInfo with(
            VpcPeeringConnectionVpcInfo side, @Nullable PeeringConnectionOptionsRequest asked) {
        if (asked == null) {
            return side;
        }
        Refusals.supportedOnly(asked, Set.of("AllowDnsResolutionFromRemoteVpc"));
        return side.toBuilder()
                .peeringOptions(Reshape.copy(asked, side.peeringOptions().toBuilder()).build())
                .build();
    }
}
