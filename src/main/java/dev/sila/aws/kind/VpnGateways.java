package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DescribeVpnGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.VpcAttachment;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/** The virtual private gateways that bear an environment's name, and what they are attached to. */
final class VpnGateways {
    private static final Set<AttachmentStatus> HELD =
            Set.of(AttachmentStatus.ATTACHING, AttachmentStatus.ATTACHED);

    private static final Duration USUALLY = Duration.ofSeconds(30);

    /** Asiaq waits as long. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Ec2Client ec2;
    private final Waiter waiter;

    VpnGateways(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /** Those whose {@code Name} tag is exactly this; AWS does not page them. */
    List<VpnGateway> named(String name) {
        DescribeVpnGatewaysRequest request =
                DescribeVpnGatewaysRequest.builder()
                        .filters(
                                Filter.builder().name("tag:Name").values(name).build(),
                                Filter.builder()
                                        .name("state")
                                        .values("pending", "available")
                                        .build())
                        .build();
        return ec2.describeVpnGateways(request).vpnGateways();
    }

    /** The gateway; empty if it is gone. */
    Optional<VpnGateway> of(String id) {
        DescribeVpnGatewaysRequest request =
                DescribeVpnGatewaysRequest.builder().vpnGatewayIds(id).build();
        return AwsErrors.orIfGone(
                Optional.empty(),
                () -> ec2.describeVpnGateways(request).vpnGateways().stream().findFirst());
    }

    /** The VPC that it is attached to, or being attached to. */
    static Optional<String> vpc(VpnGateway gateway) {
        return attachment(gateway, HELD::contains).map(VpcAttachment::vpcId);
    }

    static Optional<VpcAttachment> attachment(
            VpnGateway gateway, Predicate<AttachmentStatus> state) {
        return gateway.vpcAttachments().stream().filter(each -> state.test(each.state())).findAny();
    }

    /** Returns when routes can lead to the gateway. */
    void awaitAttached(String id) {
        waiter.until(
                new Wait("VPN gateway " + id + " to be attached", USUALLY, LIMIT),
                () -> is(id, AttachmentStatus.ATTACHED));
    }

    /** Returns when the VPC it was attached to can go, and when it can be attached to another. */
    void awaitDetached(String id) {
        waiter.until(
                new Wait("VPN gateway " + id + " to be detached", USUALLY, LIMIT),
                () -> !is(id, AttachmentStatus.DETACHING));
    }

    private boolean is(String id, AttachmentStatus state) {
        return of(id).flatMap(each -> attachment(each, state::equals)).isPresent();
    }

    /**
     * The environment's one gateway.
     *
     * @throws ProblemException if there is none, or more than one
     */
    static VpnGateway only(String environment, List<VpnGateway> named) {
        if (named.size() == 1) {
            return named.getFirst();
        }
        String where = "vpn gateway attachment " + environment;
        if (named.isEmpty()) {
            throw new ProblemException(
                    Problem.error(
                            where,
                            "there is no virtual private gateway whose Name tag is "
                                    + environment
                                    + ".",
                            "Whoever sets up the Direct Connect or VPN connection makes it; tag it"
                                    + " (aws ec2 create-tags --resources vgw-... --tags Key=Name,Value="
                                    + environment
                                    + "), or take the vgw_routes out of disco_vpc.ini."));
        }
        String ids = named.stream().map(VpnGateway::vpnGatewayId).collect(Collectors.joining(", "));
        throw new ProblemException(
                Problem.error(
                        where,
                        "several virtual private gateways have the Name tag "
                                + environment
                                + ": "
                                + ids
                                + ".",
                        "Leave the tag on the one that belongs to the environment."));
    }

    static ProblemException elsewhere(String environment, VpnGateway gateway, String vpc) {
        return new ProblemException(
                Problem.error(
                        "vpn gateway attachment " + environment,
                        gateway.vpnGatewayId()
                                + " is attached to "
                                + vpc
                                + ", which is not this environment's.",
                        "If it shall belong to this environment, detach it there (aws ec2"
                                + " detach-vpn-gateway), then run the same command again."));
    }
}
