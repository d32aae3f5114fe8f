package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link NetworkInterface}s ask of AWS. */
final class NetworkInterfaceFootprint implements Footprint<NetworkInterface> {
    @Override
    public Class<NetworkInterface> type() {
        return NetworkInterface.class;
    }

    @Override
    public void look(NetworkInterface state, Effort effort) {
        effort.ec2("DescribeNetworkInterfaces");
    }

    @Override
    public void create(
            NetworkInterface wanted,
            Change.@Nullable Replace<NetworkInterface> instead,
            Effort effort) {
        effort.ec2("CreateNetworkInterface").makes("network-interface").marked();
    }

    @Override
    public void update(
            Found<NetworkInterface> found, NetworkInterface wanted, Diff diff, Effort effort) {
        effort.ec2("ModifyNetworkInterfaceAttribute")
                .times(diff.has("securityGroups") ? 1 : 0)
                .marked();
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    /** A host that has it lets go of it when it ends. */
    @Override
    public void delete(Found<NetworkInterface> found, Effort effort) {
        effort.ec2("DescribeNetworkInterfaces").orMore();
        effort.ec2("DeleteNetworkInterface").marked();
    }

    @Override
    public List<Quota<NetworkInterface>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc",
                        "L-DF5E4CA3",
                        "Network interfaces per Region",
                        5000,
                        (clients, plan) ->
                                clients
                                        .ec2()
                                        .describeNetworkInterfacesPaginator()
                                        .networkInterfaces()
                                        .stream()
                                        .count()));
    }
}
