package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;

import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Pages;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesResponse;

/** The attributes of classic balancers and the limits of the account. */
public final class SettingOperations {
    private final Classic classic;
    private final Living living;

    SettingOperations(Classic classic, Living living) {
        this.classic = classic;
        this.living = living;
    }

    public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
            DescribeLoadBalancerAttributesRequest request) {
        incomplete(request);
        return DescribeLoadBalancerAttributesResponse.builder()
                .loadBalancerAttributes(classic.balancer(request.loadBalancerName()).attributes)
                .build();
    }

    public ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
            ModifyLoadBalancerAttributesRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        balancer.attributes =
                AttributeRules.changed(balancer.attributes, request.loadBalancerAttributes());
        living.follow(balancer);
        return ModifyLoadBalancerAttributesResponse.builder()
                .loadBalancerName(balancer.name())
                .loadBalancerAttributes(balancer.attributes)
                .build();
    }

    public DescribeAccountLimitsResponse describeAccountLimits(
            DescribeAccountLimitsRequest request) {
        List<Limit> all =
                List.of(
                        limit("classic-load-balancers", Limits.CLASSIC_BALANCERS),
                        limit("classic-listeners", Limits.CLASSIC_LISTENERS),
                        limit("classic-registered-instances", Limits.CLASSIC_INSTANCES));
        Pages<Limit> page = Pages.of(all, request.marker(), request.pageSize());
        return DescribeAccountLimitsResponse.builder()
                .limits(page.items())
                .nextMarker(page.next())
                .build();
    }

    private Limit limit(String name, Quota quota) {
        return Limit.builder().name(name).max(String.valueOf(classic.limit(quota))).build();
    }
}
