package dev.sila.localcloud.service.elbv2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetIpAddressTypeResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;

/** What of a load balancer can change. */
public final class LoadBalancerSettings {
    private final Elb elb;
    private final Placement placement;

    LoadBalancerSettings(Elb elb, Placement placement) {
        this.elb = elb;
        this.placement = placement;
    }

    public SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        placement.place(
                entry,
                placement.check(
                        placement.subnetIds(request.subnets(), request.subnetMappings()),
                        entry.groups,
                        false));
        elb.refresh();
        return SetSubnetsResponse.builder()
                .availabilityZones(entry.model().availabilityZones())
                .ipAddressType(entry.addressType)
                .build();
    }

    public SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        if (request.securityGroups().isEmpty()) {
            throw Names.invalid("At least one security group must be specified");
        }
        entry.groups = placement.groups(request.securityGroups(), entry.vpcId());
        entry.interfaces.values().forEach(each -> elb.subnets.interfaceGroups(each, entry.groups));
        return SetSecurityGroupsResponse.builder().securityGroupIds(entry.groups).build();
    }

    public SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        if (request.ipAddressType() != IpAddressType.IPV4) {
            throw Names.invalid(
                    "The local cloud has only the IP address type 'ipv4', not '"
                            + request.ipAddressTypeAsString()
                            + "' yet");
        }
        return SetIpAddressTypeResponse.builder().ipAddressType(entry.addressType).build();
    }

    public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
            DescribeLoadBalancerAttributesRequest request) {
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(attributes(elb.balancer(request.loadBalancerArn())))
                .build();
    }

    public ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
            ModifyLoadBalancerAttributesRequest request) {
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        for (LoadBalancerAttribute each : request.attributes()) {
            Attributes.check(
                    Attributes.LOAD_BALANCER_DEFAULTS, "Load balancer", each.key(), each.value());
        }
        request.attributes().forEach(each -> entry.attributes.put(each.key(), each.value()));
        long idle =
                Long.parseLong(entry.attributes.getOrDefault("idle_timeout.timeout_seconds", "60"));
        entry.live.idleTimeout(Duration.ofSeconds(idle));
        return ModifyLoadBalancerAttributesResponse.builder().attributes(attributes(entry)).build();
    }

    private static List<LoadBalancerAttribute> attributes(LoadBalancerEntry entry) {
        List<LoadBalancerAttribute> all = new ArrayList<>();
        entry.attributes.forEach((key, value) ->
                all.add(LoadBalancerAttribute.builder().key(key).value(value).build()));
        return all;
    }
}
