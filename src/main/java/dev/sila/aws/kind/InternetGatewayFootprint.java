package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link InternetGateway}s ask of AWS. */
final class InternetGatewayFootprint implements Footprint<InternetGateway> {
    @Override
    public Class<InternetGateway> type() {
        return InternetGateway.class;
    }

    @Override
    public void look(InternetGateway state, Effort effort) {
        effort.ec2("DescribeInternetGateways");
    }

    @Override
    public void create(
            InternetGateway wanted,
            Change.@Nullable Replace<InternetGateway> instead,
            Effort effort) {
        effort.ec2("CreateInternetGateway").makes("internet-gateway");
        effort.ec2("AttachInternetGateway").times(wanted.vpc() == null ? 0 : 1).marked();
    }

    @Override
    public void update(
            Found<InternetGateway> found, InternetGateway wanted, Diff diff, Effort effort) {
        if (diff.has("vpc") && wanted.vpc() != null) {
            // Both are repeated while something in the old VPC still has a public address.
            effort.ec2("DescribeInternetGateways").orMore();
            detach(found, effort).orMore();
            effort.ec2("AttachInternetGateway").marked();
        }
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    private static Effort.Call detach(Found<InternetGateway> found, Effort effort) {
        boolean attached = found.state().vpc() != null;
        return effort.ec2("DetachInternetGateway").times(attached ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<InternetGateway> found, Effort effort) {
        // Both are repeated while something in the VPC still has a public address.
        effort.ec2("DescribeInternetGateways").orMore();
        detach(found, effort).orMore();
        effort.ec2("DeleteInternetGateway").marked();
    }

    @Override
    public List<Quota<InternetGateway>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc",
                        "L-A4707A72",
                        "Internet gateways per Region",
                        5,
                        (clients, plan) ->
                                clients
                                        .ec2()
                                        .describeInternetGatewaysPaginator()
                                        .internetGateways()
                                        .stream()
                                        .count()));
    }
}
