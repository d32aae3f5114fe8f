package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DnsEntry;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ServiceDetail;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Endpoints that are interfaces in subnets, one in a zone at most. */
final class InterfaceEndpoints {
    private static final Duration PENDING = Duration.ofSeconds(60);
    private static final Duration DELETING = Duration.ofSeconds(60);
    private static final String DELETED = "deleting";

    /** The hosted zone that AWS keeps these names in, in us-east-1. */
    private static final String HOSTED_ZONE = "Z7HUB22UULQXV";

    private final Store store;
    private final EndpointServices services;
    private final NetworkInterfaces interfaces;
    private final Vpcs vpcs;

    InterfaceEndpoints(
            Store store, EndpointServices services, NetworkInterfaces interfaces, Vpcs vpcs) {
        this.store = store;
        this.services = services;
        this.interfaces = interfaces;
        this.vpcs = vpcs;
    }

    VpcEndpoint create(VpcEndpoint blank, CreateVpcEndpointRequest request) {
        ServiceDetail service = services.named(blank.serviceName(), ServiceType.INTERFACE);
        if (!request.routeTableIds().isEmpty()) {
            throw Endpoints.parameter(
                    "Route table IDs are only supported for Gateway type VPC Endpoint.");
        }
        boolean named = service.privateDnsName() != null;
        boolean privateDns = Objects.requireNonNullElse(request.privateDnsEnabled(), named);
        checkNames(blank, service, privateDns);
        long present =
                store.network()
                        .endpoints()
                        .rows()
                        .filter(each -> each.vpcId().equals(blank.vpcId()))
                        .filter(each -> each.vpcEndpointType() == VpcEndpointType.INTERFACE)
                        .count();
        store.checkQuota(NetworkQuotas.INTERFACE_ENDPOINTS, present, "VpcEndpointLimitExceeded");
        List<Subnet> subnets = subnets(blank, request.subnetIds(), List.of());
        List<GroupIdentifier> groups = groups(blank, request.securityGroupIds());
        Refusals.endDryRun(request.dryRun());
        VpcEndpoint made =
                placed(
                        blank.toBuilder()
                                .vpcEndpointType(VpcEndpointType.INTERFACE)
                                .state("pending")
                                .privateDnsEnabled(privateDns)
                                .routeTableIds(List.of())
                                .subnetIds(List.of())
                                .networkInterfaceIds(List.of())
                                .groups(
                                        groups.stream()
                                                .map(InterfaceEndpoints::identifier)
                                                .toList())
                                .build(),
                        subnets,
                        groups);
        String id = made.vpcEndpointId();
        store.foundation().timeline().after(PENDING, () -> available(id));
        return made;
    }

    private void available(String id) {
        store.network()
                .endpoints()
                .find(id)
                .filter(each -> each.stateAsString().equals("pending"))
                .map(each -> each.toBuilder().state(Endpoints.AVAILABLE).build())
                .ifPresent(store.network().endpoints()::put);
    }

    private static SecurityGroupIdentifier identifier(GroupIdentifier group) {
        return SecurityGroupIdentifier.builder()
                .groupId(group.groupId())
                .groupName(group.groupName())
                .build();
    }

    private void checkNames(VpcEndpoint endpoint, ServiceDetail service, boolean privateDns) {
        if (!privateDns) {
            return;
        }
        String vpc = endpoint.vpcId();
        if (service.privateDnsName() == null) {
            throw Endpoints.parameter(
                    "Private DNS can't be enabled because the service %s does not provide a private DNS name."
                            .formatted(endpoint.serviceName()));
        }
        if (!vpcs.resolvesAndNames(vpc)) {
            throw Endpoints.parameter(
                    "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC"
                            + " attributes set to true for "
                            + vpc);
        }
        boolean conflict =
                store.network()
                        .endpoints()
                        .rows()
                        .filter(each -> !each.vpcEndpointId().equals(endpoint.vpcEndpointId()))
                        .filter(each -> each.vpcId().equals(vpc))
                        .filter(each -> each.serviceName().equals(endpoint.serviceName()))
                        .anyMatch(VpcEndpoint::privateDnsEnabled);
        if (conflict) {
            throw Endpoints.parameter(
                    "private-dns-enabled cannot be set because there is already a conflicting DNS domain for %s in the VPC %s"
                            .formatted(service.privateDnsName(), vpc));
        }
    }

    private List<Subnet> subnets(VpcEndpoint endpoint, List<String> ids, List<String> present) {
        List<Subnet> added = ids.stream().distinct().map(store.subnets()::get).toList();
        Set<String> zones =
                present.stream()
                        .map(each -> store.subnets().get(each).availabilityZone())
                        .collect(Collectors.toSet());
        for (Subnet subnet : added) {
            if (!subnet.vpcId().equals(endpoint.vpcId())) {
                throw Endpoints.parameter(
                        "Subnet %s does not belong to VPC %s"
                                .formatted(subnet.subnetId(), endpoint.vpcId()));
            }
            if (!zones.add(subnet.availabilityZone())) {
                throw new AwsFailure(
                        "DuplicateSubnetsInSameZone",
                        "Found another VPC endpoint subnet in the availability zone of "
                                + subnet.subnetId());
            }
            if (interfaces.freeCount(subnet) < 1) {
                throw NetworkInterfaces.noAddresses();
            }
        }
        return added;
    }

