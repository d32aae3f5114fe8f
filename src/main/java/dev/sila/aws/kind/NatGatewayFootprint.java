package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What {@link NatGateway}s ask of AWS. */
final class NatGatewayFootprint implements Footprint<NatGateway> {
    /**
     * Until routes can lead to it, and until it has let go of its address: what the handler waits
     * for usually. AWS names no time but "a few minutes" (VPC user guide, "Work with NAT
     * gateways").
     */
    private static final Duration COMES = Duration.ofMinutes(2);

    private static final Duration GOES = Duration.ofMinutes(1);

    @Override
    public Class<NatGateway> type() {
        return NatGateway.class;
    }

    @Override
    public void look(NatGateway state, Effort effort) {
        effort.ec2("DescribeNatGateways");
        effort.ec2("DescribeAddresses");
    }

    @Override
    public void create(
            NatGateway wanted, Change.@Nullable Replace<NatGateway> instead, Effort effort) {
        effort.ec2("DescribeAddresses");
        Effort.Call call = effort.ec2("CreateNatGateway").makes("natgateway").marked();
        if (wanted.address() instanceof NatGateway.Static) {
            // The account's own addresses carry no mark.
            call.on("arn:aws:ec2:*:*:elastic-ip/*");
        }
        effort.ec2("DescribeNatGateways").orMore();
        effort.takes(COMES);
    }

    @Override
    public void update(Found<NatGateway> found, NatGateway wanted, Diff diff, Effort effort) {
        effort.ec2("CreateTags").marked();
    }

    @Override
    public void delete(Found<NatGateway> found, Effort effort) {
        effort.ec2("DeleteNatGateway").marked();
        effort.ec2("DescribeNatGateways").orMore();
        effort.takes(GOES);
    }
}
