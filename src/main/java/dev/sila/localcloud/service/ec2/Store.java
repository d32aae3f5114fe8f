package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Idempotency;
import dev.sila.localcloud.service.TagStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Everything that EC2 knows, and the filters' names that are not the fields' own. */
final class Store {
    private static final String NAMES = "private-dns-name-options-on-launch.enable-resource-name-";

    private final Foundation foundation;
    private final NetworkTables network;
    private final TagStore tags = new TagStore();
    private final Idempotency idempotency = new Idempotency();

    private final Table<Vpc> vpcs =
            new Table<>(
                    ResourceKind.VPC,
                    tags,
                    Vpc::vpcId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            Vpc.builder(),
                            Map.of(
                                    "cidr", "cidr-block",
                                    "cidrBlock", "cidr-block",
                                    "isDefault", "is-default",
                                    "cidr-block-association.state",
                                            "cidr-block-association.cidr-block-state.state",
                                    "ipv6-cidr-block-association.state",
                                            "ipv6-cidr-block-association.ipv6-cidr-block-state.state")));
    private final Table<Subnet> subnets =
            new Table<>(
                    ResourceKind.SUBNET,
                    tags,
                    Subnet::subnetId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            Subnet.builder(),
                            Map.of(
                                    "cidr",
                                    "cidr-block",
                                    "cidrBlock",
                                    "cidr-block",
                                    "availabilityZone",
                                    "availability-zone",
                                    "availabilityZoneId",
                                    "availability-zone-id",
                                    "defaultForAz",
                                    "default-for-az",
                                    "ipv6-cidr-block-association.state",
                                    "ipv6-cidr-block-association.ipv6-cidr-block-state.state",
                                    NAMES + "dns-a-record",
                                    NAMES + "dns-arecord",
                                    NAMES + "dns-aaaa-record",
                                    NAMES + "dns-aaaarecord")));
    private final Table<DhcpOptions> dhcpOptions =
            new Table<>(
                    ResourceKind.DHCP_OPTIONS,
                    tags,
                    DhcpOptions::dhcpOptionsId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            DhcpOptions.builder(),
                            Map.of(
                                    "key", "dhcp-configuration.key",
                                    "value", "dhcp-configuration.value.value")));
    private final Table<InternetGateway> internetGateways =
            new Table<>(
                    ResourceKind.INTERNET_GATEWAY,
                    tags,
                    InternetGateway::internetGatewayId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(InternetGateway.builder(), Map.of()));
    private final Table<RouteTable> routeTables =
            new Table<>(
                    ResourceKind.ROUTE_TABLE,
                    tags,
                    RouteTable::routeTableId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(RouteTable.builder(), Map.of()));
    private final Table<NetworkAcl> networkAcls =
            new Table<>(
                    ResourceKind.NETWORK_ACL,
                    tags,
                    NetworkAcl::networkAclId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            NetworkAcl.builder(),
                            Map.of(
                                    "default", "is-default",
                                    "association.association-id",
                                            "association.network-acl-association-id",
                                    "entry.cidr", "entry.cidr-block",
                                    "entry.ipv6-cidr", "entry.ipv6-cidr-block",
                                    "entry.icmp.*", "entry.icmp-type-code")));
    private final Table<SecurityGroup> securityGroups =
            new Table<>(
                    ResourceKind.SECURITY_GROUP,
                    tags,
                    SecurityGroup::groupId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(SecurityGroup.builder(), groupAliases()));
    private final Table<SecurityGroupRule> rules =
            new Table<>(
                    ResourceKind.SECURITY_GROUP_RULE,
                    tags,
                    SecurityGroupRule::securityGroupRuleId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(SecurityGroupRule.builder(), Map.of()));
    private final Table<NetworkInterface> interfaces =
            new Table<>(
                    ResourceKind.NETWORK_INTERFACE,
                    tags,
                    NetworkInterface::networkInterfaceId,
                    (row, with) -> row.toBuilder().tagSet(with).build(),
                    new FieldFilters(
                            NetworkInterface.builder(),
                            Map.of(
                                    "group-id", "group.group-id",
                                    "group-name", "group.group-name",
                                    "addresses.association.owner-id",
                                            "private-ip-addresses.association.ip-owner-id",
                                    "addresses.*", "private-ip-addresses")));
    private final Table<Volume> volumes =
            new Table<>(
                    ResourceKind.VOLUME,
                    tags,
                    Volume::volumeId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            Volume.builder(),
                            Map.of("attachment.status", "attachment.state", "status", "state")));
    private final Table<Image> images =
            new Table<>(
                    ResourceKind.IMAGE,
                    tags,
                    Image::imageId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(
                            Image.builder(),
                            Map.of(
                                    "owner-alias", "image-owner-alias",
                                    "state", "image-state",
                                    "block-device-mapping.delete-on-termination",
                                            "block-device-mapping.ebs.delete-on-termination",
                                    "block-device-mapping.snapshot-id",
                                            "block-device-mapping.ebs.snapshot-id",
                                    "block-device-mapping.volume-size",
                                            "block-device-mapping.ebs.volume-size",
                                    "block-device-mapping.volume-type",
                                            "block-device-mapping.ebs.volume-type")));
    private final Table<LaunchTemplate> launchTemplates =
            new Table<>(
                    ResourceKind.LAUNCH_TEMPLATE,
                    tags,
                    LaunchTemplate::launchTemplateId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(LaunchTemplate.builder(), Map.of()));
    private final Table<Instance> instances =
            new Table<>(
                    ResourceKind.INSTANCE,
                    tags,
                    Instance::instanceId,
                    (row, with) -> row.toBuilder().tags(with).build(),
                    new FieldFilters(Instance.builder(), instanceAliases()));

    private final Index<NetworkInterface> interfacesOfInstance =
            interfaces.index(Store::instanceOf);
    private final Index<NetworkInterface> interfacesInSubnet =
            interfaces.index(row -> List.of(row.subnetId()));
    private final Index<NetworkInterface> interfacesByAddress =
            interfaces.index(Store::addressesOf);
    private final ComputeTables compute = new ComputeTables(tags);

    Store(Foundation foundation) {
        this.foundation = foundation;
        network = new NetworkTables(tags);
        foundation.quotas().register(NetworkQuotas.all());
        foundation.quotas().register(ComputeQuotas.all());
    }

    private static Map<String, String> groupAliases() {
        Map<String, String> aliases = new HashMap<>();
        aliases.put("egress.ip-permission.*", "ip-permissions-egress");
        Map.of(
                        "cidr", "ip-range.cidr-ip",
                        "ipv6-cidr", "ipv6-range.cidr-ipv6",
                        "protocol", "ip-protocol",
                        "group-id", "group.group-id",
                        "group-name", "group.group-name",
                        "user-id", "group.user-id",
                        "prefix-list-id", "prefix-list-id.prefix-list-id")
                .forEach((name, path) -> {
                    aliases.put("ip-permission." + name, "ip-permission." + path);
                    aliases.put("egress.ip-permission." + name, "ip-permissions-egress." + path);
                });
        return aliases;
    }

    private static Map<String, String> instanceAliases() {
        return Map.ofEntries(
                Map.entry("availability-zone", "placement.availability-zone"),
                Map.entry("availability-zone-id", "placement.availability-zone-id"),
                Map.entry("tenancy", "placement.tenancy"),
                Map.entry("launch-index", "ami-launch-index"),
                Map.entry("placement-group-name", "placement.group-name"),
                Map.entry("placement-partition-number", "placement.partition-number"),
                Map.entry("instance-state-name", "instance-state.name"),
                Map.entry("instance-state-code", "instance-state.code"),
                Map.entry("monitoring-state", "monitoring.state"),
                Map.entry("state-reason-code", "state-reason.code"),
                Map.entry("state-reason-message", "state-reason.message"),
                Map.entry("instance.group-id", "group.group-id"),
                Map.entry("instance.group-name", "group.group-name"),
                Map.entry("network-interface.group-id", "network-interface.group.group-id"),
                Map.entry("network-interface.group-name", "network-interface.group.group-name"),
                Map.entry(
                        "network-interface.addresses.*", "network-interface.private-ip-addresses"),
                Map.entry("block-device-mapping.volume-id", "block-device-mapping.ebs.volume-id"),
                Map.entry("block-device-mapping.status", "block-device-mapping.ebs.status"),
                Map.entry(
                        "block-device-mapping.delete-on-termination",
                        "block-device-mapping.ebs.delete-on-termination"));
    }

    Foundation foundation() {
        return foundation;
    }

    /** What the account may have now. */
    int quota(Quota quota) {
        return foundation.quotas().of(quota);
    }

    /**
     * Refuses one more of what the account has enough of.
     *
     * @param present how many there are now
     * @param code AWS's code of this refusal, such as {@code VpcLimitExceeded}
     */
    void checkQuota(Quota quota, long present, String code) {
        if (present >= quota(quota)) {
            throw new AwsFailure(
                    code, "The quota '%s' has been reached: %d.".formatted(quota.name(), present));
        }
    }

    /** What leads out of VPCs. */
    NetworkTables network() {
        return network;
    }

    TagStore tags() {
        return tags;
    }

    Idempotency idempotency() {
        return idempotency;
    }

    Table<Vpc> vpcs() {
        return vpcs;
    }

    Table<Subnet> subnets() {
        return subnets;
    }

    Table<DhcpOptions> dhcpOptions() {
        return dhcpOptions;
    }

    Table<InternetGateway> internetGateways() {
        return internetGateways;
    }

    Table<RouteTable> routeTables() {
        return routeTables;
    }

    Table<NetworkAcl> networkAcls() {
        return networkAcls;
    }

    Table<SecurityGroup> securityGroups() {
        return securityGroups;
    }

    Table<SecurityGroupRule> rules() {
        return rules;
    }

    Table<NetworkInterface> interfaces() {
        return interfaces;
    }

    private static List<String> instanceOf(NetworkInterface row) {
        return row.attachment() == null || row.attachment().instanceId() == null
                ? List.of()
                : List.of(row.attachment().instanceId());
    }

    private static List<String> addressesOf(NetworkInterface row) {
        return row.privateIpAddresses().stream()
                .map(each -> row.subnetId() + " " + each.privateIpAddress())
                .toList();
    }

    /** The network interfaces by subnet and private address, with a space between. */
    Index<NetworkInterface> interfacesByAddress() {
        return interfacesByAddress;
    }

    /** The network interfaces by the instance that they are attached to. */
    Index<NetworkInterface> interfacesOfInstance() {
        return interfacesOfInstance;
    }

    Index<NetworkInterface> interfacesInSubnet() {
        return interfacesInSubnet;
    }

    /** What belongs to instances beside themselves. */
    ComputeTables compute() {
        return compute;
    }

    Table<Volume> volumes() {
        return volumes;
    }

    Table<Image> images() {
        return images;
    }

    Table<LaunchTemplate> launchTemplates() {
        return launchTemplates;
    }

    Table<Instance> instances() {
        return instances;
    }

    /** Every table, for what concerns resources of any kind. */
    Stream<Table<?>> tables() {
        Stream<Table<?>> own =
                Stream.of(
                        vpcs,
                        subnets,
                        dhcpOptions,
                        internetGateways,
                        routeTables,
                        networkAcls,
                        securityGroups,
                        rules,
                        interfaces,
                        volumes,
                        images,
                        launchTemplates,
                        instances);
        return Stream.of(own, network.all(), compute.all()).flatMap(tables -> tables);
    }

    /** The account's default VPC in this region, unless it was deleted. */
    Optional<Vpc> defaultVpc() {
        return vpcs.rows().filter(Vpc::isDefault).findFirst();
    }

    /** A new identifier of the kind. */
    String newId(ResourceKind kind) {
        return foundation.identity().ec2(kind.prefix());
    }

    String account() {
        return foundation.realm().account();
    }
}
