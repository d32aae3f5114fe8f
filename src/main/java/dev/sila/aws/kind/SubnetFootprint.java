package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link Subnet}s ask of AWS. */
final class SubnetFootprint implements Footprint<Subnet> {
    @Override
    public Class<Subnet> type() {
        return Subnet.class;
    }

    @Override
    public void look(Subnet state, Effort effort) {
        effort.ec2("DescribeSubnets");
    }

    @Override
    public void create(Subnet wanted, Change.@Nullable Replace<Subnet> instead, Effort effort) {
        effort.ec2("CreateSubnet").makes("subnet").marked();
        modify(Boolean.TRUE.equals(wanted.mapPublicIpOnLaunch()), effort);
    }

    private static void modify(boolean needed, Effort effort) {
        effort.ec2("ModifySubnetAttribute").times(needed ? 1 : 0).marked();
    }

    @Override
    public void update(Found<Subnet> found, Subnet wanted, Diff diff, Effort effort) {
        modify(diff.has("mapPublicIpOnLaunch") && wanted.mapPublicIpOnLaunch() != null, effort);
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<Subnet> found, Effort effort) {
        effort.ec2("DeleteSubnet").marked();
    }

    @Override
    public List<Quota<Subnet>> quotas() {
        return List.of(
                new Quota<>("vpc", "L-407747CB", "Subnets per VPC", 200, Censuses.subnets()));
    }
}
