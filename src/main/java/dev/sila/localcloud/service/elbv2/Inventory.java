package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.balancing.Refused;
import dev.sila.localcloud.service.balancing.SecurityPolicies;
import dev.sila.localcloud.service.balancing.SecurityPolicies.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Cipher;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeSslPoliciesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Limit;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SslPolicy;

/** What AWS offers to the account: limits and TLS policies. */
public final class Inventory {
    private final Elb elb;

    Inventory(Elb elb) {
        this.elb = elb;
    }

    public DescribeAccountLimitsResponse describeAccountLimits(
            DescribeAccountLimitsRequest request) {
        List<Limit> all =
                List.of(
                        limit("application-load-balancers", Limits.APPLICATION_BALANCERS),
                        limit("condition-values-per-alb-rule", Limits.CONDITION_VALUES),
                        limit("condition-wildcards-per-alb-rule", Limits.CONDITION_WILDCARDS),
                        limit(
                                "listeners-per-application-load-balancer",
                                Limits.APPLICATION_LISTENERS),
                        limit("listeners-per-network-load-balancer", Limits.NETWORK_LISTENERS),
                        limit("network-load-balancers", Limits.NETWORK_BALANCERS),
                        limit("rules-per-application-load-balancer", Limits.RULES),
                        limit("target-groups", Limits.TARGET_GROUPS),
                        limit(
                                "target-groups-per-action-on-application-load-balancer",
                                Limits.APPLICATION_ACTION_GROUPS),
                        limit(
                                "target-groups-per-action-on-network-load-balancer",
                                Limits.NETWORK_ACTION_GROUPS),
                        limit(
                                "target-groups-per-application-load-balancer",
                                Limits.APPLICATION_GROUPS));
        Pages<Limit> page = Pages.of(all, request.marker(), request.pageSize());
        return DescribeAccountLimitsResponse.builder()
                .limits(page.items())
                .nextMarker(page.next())
                .build();
    }

    private Limit limit(String name, Quota quota) {
        return Limit.builder().name(name).max(String.valueOf(elb.limit(quota))).build();
    }

    public DescribeSslPoliciesResponse describeSSLPolicies(DescribeSslPoliciesRequest request) {
        Refused.unknown(
                "loadBalancerType",
                request.loadBalancerTypeAsString(),
                List.of("application", "network", "gateway"));
        for (String name : request.names()) {
            if (SecurityPolicies.second(name).isEmpty()) {
                throw new AwsFailure("SSLPolicyNotFound", "SSL policy '" + name + "' not found");
            }
        }
        boolean gateway = "gateway".equals(request.loadBalancerTypeAsString());
        List<SslPolicy> all =
                (gateway ? Stream.<Policy>of() : SecurityPolicies.second().stream())
                        .filter(each ->
                                request.names().isEmpty() || request.names().contains(each.name()))
                        .map(Inventory::described)
                        .toList();
        Pages<SslPolicy> page = Pages.of(all, request.marker(), request.pageSize());
        return DescribeSslPoliciesResponse.builder()
                .sslPolicies(page.items())
                .nextMarker(page.next())
                .build();
    }

    private static SslPolicy described(Policy policy) {
        List<Cipher> ciphers = new ArrayList<>();
        IntStream.range(0, policy.ciphers().size())
                .forEach(index ->
                        ciphers.add(
                                Cipher.builder()
                                        .name(policy.ciphers().get(index))
                                        .priority(index + 1)
                                        .build()));
        return SslPolicy.builder()
                .name(policy.name())
                .sslProtocols(policy.protocols())
                .ciphers(ciphers)
                .supportedLoadBalancerTypes("application", "network")
                .build();
    }
}
