package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Vpc}s ask of AWS. */
final class VpcFootprint implements Footprint<Vpc> {
    @Override
    public Class<Vpc> type() {
        return Vpc.class;
    }

    @Override
    public void look(Vpc state, Effort effort) {
        effort.ec2("DescribeVpcs");
        effort.ec2("DescribeVpcAttribute").times(2);
    }

    @Override
    public void create(Vpc wanted, Change.@Nullable Replace<Vpc> instead, Effort effort) {
        effort.ec2("CreateVpc").makes("vpc");
        boolean noSupport = Boolean.FALSE.equals(wanted.dnsSupport());
        boolean hostnames = Boolean.TRUE.equals(wanted.dnsHostnames());
        change(noSupport, hostnames, wanted.dhcpOptions() != null, effort);
    }

    private static void change(boolean support, boolean hostnames, boolean dhcp, Effort effort) {
        effort.ec2("ModifyVpcAttribute").times((support ? 1 : 0) + (hostnames ? 1 : 0)).marked();
        effort.ec2("AssociateDhcpOptions").times(dhcp ? 1 : 0).marked();
    }

    @Override
    public void update(Found<Vpc> found, Vpc wanted, Diff diff, Effort effort) {
        change(
                diff.has("dnsSupport") && wanted.dnsSupport() != null,
                diff.has("dnsHostnames") && wanted.dnsHostnames() != null,
                diff.has("dhcpOptions") && wanted.dhcpOptions() != null,
                effort);
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<Vpc> found, Effort effort) {
        effort.ec2("DeleteVpc").marked();
    }

    @Override
    public List<Quota<Vpc>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc",
                        "L-F678F1CE",
                        "VPCs per Region",
                        5,
                        (clients, plan) ->
                                clients.ec2().describeVpcsPaginator().vpcs().stream().count()));
    }
}
