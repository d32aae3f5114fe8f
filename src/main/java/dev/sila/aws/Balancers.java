package dev.sila.aws;

import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;

/** Load balancers as clients see them. */
public final class Balancers {
    private final ElasticLoadBalancingV2Client loadBalancing;

    public Balancers(ElasticLoadBalancingV2Client loadBalancing) {
        this.loadBalancing = loadBalancing;
    }

    /**
     * The DNS name of the balancer with this ARN; on the local cloud an address of this machine.
     */
    public String dnsName(String arn) {
        return loadBalancing
                .describeLoadBalancers(
                        DescribeLoadBalancersRequest.builder().loadBalancerArns(arn).build())
                .loadBalancers()
                .getFirst()
                .dnsName();
    }
}
