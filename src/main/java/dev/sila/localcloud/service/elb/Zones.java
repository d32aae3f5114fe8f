package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AttachLoadBalancerToSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DetachLoadBalancerFromSubnetsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DisableAvailabilityZonesForLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DisableAvailabilityZonesForLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.EnableAvailabilityZonesForLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.EnableAvailabilityZonesForLoadBalancerResponse;

/** The subnets, zones and security groups of classic balancers. */
public final class Zones {
    private final Classic classic;
    private final Living living;

    Zones(Classic classic, Living living) {
        this.classic = classic;
        this.living = living;
    }

    /** The subnets that a new balancer asks for, by themselves or by zones of the default VPC. */
    List<SubnetFacts> wanted(CreateLoadBalancerRequest request, Set<String> held) {
        if (request.subnets().isEmpty() == request.availabilityZones().isEmpty()) {
            throw invalid("Either AvailabilityZones or SubnetIds must be specified");
        }
        List<String> ids =
                request.subnets().isEmpty()
                        ? defaults(request.availabilityZones())
                        : request.subnets();
        return classic.placement.subnets(ids, held);
    }

    private List<String> defaults(List<String> zones) {
        List<String> ids = new ArrayList<>();
        for (String zone : zones) {
            if (!classic.foundation.realm().zones().contains(zone)) {
                throw invalid("Invalid Availability Zone: " + zone);
            }
            ids.add(
                    classic.network
                            .defaultSubnet(zone)
                            .orElseThrow(() ->
                                    classic.placement.conflict(
                                            "There is no default subnet in " + zone))
                            .id());
        }
        return ids;
    }

    private void move(BalancerEntry entry, List<SubnetFacts> subnets) {
        entry.place.move(subnets, entry.place.groups());
        living.follow(entry);
    }

    public AttachLoadBalancerToSubnetsResponse attachLoadBalancerToSubnets(
            AttachLoadBalancerToSubnetsRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancer(request.loadBalancerName());
        attach(entry, request.subnets());
        return AttachLoadBalancerToSubnetsResponse.builder().subnets(ids(entry)).build();
    }

    private void attach(BalancerEntry entry, List<String> added) {
        List<String> all = new ArrayList<>(ids(entry));
        added.stream().filter(each -> !all.contains(each)).forEach(all::add);
        move(entry, classic.placement.subnets(all, Set.copyOf(entry.place.subnetIds())));
    }

    private static List<String> ids(BalancerEntry entry) {
        return entry.place.subnets().stream().map(SubnetFacts::id).toList();
    }

    public DetachLoadBalancerFromSubnetsResponse detachLoadBalancerFromSubnets(
            DetachLoadBalancerFromSubnetsRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancer(request.loadBalancerName());
        detach(
                entry,
                entry.place.subnets().stream()
                        .filter(each -> !request.subnets().contains(each.id()))
                        .toList());
        return DetachLoadBalancerFromSubnetsResponse.builder().subnets(ids(entry)).build();
    }

    private void detach(BalancerEntry entry, List<SubnetFacts> left) {
        if (left.isEmpty()) {
            throw classic.placement.conflict(
                    "A load balancer must be in at least one Availability Zone");
        }
        move(entry, left);
    }

    public EnableAvailabilityZonesForLoadBalancerResponse enableAvailabilityZonesForLoadBalancer(
            EnableAvailabilityZonesForLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancer(request.loadBalancerName());
        Set<String> enabled = entry.place.zones();
        attach(
                entry,
                defaults(
                        request.availabilityZones().stream()
                                .filter(each -> !enabled.contains(each))
                                .toList()));
        return EnableAvailabilityZonesForLoadBalancerResponse.builder()
                .availabilityZones(entry.place.zones().stream().sorted().toList())
                .build();
    }

    public DisableAvailabilityZonesForLoadBalancerResponse disableAvailabilityZonesForLoadBalancer(
            DisableAvailabilityZonesForLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancer(request.loadBalancerName());
        detach(
                entry,
                entry.place.subnets().stream()
                        .filter(each -> !request.availabilityZones().contains(each.zone()))
                        .toList());
        return DisableAvailabilityZonesForLoadBalancerResponse.builder()
                .availabilityZones(entry.place.zones().stream().sorted().toList())
                .build();
    }

    public ApplySecurityGroupsToLoadBalancerResponse applySecurityGroupsToLoadBalancer(
            ApplySecurityGroupsToLoadBalancerRequest request) {
        incomplete(request);
        BalancerEntry entry = classic.balancer(request.loadBalancerName());
        if (request.securityGroups().isEmpty()) {
            throw invalid("At least one security group must be specified");
        }
        classic.placement.groups(request.securityGroups(), entry.place.vpcId());
        entry.place.regroup(request.securityGroups());
        return ApplySecurityGroupsToLoadBalancerResponse.builder()
                .securityGroups(entry.place.groups())
                .build();
    }
}
