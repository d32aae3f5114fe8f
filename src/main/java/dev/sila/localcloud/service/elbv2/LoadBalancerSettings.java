package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.notYet;

import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import dev.sila.localcloud.service.elbv2.AttributeTable.Change;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Places places;

    LoadBalancerSettings(Elb elb, Places places) {
        this.elb = elb;
        this.places = places;
    }

    public SetSubnetsResponse setSubnets(SetSubnetsRequest request) {
        incomplete(request);
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        notYet(request.enablePrefixForIpv6SourceNat() != null, "IPv6 source NAT prefixes");
        Set<String> held = new HashSet<>(entry.place.subnetIds());
        List<SubnetFacts> subnets =
                places.subnets(request.subnets(), request.subnetMappings(), !entry.network(), held);
        if (!subnets.getFirst().vpcId().equals(entry.place.vpcId())) {
            throw AttributeTable.conflict(
                    "The subnets must be in the VPC of the load balancer: " + entry.place.vpcId());
        }
        IpAddressType type = TargetGroupRules.or(request.ipAddressType(), entry.addressType);
        places.addressType(type, subnets);
        entry.addressType = type;
        entry.place.move(subnets, entry.place.groups());
        elb.refresh();
        return SetSubnetsResponse.builder()
                .availabilityZones(entry.model().availabilityZones())
                .ipAddressType(entry.addressType)
                .build();
    }

    public SetSecurityGroupsResponse setSecurityGroups(SetSecurityGroupsRequest request) {
        incomplete(request);
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        notYet(
                request.enforceSecurityGroupInboundRulesOnPrivateLinkTraffic() != null,
                "rules for PrivateLink traffic");
        if (request.securityGroups().isEmpty()) {
            throw invalid("At least one security group must be specified");
        }
        if (entry.network() && entry.place.groups().isEmpty()) {
            throw AttributeTable.conflict(
                    "Security groups cannot be set on a Network Load Balancer that was created"
                            + " without any");
        }
        entry.place.regroup(
                places.groups(request.securityGroups(), entry.place.vpcId(), !entry.network()));
        return SetSecurityGroupsResponse.builder().securityGroupIds(entry.place.groups()).build();
    }

    public SetIpAddressTypeResponse setIpAddressType(SetIpAddressTypeRequest request) {
        incomplete(request);
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        places.addressType(request.ipAddressType(), entry.place.subnets());
        entry.addressType = request.ipAddressType();
        return SetIpAddressTypeResponse.builder().ipAddressType(entry.addressType).build();
    }

    public DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
            DescribeLoadBalancerAttributesRequest request) {
        incomplete(request);
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(attributes(elb.balancer(request.loadBalancerArn())))
                .build();
    }

    public ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
            ModifyLoadBalancerAttributesRequest request) {
        incomplete(request);
        LoadBalancerEntry entry = elb.balancer(request.loadBalancerArn());
        List<Change> changes =
                request.attributes().stream()
                        .map(each -> new Change(each.key(), each.value()))
                        .toList();
        Map<String, String> after = entry.table.changed(entry.attributes, changes);
        BalancerAttributes.check(entry, after);
        entry.attributes.putAll(after);
        entry.applyAttributes();
        elb.refresh();
        return ModifyLoadBalancerAttributesResponse.builder().attributes(attributes(entry)).build();
    }

    private static List<LoadBalancerAttribute> attributes(LoadBalancerEntry entry) {
        return entry.attributes.entrySet().stream()
                .map(each ->
                        LoadBalancerAttribute.builder()
                                .key(each.getKey())
                                .value(each.getValue())
                                .build())
                .toList();
    }
}
