package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Permission;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@link VpnGatewayAttachment}s ask of AWS. */
final class VpnGatewayAttachmentFootprint implements Footprint<VpnGatewayAttachment> {
    /** Until it is attached or detached: what the handler waits for usually. */
    private static final Duration SETTLED = Duration.ofSeconds(30);

    @Override
    public Class<VpnGatewayAttachment> type() {
        return VpnGatewayAttachment.class;
    }

    @Override
    public void look(VpnGatewayAttachment state, Effort effort) {
        effort.ec2("DescribeVpnGateways");
    }

    @Override
    public void create(
            VpnGatewayAttachment wanted,
            Change.@Nullable Replace<VpnGatewayAttachment> instead,
            Effort effort) {
        effort.ec2("DescribeVpnGateways").times(2).orMore();
        change("AttachVpnGateway", effort);
    }

    /** The VPC is the environment's; the gateway is somebody else's and bears its name. */
    private static void change(String action, Effort effort) {
        effort.ec2(action)
                .marked()
                .and(
                        new Permission(
                                "ec2:" + action,
                                "arn:aws:ec2:*:*:vpn-gateway/*",
                                Map.of("aws:ResourceTag/Name", effort.scope().environment())));
        effort.takes(SETTLED);
    }

    /** Nothing of it can change in place. */
    @Override
    public void update(
            Found<VpnGatewayAttachment> found,
            VpnGatewayAttachment wanted,
            Diff diff,
            Effort effort) {}

    @Override
    public void delete(Found<VpnGatewayAttachment> found, Effort effort) {
        change("DetachVpnGateway", effort);
        effort.ec2("DescribeVpnGateways").orMore();
    }
}
