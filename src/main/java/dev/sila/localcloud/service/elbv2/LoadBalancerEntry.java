package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.service.elbv2.Subnets.SubnetFacts;
import dev.sila.localcloud.traffic.Balancer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** A load balancer and its living side. */
final class LoadBalancerEntry {
    final String arn;
    final String name;
    final LoadBalancerSchemeEnum scheme;
    final Instant created;
    final Balancer live;
    final Map<String, String> attributes = new TreeMap<>(Attributes.LOAD_BALANCER_DEFAULTS);

    /** Interface by subnet. */
    final Map<String, String> interfaces = new LinkedHashMap<>();

    final Map<Integer, ListenerEntry> listeners = new TreeMap<>();
    List<SubnetFacts> subnets = List.of();
    List<String> groups = List.of();
    IpAddressType addressType = IpAddressType.IPV4;
    boolean active;

    LoadBalancerEntry(
            String arn,
            String name,
            LoadBalancerSchemeEnum scheme,
            Instant created,
            Balancer live) {
        this.arn = arn;
        this.name = name;
        this.scheme = scheme;
        this.created = created;
        this.live = live;
    }

    String vpcId() {
        return subnets.getFirst().vpcId();
    }

    Set<String> zones() {
        return subnets.stream().map(SubnetFacts::zone).collect(Collectors.toSet());
    }

    /** {@code app/NAME/ID}, as in the ARN. */
    String path() {
        return arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
    }

    /** As AWS describes it; the DNS name is the address on which it really listens. */
    LoadBalancer model() {
        List<AvailabilityZone> zones = new ArrayList<>();
        for (SubnetFacts subnet : subnets) {
            zones.add(
                    AvailabilityZone.builder()
                            .zoneName(subnet.zone())
                            .subnetId(subnet.id())
                            .build());
        }
        return LoadBalancer.builder()
                .loadBalancerArn(arn)
                .dnsName(live.address().getHostAddress())
                .canonicalHostedZoneId("Z35SXDOTRQ7X7K")
                .createdTime(created)
                .loadBalancerName(name)
                .scheme(scheme)
                .vpcId(vpcId())
                .state(
                        LoadBalancerState.builder()
                                .code(
                                        active
                                                ? LoadBalancerStateEnum.ACTIVE
                                                : LoadBalancerStateEnum.PROVISIONING)
                                .build())
                .type(LoadBalancerTypeEnum.APPLICATION)
                .availabilityZones(zones)
                .securityGroups(groups)
                .ipAddressType(addressType)
                .build();
    }
}
