package dev.sila.localcloud.service.ec2;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/**
 * The VPC that every new account has: 172.31.0.0/16, a public /20 in each zone and a way out (VPC
 * user guide, "Default VPCs").
 */
record DefaultVpc(
        Vpcs vpcs,
        Subnets subnets,
        Zones zones,
        InternetGateways internetGateways,
        Routes routes,
        Store store) {

    void make() {
        Cidr range = Cidr.parse("172.31.0.0/16").orElseThrow();
        String vpc = vpcs.make(range, Tenancy.DEFAULT, true);
        List<AvailabilityZone> all = zones.all().toList();
        for (int index = 0; index < all.size(); index++) {
            Cidr share = new Cidr(range.first() + ((long) index << 12), 20);
            subnets.make(vpc, share, all.get(index), true);
        }
        InternetGateway gateway = internetGateways.make();
        internetGateways.attach(gateway, vpc);
        routes.createRoute(
                CreateRouteRequest.builder()
                        .routeTableId(store.routeTables().ids().getFirst())
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway.internetGatewayId())
                        .build());
    }
}
