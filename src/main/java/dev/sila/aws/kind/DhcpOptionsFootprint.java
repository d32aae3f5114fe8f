package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import org.jspecify.annotations.Nullable;

/** What {@link DhcpOptions} ask of AWS. */
final class DhcpOptionsFootprint implements Footprint<DhcpOptions> {
    @Override
    public Class<DhcpOptions> type() {
        return DhcpOptions.class;
    }

    @Override
    public void look(DhcpOptions state, Effort effort) {
        effort.ec2("DescribeDhcpOptions");
    }

    @Override
    public void create(
            DhcpOptions wanted, Change.@Nullable Replace<DhcpOptions> instead, Effort effort) {
        effort.ec2("CreateDhcpOptions").makes("dhcp-options");
    }

    @Override
    public void update(Found<DhcpOptions> found, DhcpOptions wanted, Diff diff, Effort effort) {
        effort.ec2("CreateTags").marked();
    }

    @Override
    public void delete(Found<DhcpOptions> found, Effort effort) {
        effort.ec2("DeleteDhcpOptions").marked();
    }
}
