package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.service.balancing.Footprint;
import dev.sila.localcloud.service.balancing.HostedZones;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import dev.sila.localcloud.traffic.Balancer;
import dev.sila.localcloud.traffic.TargetKey;
import dev.sila.localcloud.traffic.TargetPool;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancing.model.BackendServerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.SourceSecurityGroup;

/** A classic load balancer and its living side. */
final class BalancerEntry {
    /** What never changes. */
    record Birth(String name, String scheme, Instant created, String region, String account) {}

    final Birth birth;
    final Balancer live;
    final Footprint place;
    final TargetPool pool;
    final Map<Integer, ListenerEntry> listeners = new TreeMap<>();
    final Map<String, Policy> policies = new LinkedHashMap<>();

    /** Names of policies by the port of instances. */
    final Map<Integer, List<String>> backends = new TreeMap<>();

    /** Those that are registered; one that drains is not. */
    final Set<String> instances = new LinkedHashSet<>();

    HealthCheck check;
    LoadBalancerAttributes attributes = AttributeRules.STANDARD;

    BalancerEntry(Birth birth, Balancer live, Footprint place, TargetPool pool, HealthCheck check) {
        this.birth = birth;
        this.live = live;
        this.place = place;
        this.pool = pool;
        this.check = check;
    }

    String name() {
        return birth.name();
    }

    Optional<Policy> policy(String name) {
        return Optional.ofNullable(policies.get(name));
    }

    /** An instance's registration: each listener has a port of its own for it. */
    static TargetKey key(String instanceId) {
        return new TargetKey(instanceId, 0);
    }

    /** As AWS describes it; the DNS name is the address on which it really listens. */
    LoadBalancerDescription model(Subnets network) {
        String name = live.address().getHostAddress();
        boolean internal = birth.scheme().equals("internal");
        return LoadBalancerDescription.builder()
                .loadBalancerName(name())
                .dnsName(name)
                .canonicalHostedZoneName(internal ? null : name)
                .canonicalHostedZoneNameID(HostedZones.common(birth.region()))
                .listenerDescriptions(
                        listeners.values().stream().map(ListenerEntry::described).toList())
                .policies(Policy.described(policies.values()))
                .backendServerDescriptions(backends())
                .availabilityZones(place.zones().stream().sorted().toList())
                .subnets(place.subnets().stream().map(SubnetFacts::id).toList())
                .vpcId(place.vpcId())
                .instances(instances.stream().map(BalancerEntry::instance).toList())
                .healthCheck(check)
                .sourceSecurityGroup(
                        SourceSecurityGroup.builder()
                                .ownerAlias(birth.account())
                                .groupName(network.nameOfSecurityGroup(place.groups().getFirst()))
                                .build())
                .securityGroups(place.groups())
                .createdTime(birth.created())
                .scheme(birth.scheme())
                .build();
    }

    private List<BackendServerDescription> backends() {
        return backends.entrySet().stream()
                .map(each ->
                        BackendServerDescription.builder()
                                .instancePort(each.getKey())
                                .policyNames(each.getValue())
                                .build())
                .toList();
    }

    static Instance instance(String id) {
        return Instance.builder().instanceId(id).build();
    }
}
