package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.ServiceType;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Endpoints that route tables lead to by a prefix list. */
final class GatewayEndpoints {
    private final Store store;
    private final EndpointServices services;
    private final PrefixLists prefixLists;

    GatewayEndpoints(Store store, EndpointServices services, PrefixLists prefixLists) {
        this.store = store;
        this.services = services;
        this.prefixLists = prefixLists;
    }

    VpcEndpoint create(VpcEndpoint blank, CreateVpcEndpointRequest request) {
        services.named(blank.serviceName(), ServiceType.GATEWAY);
        if (!request.subnetIds().isEmpty() || !request.securityGroupIds().isEmpty()) {
            throw Endpoints.parameter(
                    "SubnetIds and SecurityGroupIds are not supported for Gateway VPC endpoints.");
        }
        if (Boolean.TRUE.equals(request.privateDnsEnabled())) {
            throw Endpoints.parameter("Private DNS is not supported for Gateway VPC endpoints.");
        }
        long present =
                store.network()
                        .endpoints()
                        .rows()
                        .filter(each -> each.vpcEndpointType() == VpcEndpointType.GATEWAY)
                        .count();
        store.checkQuota(NetworkQuotas.GATEWAY_ENDPOINTS, present, "VpcEndpointLimitExceeded");
        request.routeTableIds().forEach(each -> check(blank, each));
        Refusals.endDryRun(request.dryRun());
        Set<String> tables = new LinkedHashSet<>(request.routeTableIds());
        VpcEndpoint made =
                blank.toBuilder()
                        .vpcEndpointType(VpcEndpointType.GATEWAY)
                        .state(Endpoints.AVAILABLE)
                        .routeTableIds(tables)
                        .subnetIds(List.of())
                        .groups(List.of())
                        .networkInterfaceIds(List.of())
                        .dnsEntries(List.of())
                        .privateDnsEnabled(false)
                        .build();
        store.network().endpoints().put(made);
        tables.forEach(each -> addRoute(made, each));
        return made;
    }

    private String list(VpcEndpoint endpoint) {
        String service =
                endpoint.serviceName().substring(endpoint.serviceName().lastIndexOf('.') + 1);
        return prefixLists.ofService(service).prefixListId();
    }

    private void check(VpcEndpoint endpoint, String tableId) {
        RouteTable table = store.routeTables().get(tableId);
        if (!table.vpcId().equals(endpoint.vpcId())) {
            throw Endpoints.parameter(
                    "Route table %s does not belong to VPC %s"
                            .formatted(tableId, endpoint.vpcId()));
        }
        String list = list(endpoint);
        if (table.routes().stream().anyMatch(each -> list.equals(each.destinationPrefixListId()))) {
            throw new AwsFailure(
                    "RouteAlreadyExists",
                    "route table %s already has a route with destination-prefix-list-id %s"
                            .formatted(tableId, list));
        }
    }

    private void addRoute(VpcEndpoint endpoint, String tableId) {
        Route route =
                Route.builder()
                        .destinationPrefixListId(list(endpoint))
                        .gatewayId(endpoint.vpcEndpointId())
                        .origin(RouteOrigin.CREATE_ROUTE)
                        .state(RouteState.ACTIVE)
                        .build();
        RouteTable table = store.routeTables().get(tableId);
        List<Route> routes = new ArrayList<>(table.routes());
        routes.add(route);
        store.routeTables().put(table.toBuilder().routes(routes).build());
    }

    private void removeRoute(VpcEndpoint endpoint, String tableId) {
        store.routeTables()
                .change(
                        tableId,
                        table ->
                                table.toBuilder()
                                        .routes(
                                                table.routes().stream()
                                                        .filter(each -> !leads(each, endpoint))
                                                        .toList())
                                        .build());
    }

    private static boolean leads(Route route, VpcEndpoint endpoint) {
        return endpoint.vpcEndpointId().equals(route.gatewayId());
    }

    void modify(VpcEndpoint row, ModifyVpcEndpointRequest request) {
        if (!request.addSubnetIds().isEmpty()
                || !request.removeSubnetIds().isEmpty()
                || !request.addSecurityGroupIds().isEmpty()
                || !request.removeSecurityGroupIds().isEmpty()) {
            throw Endpoints.parameter(
                    "Subnets and security groups are not supported for Gateway VPC endpoints.");
        }
        Set<String> tables = new LinkedHashSet<>(row.routeTableIds());
        for (String each : request.removeRouteTableIds()) {
            store.routeTables().get(each);
            tables.remove(each);
        }
        List<String> added =
                request.addRouteTableIds().stream().filter(each -> tables.add(each)).toList();
        added.forEach(each -> check(row, each));
        Refusals.endDryRun(request.dryRun());
        request.removeRouteTableIds().forEach(each -> removeRoute(row, each));
        added.forEach(each -> addRoute(row, each));
        store.network().endpoints().put(row.toBuilder().routeTableIds(tables).build());
    }

    void delete(VpcEndpoint row) {
        row.routeTableIds().forEach(each -> removeRoute(row, each));
        store.network().endpoints().remove(row.vpcEndpointId());
    }

    /** A route table goes; the endpoints that it led to serve it no more. */
    static void forget(Store store, String tableId) {
        store.network()
                .endpoints()
                .rows()
                .filter(each -> each.routeTableIds().contains(tableId))
                .forEach(each ->
                        store.network()
                                .endpoints()
                                .put(
                                        each.toBuilder()
                                                .routeTableIds(
                                                        each.routeTableIds().stream()
                                                                .filter(id -> !id.equals(tableId))
                                                                .toList())
                                                .build()));
    }
}
