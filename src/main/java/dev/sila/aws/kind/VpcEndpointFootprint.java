package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Permission;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** What {@link VpcEndpoint}s ask of AWS. */
final class VpcEndpointFootprint implements Footprint<VpcEndpoint> {
    /** Until one with interfaces is available, or gone: what the handler waits for usually. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    @Override
    public Class<VpcEndpoint> type() {
        return VpcEndpoint.class;
    }

    @Override
    public void look(VpcEndpoint state, Effort effort) {
        effort.ec2("DescribeVpcEndpoints");
    }

    private static boolean hasInterfaces(VpcEndpoint endpoint) {
        return endpoint.type().equals("Interface");
    }

    @Override
    public void create(
            VpcEndpoint wanted, Change.@Nullable Replace<VpcEndpoint> instead, Effort effort) {
        Effort.Call call = effort.ec2("CreateVpcEndpoint").makes("vpc-endpoint").marked();
        if (Boolean.TRUE.equals(wanted.privateDns())) {
            // Source: Service Authorization Reference, Amazon EC2, dependent actions.
            call.and(new Permission("route53:AssociateVPCWithHostedZone", "*", Map.of()));
        }
        effort.ec2("DescribeVpcEndpoints").orMore();
        effort.takes(hasInterfaces(wanted) ? SETTLED : Duration.ZERO);
    }

    @Override
    public void update(Found<VpcEndpoint> found, VpcEndpoint wanted, Diff diff, Effort effort) {
        if (diff.differences().stream().anyMatch(each -> !each.component().equals("tags"))) {
            effort.ec2("DescribeVpcEndpoints").orMore();
            effort.ec2("ModifyVpcEndpoint").marked();
        }
        effort.ec2("CreateTags").times(diff.has("tags") ? 1 : 0).marked();
    }

    @Override
    public void delete(Found<VpcEndpoint> found, Effort effort) {
        effort.ec2("DeleteVpcEndpoints").marked();
        effort.ec2("DescribeVpcEndpoints").orMore();
        if (hasInterfaces(found.state())) {
            effort.ec2("DescribeNetworkInterfaces").orMore();
            effort.takes(SETTLED);
        }
    }

    @Override
    public List<Quota<VpcEndpoint>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc",
                        "L-1B52E74A",
                        "Gateway VPC endpoints per Region",
                        20,
                        each -> each.type().equals("Gateway"),
                        (clients, plan) -> count(clients.ec2(), of("Gateway"))),
                new Quota<>(
                        "vpc",
                        "L-29B6F2EB",
                        "Interface VPC endpoints per VPC",
                        50,
                        VpcEndpointFootprint::hasInterfaces,
                        Censuses.inVpc((ec2, vpc) -> count(ec2, of("Interface"), vpc))));
    }

    private static Filter of(String type) {
        return Filter.builder().name("vpc-endpoint-type").values(type).build();
    }

    private static long count(Ec2Client ec2, Filter... filters) {
        return ec2
                .describeVpcEndpointsPaginator(request -> request.filters(filters))
                .vpcEndpoints()
                .stream()
                .count();
    }
}
