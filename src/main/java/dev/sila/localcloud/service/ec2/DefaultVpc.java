package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.Set;
import java.util.stream.LongStream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultSubnetResponse;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateDefaultVpcResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * The VPC that every new account has, and that can be made again when it was deleted:
 * 172.31.0.0/16, a public /20 in each zone and a way out (VPC user guide, "Default VPCs").
 */
public final class DefaultVpc {
    private static final Cidr RANGE = Cidr.parse("172.31.0.0/16").orElseThrow();
    private static final int SHARE = 20;

    private final Store store;
    private final Vpcs vpcs;
    private final Subnets subnets;
    private final Zones zones;
    private final InternetGateways internetGateways;
    private final Routes routes;

    DefaultVpc(
            Store store,
            Vpcs vpcs,
            Subnets subnets,
            Zones zones,
            InternetGateways internetGateways,
            Routes routes) {
        this.store = store;
        this.vpcs = vpcs;
        this.subnets = subnets;
        this.zones = zones;
        this.internetGateways = internetGateways;
        this.routes = routes;
    }

    /** Makes it, which must not be there. */
    String make() {
        String vpc = vpcs.make(RANGE, Tenancy.DEFAULT, true);
        zones.all().toList().forEach(each -> subnets.make(vpc, free(vpc), each, true));
        InternetGateway gateway = internetGateways.make();
        internetGateways.attach(gateway, vpc);
        routes.createRoute(
                CreateRouteRequest.builder()
                        .routeTableId(mainTable(vpc))
                        .destinationCidrBlock("0.0.0.0/0")
                        .gatewayId(gateway.internetGatewayId())
                        .build());
        return vpc;
    }

    private String mainTable(String vpcId) {
        return store.routeTables()
                .rows()
                .filter(each -> each.vpcId().equals(vpcId))
                .filter(each -> each.associations().stream().anyMatch(RouteTableAssociation::main))
                .map(RouteTable::routeTableId)
                .findFirst()
                .orElseThrow();
    }

    /** The first /20 of the VPC that no subnet overlaps. */
    private Cidr free(String vpcId) {
        long step = 1L << (32 - SHARE);
        return LongStream.iterate(RANGE.first(), each -> each <= RANGE.last(), each -> each + step)
                .mapToObj(first -> new Cidr(first, SHARE))
                .filter(share ->
                        store.subnets()
                                .rows()
                                .filter(each -> each.vpcId().equals(vpcId))
                                .noneMatch(each -> Subnets.range(each).overlaps(share)))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidSubnet.Conflict",
                                "The default VPC has no free range for a default subnet."));
    }

    public CreateDefaultVpcResponse createDefaultVpc(CreateDefaultVpcRequest request) {
        store.defaultVpc()
                .ifPresent(vpc -> {
                    throw new AwsFailure(
                            "DefaultVpcAlreadyExists",
                            "A Default VPC already exists for this account in this region.");
                });
        store.checkQuota(NetworkQuotas.VPCS, store.vpcs().rows().count(), "VpcLimitExceeded");
        Refusals.endDryRun(request.dryRun());
        Vpc vpc = store.vpcs().get(make());
        return CreateDefaultVpcResponse.builder().vpc(store.vpcs().tagged(vpc)).build();
    }

    public CreateDefaultSubnetResponse createDefaultSubnet(CreateDefaultSubnetRequest request) {
        Refusals.supportedOnly(request, Set.of("AvailabilityZone", "AvailabilityZoneId", "DryRun"));
        if (request.availabilityZone() == null && request.availabilityZoneId() == null) {
            throw Refusals.missing("availabilityZone");
        }
        AvailabilityZone zone =
                zones.named(request.availabilityZone(), request.availabilityZoneId());
        String vpc =
                store.defaultVpc()
                        .map(Vpc::vpcId)
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "DefaultVpcDoesNotExist",
                                        "No default VPC exists for this account in this region."));
        store.subnets()
                .rows()
                .filter(Subnet::defaultForAz)
                .filter(each -> each.availabilityZone().equals(zone.zoneName()))
                .forEach(each -> {
                    throw new AwsFailure(
                            "DefaultSubnetAlreadyExistsInAvailabilityZone",
                            "'%s' is already the default subnet in %s."
                                    .formatted(each.subnetId(), zone.zoneName()));
                });
        Cidr share = free(vpc);
        Refusals.endDryRun(request.dryRun());
        Subnet made = subnets.make(vpc, share, zone, true);
        return CreateDefaultSubnetResponse.builder()
                .subnet(store.subnets().tagged(subnets.counted(made)))
                .build();
    }
}
