package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Filters;
import dev.sila.aws.PeeringConnections;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Marks;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;

/** Brings peering connections through their life: to be active, and to their end. */
final class PeeringCalls {
    private final Ec2Client ec2;
    private final Waiter waiter;

    PeeringCalls(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /** The connections that exist, or will. */
    List<VpcPeeringConnection> live(Filter... filters) {
        DescribeVpcPeeringConnectionsRequest request =
                DescribeVpcPeeringConnectionsRequest.builder()
                        .filters(filters)
                        .maxResults(1000)
                        .build();
        return ec2.describeVpcPeeringConnectionsPaginator(request).vpcPeeringConnections().stream()
                .filter(each -> !PeeringConnections.ended(each))
                .toList();
    }

    /** The one that a run for the neighbour has made since this plan. */
    String madeMeanwhile(String name, List<String> vpcs) {
        List<VpcPeeringConnection> between =
                live(
                        Filters.of("requester-vpc-info.vpc-id", vpcs),
                        Filters.of("accepter-vpc-info.vpc-id", vpcs));
        for (VpcPeeringConnection each : between) {
            if (AwsTags.fromEc2(each.tags()).values().containsKey(Marks.PEER)) {
                return each.vpcPeeringConnectionId();
            }
        }
        throw new ProblemException(
                Problem.error(
                        "peering connection " + name,
                        "the two VPCs are peered already, by "
                                + between.stream()
                                        .map(VpcPeeringConnection::vpcPeeringConnectionId)
                                        .toList()
                                + ", which Sila did not make; AWS allows one between two VPCs.",
                        "Delete that one, then run the same command again."));
    }

    /** Accepts it as soon as AWS takes that, and returns when it is active. */
    void establish(String id, String name) {
        Wait wait = Wait.brief("peering connection " + name + " (" + id + ") to be active", 10);
        waiter.until(
                wait,
                () -> {
                    Optional<VpcPeeringConnection> now = now(id);
                    now.filter(PeeringConnections::ended).ifPresent(each -> ended(name, each));
                    String status =
                            now.map(each -> each.status().codeAsString()).orElse("not yet visible");
                    if (status.equals("pending-acceptance")) {
                        accept(id);
                    }
                    return status.equals(PeeringConnection.ACTIVE);
                });
    }

    private static void ended(String name, VpcPeeringConnection connection) {
        throw new ProblemException(
                Problem.error(
                        "peering connection " + name,
                        "AWS did not make it: "
                                + connection.status().message()
                                + " ("
                                + connection.status().codeAsString()
                                + ").",
                        "The address ranges of two peered VPCs must not overlap, and both VPCs must"
                                + " exist; then run the same command again."));
    }

    private Optional<VpcPeeringConnection> now(String id) {
        DescribeVpcPeeringConnectionsRequest request =
                DescribeVpcPeeringConnectionsRequest.builder().vpcPeeringConnectionIds(id).build();
        return AwsErrors.orIfGone(
                Optional.empty(),
                () ->
                        ec2.describeVpcPeeringConnections(request).vpcPeeringConnections().stream()
                                .findFirst());
    }

    private void accept(String id) {
        unlessMovedOn(() ->
                ec2.acceptVpcPeeringConnection(
                        AcceptVpcPeeringConnectionRequest.builder()
                                .vpcPeeringConnectionId(id)
                                .build()));
    }

    /** Its state may have changed since it was looked at; the next look tells. */
    private static void unlessMovedOn(Runnable call) {
        try {
            call.run();
        } catch (Ec2Exception e) {
            boolean moved = "InvalidStateTransition".equals(AwsErrors.code(e));
            if (!moved && !AwsErrors.notFound(e)) {
                throw e;
            }
        }
    }

    private static boolean isGoing(VpcPeeringConnection connection) {
        return connection.status().code() == VpcPeeringConnectionStateReasonCode.DELETING;
    }

    /** Deletes it, and returns when it is no more. */
    void end(String id, String name) {
        Wait wait = Wait.brief("peering connection " + name + " (" + id + ") to end", 10);
        waiter.until(
                wait,
                () -> {
                    Optional<VpcPeeringConnection> now = now(id);
                    if (now.filter(each -> !PeeringConnections.ended(each)).isPresent()) {
                        unlessMovedOn(() ->
                                ec2.deleteVpcPeeringConnection(
                                        DeleteVpcPeeringConnectionRequest.builder()
                                                .vpcPeeringConnectionId(id)
                                                .build()));
                        return false;
                    }
                    return now.filter(PeeringCalls::isGoing).isEmpty();
                });
    }
}
