package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AcceptVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Brings peering connections through their life: to be active, and to their end. */
final class PeeringCalls {
    /** The states of a connection that exists: VPC peering guide, "connection lifecycle". */
    private static final Set<String> LIVE =
            Set.of(
                    "initiating-request",
                    "pending-acceptance",
                    "provisioning",
                    PeeringConnection.ACTIVE);

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
                .filter(PeeringCalls::isLive)
                .toList();
    }

    private static boolean isLive(VpcPeeringConnection connection) {
        return LIVE.contains(connection.status().codeAsString());
    }

    /** The one that a run for the neighbour has made since this plan. */
    String madeMeanwhile(String name, List<String> vpcs) {
        List<VpcPeeringConnection> between =
                live(
                        filter("requester-vpc-info.vpc-id", vpcs),
                        filter("accepter-vpc-info.vpc-id", vpcs));
        for (VpcPeeringConnection each : between) {
            if (AwsTags.fromEc2(each.tags()).values().containsKey(AwsTags.PEER)) {
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

    private static Filter filter(String name, List<String> values) {
        return Filter.builder().name(name).values(values).build();
    }

    /** Accepts it as soon as AWS takes that, and returns when it is active. */
    void establish(String id, String name) {
        Wait wait = Wait.brief("peering connection " + name + " (" + id + ") to be active", 10);
        waiter.until(
                wait,
                () -> {
                    Optional<VpcPeeringConnection> now = now(id);
                    now.filter(each -> !isLive(each)).ifPresent(each -> ended(name, each));
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
        try {
            return ec2
                    .describeVpcPeeringConnections(
                            DescribeVpcPeeringConnectionsRequest.builder()
                                    .vpcPeeringConnectionIds(id)
                                    .build())
                    .vpcPeeringConnections()
                    .stream()
                    .findFirst();
        } catch (Ec2Exception e) {
            if (AwsErrors.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
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

    /** Deletes it, and returns when it is no more. */
    void end(String id, String name) {
        Wait wait = Wait.brief("peering connection " + name + " (" + id + ") to end", 10);
        waiter.until(
                wait,
                () -> {
                    Optional<String> status = now(id).map(each -> each.status().codeAsString());
                    if (status.filter(LIVE::contains).isPresent()) {
                        unlessMovedOn(() ->
                                ec2.deleteVpcPeeringConnection(
                                        DeleteVpcPeeringConnectionRequest.builder()
                                                .vpcPeeringConnectionId(id)
                                                .build()));
                        return false;
                    }
                    return !status.equals(Optional.of("deleting"));
                });
    }
}
