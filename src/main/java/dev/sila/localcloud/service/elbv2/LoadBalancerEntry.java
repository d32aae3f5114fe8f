package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.service.balancing.Footprint;
import dev.sila.localcloud.service.balancing.HostedZones;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import dev.sila.localcloud.traffic.Balancer;
import dev.sila.localcloud.traffic.Forwarding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.IpAddressType;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerState;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerStateEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** A load balancer and its living side. */
final class LoadBalancerEntry {
    /** What never changes. */
    record Birth(
            String arn,
            String name,
            LoadBalancerTypeEnum type,
            LoadBalancerSchemeEnum scheme,
            Instant created,
            String region) {
        boolean network() {
            return type == LoadBalancerTypeEnum.NETWORK;
        }

        /** {@code app/NAME/ID} or {@code net/NAME/ID}, as in the ARN. */
        String path() {
            return arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
        }
    }

    final Birth birth;
    final String arn;
    final Balancer live;
    final Footprint place;
    final Map<String, ListenerEntry> listeners = new TreeMap<>();
    final AttributeTable table;
    final Map<String, String> attributes;
    IpAddressType addressType;
    boolean active;

    LoadBalancerEntry(Birth birth, Balancer live, Footprint place, IpAddressType addressType) {
        this.birth = birth;
        this.arn = birth.arn();
        this.live = live;
        this.place = place;
        this.addressType = addressType;
        boolean internal = birth.scheme() == LoadBalancerSchemeEnum.INTERNAL;
        this.table = BalancerAttributes.of(birth.network(), internal);
        this.attributes = table.defaults();
        applyAttributes();
    }

    String name() {
        return birth.name();
    }

    boolean network() {
        return birth.network();
    }

    /** Lets the living side follow the attributes. */
    void applyAttributes() {
        live.idleTimeout(
                Duration.ofSeconds(
                        Long.parseLong(
                                attributes.getOrDefault("idle_timeout.timeout_seconds", "350"))));
        live.forwarding(
                new Forwarding(
                        attributes.getOrDefault("routing.http.xff_header_processing.mode", ""),
                        is("routing.http.xff_client_port.enabled"),
                        is("routing.http.drop_invalid_header_fields.enabled")));
    }

    boolean is(String key) {
        return Boolean.parseBoolean(attributes.get(key));
    }

    boolean crossZone() {
        return is("load_balancing.cross_zone.enabled");
    }

    /** The target groups of all its rules, as often as they are named. */
    Stream<String> groups() {
        return listeners.values().stream()
                .flatMap(each -> each.allRules().stream())
                .flatMap(Elb::groupsOf);
    }

    /** As AWS describes it; the DNS name is the address on which it really listens. */
    LoadBalancer model() {
        List<AvailabilityZone> zones =
                place.subnets().stream().map(LoadBalancerEntry::zone).toList();
        String hostedZone =
                network()
                        ? HostedZones.network(birth.region())
                        : HostedZones.common(birth.region());
        LoadBalancerStateEnum state =
                active ? LoadBalancerStateEnum.ACTIVE : LoadBalancerStateEnum.PROVISIONING;
        return LoadBalancer.builder()
                .loadBalancerArn(arn)
                .dnsName(live.address().getHostAddress())
                .canonicalHostedZoneId(hostedZone)
                .createdTime(birth.created())
                .loadBalancerName(name())
                .scheme(birth.scheme())
                .vpcId(place.vpcId())
                .state(LoadBalancerState.builder().code(state).build())
                .type(birth.type())
                .availabilityZones(zones)
                .securityGroups(place.groups())
                .ipAddressType(addressType)
                .build();
    }

    private static AvailabilityZone zone(SubnetFacts subnet) {
        return AvailabilityZone.builder().zoneName(subnet.zone()).subnetId(subnet.id()).build();
    }
}
