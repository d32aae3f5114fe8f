package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.HostnameType;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PrivateDnsNameOptionsOnLaunch;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Subnets. AWS keeps the first four addresses and the last one of each for itself. */
public final class Subnets {
    /** How many addresses of a subnet nobody gets (VPC user guide, "Subnet CIDR blocks"). */
    static final int RESERVED = 5;

    private final Store store;
    private final Zones zones;
    private final RouteTables routeTables;
    private final NetworkAcls networkAcls;

    Subnets(Store store, Zones zones, RouteTables routeTables, NetworkAcls networkAcls) {
        this.store = store;
        this.zones = zones;
        this.routeTables = routeTables;
        this.networkAcls = networkAcls;
    }

    /** The subnet of that identifier. */
    public Optional<Subnet> find(String subnetId) {
        return store.subnets().find(subnetId);
    }

    public CreateSubnetResponse createSubnet(CreateSubnetRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "VpcId",
                        "CidrBlock",
                        "AvailabilityZone",
                        "AvailabilityZoneId",
                        "TagSpecifications",
                        "DryRun"));
        Vpc vpc = store.vpcs().get(request.vpcId());
        String text = Refusals.required(request.cidrBlock(), "cidrBlock");
        Cidr cidr =
                Cidr.parse(text)
                        .orElseThrow(() ->
                                Refusals.invalid(
                                        "cidrBlock", text, "This is not a valid CIDR block."));
        checkRange(vpc, cidr, text);
        AvailabilityZone zone =
                zones.named(request.availabilityZone(), request.availabilityZoneId());
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.SUBNET);
        Refusals.endDryRun(request.dryRun());
        Subnet subnet = make(vpc.vpcId(), cidr, zone, false);
        store.tags().add(subnet.subnetId(), tags);
        return CreateSubnetResponse.builder()
                .subnet(store.subnets().tagged(counted(subnet)))
                .build();
    }

    private void checkRange(Vpc vpc, Cidr cidr, String text) {
        if (cidr.prefix() < 16
                || cidr.prefix() > 28
                || VpcCidrBlocks.of(vpc).noneMatch(each -> each.contains(cidr))) {
            throw new AwsFailure("InvalidSubnet.Range", "The CIDR '" + text + "' is invalid.");
        }
        if (inVpc(vpc.vpcId()).anyMatch(other -> range(other).overlaps(cidr))) {
            throw new AwsFailure(
                    "InvalidSubnet.Conflict",
                    "The CIDR '" + cidr + "' conflicts with another subnet");
        }
        store.checkQuota(NetworkQuotas.SUBNETS, inVpc(vpc.vpcId()).count(), "SubnetLimitExceeded");
    }

    private Stream<Subnet> inVpc(String vpcId) {
        return store.subnets().rows().filter(subnet -> subnet.vpcId().equals(vpcId));
    }

    static Cidr range(Subnet subnet) {
        return Cidr.parse(subnet.cidrBlock()).orElseThrow();
    }

    Subnet make(String vpcId, Cidr cidr, AvailabilityZone zone, boolean isDefault) {
        String id = store.newId(ResourceKind.SUBNET);
        Subnet subnet =
                Subnet.builder()
                        .subnetId(id)
                        .subnetArn(store.foundation().realm().arn("ec2", "subnet/" + id))
                        .vpcId(vpcId)
                        .ownerId(store.account())
                        .cidrBlock(cidr.toString())
                        .availabilityZone(zone.zoneName())
                        .availabilityZoneId(zone.zoneId())
                        .defaultForAz(isDefault)
                        .mapPublicIpOnLaunch(isDefault)
                        .mapCustomerOwnedIpOnLaunch(false)
                        .assignIpv6AddressOnCreation(false)
                        .enableDns64(false)
                        .ipv6Native(false)
                        .privateDnsNameOptionsOnLaunch(
                                PrivateDnsNameOptionsOnLaunch.builder()
                                        .hostnameType(HostnameType.IP_NAME)
                                        .enableResourceNameDnsARecord(false)
                                        .enableResourceNameDnsAAAARecord(false)
                                        .build())
                        .state(SubnetState.AVAILABLE)
                        .build();
        store.subnets().put(subnet);
        networkAcls.associateDefault(vpcId, id);
        return subnet;
    }

    public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
        Page<Subnet> page =
                store.subnets()
                        .page(
                                new Selection(
                                        request.subnetIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                this::counted);
        return DescribeSubnetsResponse.builder()
                .subnets(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** The subnet with the number of its addresses that nobody has. */
    Subnet counted(Subnet subnet) {
        long used =
                store.interfaces()
                        .rows()
                        .filter(each -> each.subnetId().equals(subnet.subnetId()))
                        .mapToLong(each -> each.privateIpAddresses().size())
                        .sum();
        return subnet.toBuilder()
                .availableIpAddressCount((int) (range(subnet).size() - RESERVED - used))
                .build();
    }

    /** Sets exactly one attribute, as AWS demands. */
    public ModifySubnetAttributeResponse modifySubnetAttribute(
            ModifySubnetAttributeRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "SubnetId",
                        "MapPublicIpOnLaunch",
                        "EnableResourceNameDnsARecordOnLaunch",
                        "PrivateDnsHostnameTypeOnLaunch"));
        Subnet subnet = store.subnets().get(request.subnetId());
        long given =
                Stream.of(
                                request.mapPublicIpOnLaunch(),
                                request.enableResourceNameDnsARecordOnLaunch(),
                                request.privateDnsHostnameTypeOnLaunch())
                        .filter(Objects::nonNull)
                        .count();
        if (given == 0) {
            throw Refusals.missing("mapPublicIpOnLaunch");
        }
        if (given > 1) {
            throw Refusals.combination("Fields for multiple attribute types specified");
        }
        Subnet.Builder changed = subnet.toBuilder();
        PrivateDnsNameOptionsOnLaunch.Builder names =
                subnet.privateDnsNameOptionsOnLaunch().toBuilder();
        if (request.mapPublicIpOnLaunch() != null) {
            changed.mapPublicIpOnLaunch(request.mapPublicIpOnLaunch().value());
        }
        if (request.enableResourceNameDnsARecordOnLaunch() != null) {
            names.enableResourceNameDnsARecord(
                    request.enableResourceNameDnsARecordOnLaunch().value());
        }
        if (request.privateDnsHostnameTypeOnLaunch() != null) {
            names.hostnameType(request.privateDnsHostnameTypeOnLaunch());
        }
        store.subnets().put(changed.privateDnsNameOptionsOnLaunch(names.build()).build());
        return ModifySubnetAttributeResponse.builder().build();
    }

    public DeleteSubnetResponse deleteSubnet(DeleteSubnetRequest request) {
        String id = store.subnets().get(request.subnetId()).subnetId();
        if (store.interfaces().rows().anyMatch(each -> each.subnetId().equals(id))) {
            throw Refusals.dependency("subnet", id);
        }
        Refusals.endDryRun(request.dryRun());
        routeTables.forgetSubnet(id);
        networkAcls.forgetSubnet(id);
        store.subnets().remove(id);
        return DeleteSubnetResponse.builder().build();
    }
}
