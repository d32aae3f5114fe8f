package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** What {@link LoadBalancer}s ask of AWS. */
final class LoadBalancerFootprint implements Footprint<LoadBalancer> {
    /**
     * Until a deleted one's network interfaces are gone. AWS names no time; what the handler waits
     * for usually.
     */
    private static final Duration GONE = Duration.ofMinutes(2);

    @Override
    public Class<LoadBalancer> type() {
        return LoadBalancer.class;
    }

    @Override
    public void look(LoadBalancer state, Effort effort) {
        BalancingEffort.call("DescribeLoadBalancers", effort);
        BalancingEffort.call("DescribeTags", effort);
        if (state.idleTimeoutSeconds() != null) {
            BalancingEffort.call("DescribeLoadBalancerAttributes", effort);
        }
    }

    /** Nothing waits until it is active: listeners can be added while it is provisioned. */
    @Override
    public void create(
            LoadBalancer wanted, Change.@Nullable Replace<LoadBalancer> instead, Effort effort) {
        String type = wanted.type().equals("network") ? "loadbalancer/net" : "loadbalancer/app";
        BalancingEffort.make("CreateLoadBalancer", type, effort)
                .times(BalancingEffort.attempts(wanted.name(), instead));
        BalancingEffort.call("DescribeTags", effort);
        BalancingEffort.change(
                "ModifyLoadBalancerAttributes", wanted.idleTimeoutSeconds() != null, effort);
    }

    @Override
    public void update(Found<LoadBalancer> found, LoadBalancer wanted, Diff diff, Effort effort) {
        BalancingEffort.change("SetSubnets", diff.has("subnets"), effort);
        BalancingEffort.change("SetSecurityGroups", diff.has("securityGroups"), effort);
        BalancingEffort.change(
                "ModifyLoadBalancerAttributes", diff.has("idleTimeoutSeconds"), effort);
        BalancingEffort.change("AddTags", diff.has("tags"), effort);
    }

    @Override
    public void delete(Found<LoadBalancer> found, Effort effort) {
        BalancingEffort.change("DeleteLoadBalancer", true, effort);
        BalancingEffort.call("DescribeLoadBalancers", effort).orMore();
        effort.ec2("DescribeNetworkInterfaces").orMore();
        effort.takes(GONE);
    }

    @Override
    public List<Quota<LoadBalancer>> quotas() {
        return List.of(
                quota(
                        "L-53DA6B97",
                        "Application Load Balancers per Region",
                        LoadBalancerTypeEnum.APPLICATION),
                quota(
                        "L-69A177A2",
                        "Network Load Balancers per Region",
                        LoadBalancerTypeEnum.NETWORK));
    }

    private static Quota<LoadBalancer> quota(String code, String name, LoadBalancerTypeEnum type) {
        return new Quota<>(
                BalancingEffort.SERVICE,
                code,
                name,
                50,
                (clients, plan) ->
                        clients
                                .loadBalancing()
                                .describeLoadBalancersPaginator()
                                .loadBalancers()
                                .stream()
                                .filter(each -> each.type() == type)
                                .count());
    }
}
