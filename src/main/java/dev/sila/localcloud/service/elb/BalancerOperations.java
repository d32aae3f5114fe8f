package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Footprint;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Names;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;

/** Making, listing and deleting classic balancers. */
public final class BalancerOperations {
    private final Classic classic;
    private final Zones zones;
    private final ListenerOperations listeners;
    private final Living living;

    BalancerOperations(Classic classic, Zones zones, ListenerOperations listeners, Living living) {
        this.classic = classic;
        this.zones = zones;
        this.listeners = listeners;
        this.living = living;
    }

    public CreateLoadBalancerResponse createLoadBalancer(CreateLoadBalancerRequest request) {
        incomplete(request);
        Names.check("LoadBalancer", request.loadBalancerName());
        if (request.listeners().isEmpty()) {
            throw invalid("At least one listener must be specified");
        }
        String scheme = request.scheme() == null ? "internet-facing" : request.scheme();
        if (!scheme.equals("internal") && !scheme.equals("internet-facing")) {
            throw new AwsFailure("InvalidScheme", "Invalid Scheme: " + scheme);
        }
        List<Listener> wanted = listeners.complete(request.listeners());
        BalancerEntry same = classic.balancers.get(request.loadBalancerName());
        Set<String> held = same == null ? Set.of() : same.place.subnetIds();
        List<SubnetFacts> subnets = zones.wanted(request, held);
        String vpcId = subnets.getFirst().vpcId();
        if (!scheme.equals("internal")) {
            classic.placement.reached(vpcId);
        }
        classic.placement.groups(request.securityGroups(), vpcId);
        List<String> groups =
                request.securityGroups().isEmpty()
                        ? List.of(classic.network.defaultSecurityGroup(vpcId))
                        : request.securityGroups();
        BalancerEntry entry;
        if (same == null) {
            entry = create(request, scheme, wanted);
            entry.place.move(subnets, groups);
            living.follow(entry);
        } else {
            entry = unchanged(same, scheme, wanted, subnets);
        }
        return CreateLoadBalancerResponse.builder()
                .dnsName(entry.live.address().getHostAddress())
                .build();
    }

    private BalancerEntry create(
            CreateLoadBalancerRequest request, String scheme, List<Listener> wanted) {
        if (classic.balancers.size() >= classic.limit(Limits.CLASSIC_BALANCERS)) {
            throw new AwsFailure(
                    "TooManyLoadBalancers",
                    "The quota for the number of load balancers has been reached");
        }
        String name = request.loadBalancerName();
        listeners.room(wanted.size());
        classic.tags.check("", TagOperations.given(request.tags()));
        HealthCheck check = HealthCheckRules.standard(wanted.getFirst().instancePort());
        BalancerEntry entry =
                new BalancerEntry(
                        new BalancerEntry.Birth(
                                name,
                                scheme,
                                classic.foundation.timeline().now(),
                                classic.foundation.realm().region(),
                                classic.foundation.realm().account()),
                        classic.traffic.open(name),
                        new Footprint(classic.network, "ELB " + name),
                        classic.traffic.pool(
                                new InstanceCircumstances(classic, name),
                                HealthCheckRules.living(check)),
                        check);
        wanted.forEach(each -> listeners.add(entry, each));
        classic.balancers.put(name, entry);
        classic.tags.put(name, TagOperations.given(request.tags()));
        return entry;
    }

    private static BalancerEntry unchanged(
            BalancerEntry known, String scheme, List<Listener> wanted, List<SubnetFacts> subnets) {
        Set<Listener> now =
                known.listeners.values().stream()
                        .map(each -> each.model)
                        .collect(Collectors.toSet());
        boolean equal =
                known.birth.scheme().equals(scheme)
                        && now.equals(new HashSet<>(wanted))
                        && known.place
                                .subnetIds()
                                .equals(
                                        subnets.stream()
                                                .map(SubnetFacts::id)
                                                .collect(Collectors.toSet()));
        if (!equal) {
            throw new AwsFailure(
                    "DuplicateLoadBalancerName",
                    "LoadBalancer '"
                            + known.name()
                            + "' already exists and it is configured with other parameters");
        }
        return known;
    }

    public DescribeLoadBalancersResponse describeLoadBalancers(
            DescribeLoadBalancersRequest request) {
        request.loadBalancerNames().forEach(classic::balancer);
        List<BalancerEntry> found =
                classic.balancers.values().stream()
                        .filter(each ->
                                request.loadBalancerNames().isEmpty()
                                        || request.loadBalancerNames().contains(each.name()))
                        .toList();
        Pages<BalancerEntry> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancerDescriptions(
                        page.items().stream().map(each -> each.model(classic.network)).toList())
                .nextMarker(page.next())
                .build();
    }

    /** Idempotent: what is not there is deleted already. */
    public DeleteLoadBalancerResponse deleteLoadBalancer(DeleteLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancers.remove(request.loadBalancerName());
        if (entry != null) {
            entry.live.close();
            entry.pool.close();
            entry.place.leave(classic.foundation.timeline());
            classic.tags.forget(entry.name());
        }
        return DeleteLoadBalancerResponse.builder().build();
    }
}
