package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** NAT gateways come and go within minutes; AWS tells of a failure only by their state. */
final class NatGatewayStates {
    private static final Duration USUALLY_COMES = Duration.ofMinutes(2);
    private static final Duration USUALLY_GOES = Duration.ofMinutes(1);
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final Ec2Client ec2;
    private final Waiter waiter;

    NatGatewayStates(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /** The gateway; empty if it is not there, or not visible yet. */
    Optional<NatGateway> of(String id) {
        DescribeNatGatewaysRequest request =
                DescribeNatGatewaysRequest.builder().natGatewayIds(id).build();
        return AwsErrors.orIfGone(
                Optional.empty(),
                () -> ec2.describeNatGateways(request).natGateways().stream().findFirst());
    }

    /**
     * Returns when routes can lead to it.
     *
     * @throws ProblemException if it never will, with AWS's own reason
     */
    void awaitAvailable(String id, String name) {
        Wait wait =
                new Wait(
                        "NAT gateway " + name + " (" + id + ") to be available",
                        USUALLY_COMES,
                        LIMIT);
        NatGateway settled = waiter.untilPresent(wait, () -> of(id).filter(this::settled));
        if (settled.state() != NatGatewayState.AVAILABLE) {
            throw failed(settled, name);
        }
    }

    private boolean settled(NatGateway gateway) {
        return gateway.state() != NatGatewayState.PENDING;
    }

    private static ProblemException failed(NatGateway gateway, String name) {
        String what =
                gateway.state() == NatGatewayState.FAILED
                        ? "AWS could not make it (%s): %s (%s)."
                                .formatted(
                                        gateway.natGatewayId(),
                                        gateway.failureMessage(),
                                        gateway.failureCode())
                        : "somebody has deleted it (%s) while Sila waited for it."
                                .formatted(gateway.natGatewayId());
        return new ProblemException(
                Problem.error(
                        "nat gateway " + name,
                        what,
                        "Remove the cause, then run the same command again: it deletes the failed one"
                                + " and makes another."));
    }

    /** Returns when it has let go of its subnet and its address. */
    void awaitDeleted(String id, String name) {
        Wait wait =
                new Wait("NAT gateway " + name + " (" + id + ") to be gone", USUALLY_GOES, LIMIT);
        waiter.until(
                wait,
                () -> of(id).filter(each -> each.state() != NatGatewayState.DELETED).isEmpty());
    }
}