    private List<GroupIdentifier> groups(VpcEndpoint endpoint, List<String> ids) {
        Subnet anywhere = Subnet.builder().vpcId(endpoint.vpcId()).build();
        return interfaces.checkedGroups(anywhere, ids);
    }

    /** The endpoint with an interface in each of these subnets too. */
    private VpcEndpoint placed(
            VpcEndpoint endpoint, List<Subnet> subnets, List<GroupIdentifier> groups) {
        List<String> subnetIds = new ArrayList<>(endpoint.subnetIds());
        List<String> cards = new ArrayList<>(endpoint.networkInterfaceIds());
        for (Subnet subnet : subnets) {
            NetworkInterface card =
                    interfaces.take(
                            subnet,
                            groups,
                            "VPC Endpoint Interface " + endpoint.vpcEndpointId(),
                            NetworkInterfaceType.VPC_ENDPOINT,
                            null);
            subnetIds.add(subnet.subnetId());
            cards.add(card.networkInterfaceId());
        }
        return put(endpoint.toBuilder().subnetIds(subnetIds).networkInterfaceIds(cards).build());
    }

    private VpcEndpoint put(VpcEndpoint endpoint) {
        VpcEndpoint whole = endpoint.toBuilder().dnsEntries(names(endpoint)).build();
        store.network().endpoints().put(whole);
        return whole;
    }

    private List<DnsEntry> names(VpcEndpoint endpoint) {
        ServiceDetail service = services.named(endpoint.serviceName(), ServiceType.INTERFACE);
        String host = endpoint.vpcEndpointId() + "-" + endpoint.vpcEndpointId().substring(6, 14);
        String domain = "." + service.baseEndpointDnsNames().getFirst();
        Stream<String> zonal =
                endpoint.subnetIds().stream()
                        .map(each -> store.subnets().get(each).availabilityZone())
                        .map(zone -> host + "-" + zone + domain);
        Stream<String> own =
                endpoint.privateDnsEnabled() ? Stream.of(service.privateDnsName()) : Stream.of();
        return Stream.of(Stream.of(host + domain), zonal, own)
                .flatMap(each -> each)
                .map(each -> DnsEntry.builder().dnsName(each).hostedZoneId(HOSTED_ZONE).build())
                .toList();
    }

    void modify(VpcEndpoint row, ModifyVpcEndpointRequest request) {
        if (!request.addRouteTableIds().isEmpty() || !request.removeRouteTableIds().isEmpty()) {
            throw Endpoints.parameter(
                    "Route table IDs are only supported for Gateway type VPC Endpoint.");
        }
        boolean privateDns =
                Objects.requireNonNullElse(request.privateDnsEnabled(), row.privateDnsEnabled());
        ServiceDetail service = services.named(row.serviceName(), ServiceType.INTERFACE);
        checkNames(row, service, privateDns);
        List<String> left =
                row.subnetIds().stream()
                        .filter(each -> !request.removeSubnetIds().contains(each))
                        .toList();
        List<Subnet> added =
                subnets(
                        row,
                        request.addSubnetIds().stream()
                                .filter(each -> !left.contains(each))
                                .toList(),
                        left);
        Set<String> ids = new LinkedHashSet<>();
        row.groups().forEach(each -> ids.add(each.groupId()));
        request.removeSecurityGroupIds().forEach(ids::remove);
        ids.addAll(request.addSecurityGroupIds());
        List<GroupIdentifier> groups = groups(row, List.copyOf(ids));
        Refusals.endDryRun(request.dryRun());
        List<String> cards = withdraw(row, left);
        cards.forEach(each ->
                store.interfaces().change(each, card -> card.toBuilder().groups(groups).build()));
        placed(
                row.toBuilder()
                        .subnetIds(left)
                        .networkInterfaceIds(cards)
                        .groups(groups.stream().map(InterfaceEndpoints::identifier).toList())
                        .privateDnsEnabled(privateDns)
                        .build(),
                added,
                groups);
    }

    /** Gives back the interfaces that are in none of these subnets; the others remain. */
    private List<String> withdraw(VpcEndpoint row, List<String> subnetIds) {
        List<String> left = new ArrayList<>();
        for (String card : row.networkInterfaceIds()) {
            if (subnetIds.contains(store.interfaces().get(card).subnetId())) {
                left.add(card);
            } else {
                interfaces.abandon(card);
            }
        }
        return left;
    }

    void delete(VpcEndpoint row) {
        if (row.stateAsString().equals(DELETED)) {
            return;
        }
        String id = row.vpcEndpointId();
        store.network().endpoints().put(row.toBuilder().state(DELETED).build());
        store.foundation().timeline().after(DELETING, () -> end(id));
    }

    private void end(String id) {
        store.network()
                .endpoints()
                .find(id)
                .ifPresent(row -> row.networkInterfaceIds().forEach(interfaces::release));
        store.network().endpoints().remove(id);
    }
}
