package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Network interfaces: each holds one or more addresses of its subnet. */
public final class NetworkInterfaces {
    private final Map<String, Long> next = new HashMap<>();
    private final Store store;
    private final AddressMap map;
    private final SecondaryAddresses secondary;

    NetworkInterfaces(Store store, AddressMap map) {
        this.store = store;
        this.map = map;
        secondary = new SecondaryAddresses(store, this);
    }

    /**
     * Takes an address of a subnet for another service, such as a load balancer.
     *
     * @param groupIds its security groups, of the subnet's VPC
     * @return the interface, in use until {@link #release}
     */
    public NetworkInterface allocate(String subnetId, List<String> groupIds, String description) {
        Subnet subnet = store.subnets().get(subnetId);
        NetworkInterface made =
                make(subnet, checkedGroups(subnet, groupIds), description, null).toBuilder()
                        .requesterManaged(true)
                        .status(NetworkInterfaceStatus.IN_USE)
                        .build();
        store.interfaces().put(made);
        return made;
    }

    /** Takes an address of a subnet for one of EC2's own services, such as a NAT gateway. */
    NetworkInterface take(
            Subnet subnet,
            List<GroupIdentifier> groups,
            String description,
            NetworkInterfaceType type,
            @Nullable String wantedAddress) {
        NetworkInterfaceAttachment attachment =
                NetworkInterfaceAttachment.builder()
                        .attachmentId("ela-attach-0" + store.foundation().identity().hex(16))
                        .attachTime(store.foundation().timeline().now())
                        .deleteOnTermination(false)
                        .deviceIndex(1)
                        .instanceOwnerId("amazon-aws")
                        .status(AttachmentStatus.ATTACHED)
                        .build();
        NetworkInterface made =
                make(subnet, groups, description, wantedAddress).toBuilder()
                        .interfaceType(type)
                        .requesterManaged(true)
                        .requesterId(store.account())
                        .attachment(attachment)
                        .status(NetworkInterfaceStatus.IN_USE)
                        .build();
        store.interfaces().put(made);
        return made;
    }

    /** Gives back what {@link #allocate} took. */
    public void release(String networkInterfaceId) {
        map.unmapAll(networkInterfaceId);
        store.interfaces().remove(networkInterfaceId);
    }

    /** As {@link #release}, but as late as interfaces linger. */
    public void abandon(String id) {
        store.foundation().lingering().over(store.foundation().timeline(), () -> release(id));
    }

    /** An instance goes: its interfaces go along, or stay behind if they are to outlive it. */
    void leave(String instanceId) {
        for (NetworkInterface row : of(instanceId).toList()) {
            if (row.attachment().deleteOnTermination()) {
                release(row.networkInterfaceId());
            } else {
                detach(row);
            }
        }
    }

    /** Puts an interface at an instance, and its elastic addresses with it. */
    void attach(NetworkInterface row, NetworkInterfaceAttachment attachment) {
        NetworkInterface attached =
                row.toBuilder()
                        .attachment(attachment)
                        .status(NetworkInterfaceStatus.IN_USE)
                        .build();
        store.interfaces().put(attached);
        map.follow(attached);
    }

    /** Takes an interface off its instance. */
    void detach(NetworkInterface row) {
        NetworkInterface alone =
                row.toBuilder()
                        .attachment((NetworkInterfaceAttachment) null)
                        .status(NetworkInterfaceStatus.AVAILABLE)
                        .build();
        store.interfaces().put(alone);
        map.follow(alone);
    }

    /**
     * Maps a public address to an interface; while it is mapped, its gateway cannot be detached. An
     * elastic address stays where it is.
     */
    public void expose(String networkInterfaceId, String publicAddress) {
        if (elastic(networkInterfaceId)) {
            return;
        }
        NetworkInterfaceAssociation association =
                NetworkInterfaceAssociation.builder()
                        .publicIp(publicAddress)
                        .ipOwnerId("amazon")
                        .build();
        store.interfaces()
                .change(
                        networkInterfaceId,
                        row -> row.toBuilder().association(association).build());
    }

    private boolean elastic(String networkInterfaceId) {
        return store.interfaces()
                .find(networkInterfaceId)
                .map(NetworkInterface::association)
                .filter(association -> association.allocationId() != null)
                .isPresent();
    }

    /** Unmaps the public address of an interface, unless it is an elastic one. */
    public void hide(String networkInterfaceId) {
        if (elastic(networkInterfaceId)) {
            return;
        }
        store.interfaces()
                .change(
                        networkInterfaceId,
                        row ->
                                row.toBuilder()
                                        .association((NetworkInterfaceAssociation) null)
                                        .build());
    }

    /** Changes the security groups of an interface. */
    public void regroup(String networkInterfaceId, List<String> groupIds) {
        NetworkInterface row = store.interfaces().get(networkInterfaceId);
        Subnet subnet = store.subnets().get(row.subnetId());
        store.interfaces().put(row.toBuilder().groups(checkedGroups(subnet, groupIds)).build());
    }

    /** The interfaces of an instance, the primary one first. */
    Stream<NetworkInterface> of(String instanceId) {
        return store.interfacesOfInstance()
                .of(instanceId)
                .sorted(Comparator.comparing(row -> row.attachment().deviceIndex()));
    }

    /** The groups by identifier; the VPC's default group if none is given. */
    List<GroupIdentifier> checkedGroups(Subnet subnet, List<String> groupIds) {
        if (groupIds.size() > store.quota(NetworkQuotas.GROUPS_PER_INTERFACE)) {
            throw new AwsFailure(
                    "SecurityGroupsPerInterfaceLimitExceeded",
                    "The maximum number of security groups per interface has been reached.");
        }
        if (groupIds.isEmpty()) {
            return store.securityGroups()
                    .rows()
                    .filter(group -> group.vpcId().equals(subnet.vpcId()))
                    .filter(group -> group.groupName().equals(SecurityGroups.DEFAULT))
                    .map(NetworkInterfaces::identifier)
                    .toList();
        }
        return groupIds.stream().distinct().map(id -> checkedGroup(subnet, id)).toList();
    }

    private GroupIdentifier checkedGroup(Subnet subnet, String id) {
        SecurityGroup group = store.securityGroups().get(id);
        if (!group.vpcId().equals(subnet.vpcId())) {
            throw new AwsFailure(
                    "InvalidParameter",
                    "Security group %s and subnet %s belong to different networks."
                            .formatted(id, subnet.subnetId()));
        }
        return identifier(group);
    }

    private static GroupIdentifier identifier(SecurityGroup group) {
        return GroupIdentifier.builder()
                .groupId(group.groupId())
                .groupName(group.groupName())
                .build();
    }

    NetworkInterface make(
            Subnet subnet,
            List<GroupIdentifier> groups,
            String description,
            @Nullable String wantedAddress) {
        String address = wantedAddress == null ? free(subnet) : checked(subnet, wantedAddress);
        String name = privateName(address);
        NetworkInterface row =
                NetworkInterface.builder()
                        .networkInterfaceId(store.newId(ResourceKind.NETWORK_INTERFACE))
                        .subnetId(subnet.subnetId())
                        .vpcId(subnet.vpcId())
                        .availabilityZone(subnet.availabilityZone())
                        .availabilityZoneId(subnet.availabilityZoneId())
                        .ownerId(store.account())
                        .description(description)
                        .groups(groups)
                        .interfaceType(NetworkInterfaceType.INTERFACE)
                        .macAddress(mac())
                        .privateIpAddress(address)
                        .privateDnsName(name)
                        .privateIpAddresses(
                                NetworkInterfacePrivateIpAddress.builder()
                                        .primary(true)
                                        .privateIpAddress(address)
                                        .privateDnsName(name)
                                        .build())
                        .requesterManaged(false)
                        .sourceDestCheck(true)
                        .status(NetworkInterfaceStatus.AVAILABLE)
                        .build();
        store.interfaces().put(row);
        return row;
    }

    private String mac() {
        String digits = store.foundation().identity().hex(10);
        return "02:" + digits.replaceAll("(..)(?=.)", "$1:");
    }

    String privateName(String address) {
        String region = store.foundation().realm().region();
        String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        return "ip-" + address.replace('.', '-') + "." + domain;
    }

    private boolean used(Subnet subnet, String address) {
        return store.interfacesByAddress().count(subnet.subnetId() + " " + address) > 0;
    }

    /** How many addresses of the subnet nobody has. */
    long freeCount(Subnet subnet) {
        long used =
                store.interfacesInSubnet().all(subnet.subnetId()).stream()
                        .mapToLong(row -> row.privateIpAddresses().size())
                        .sum();
        return Subnets.range(subnet).size() - Subnets.RESERVED - used;
    }

    /** The next address that nobody has after the one that was taken last, as if drawn. */
    String free(Subnet subnet) {
        Cidr range = Subnets.range(subnet);
        long first = range.first() + 4;
        long count = range.last() - first;
        long start = next.getOrDefault(subnet.subnetId(), first);
        for (long i = 0; i < count; i++) {
            long address = first + (start - first + i) % count;
            String text = Cidr.text(address);
            if (!used(subnet, text)) {
                next.put(subnet.subnetId(), address + 1);
                return text;
            }
        }
        throw noAddresses();
    }

    static AwsFailure noAddresses() {
        return new AwsFailure(
                "InsufficientFreeAddressesInSubnet",
                "The specified subnet does not have enough free addresses to satisfy the request.");
    }

    /** An address that nobody has, or a refusal. */
    String checked(Subnet subnet, String wanted) {
        long address =
                Cidr.address(wanted)
                        .orElseThrow(
                                () -> Refusals.invalid("Invalid IPv4 address: '" + wanted + "'"));
        Cidr range = Subnets.range(subnet);
        if (!range.contains(address)) {
            throw Refusals.invalid("Address does not fall within the subnet's address range");
        }
        if (address < range.first() + 4 || address == range.last()) {
            throw Refusals.invalid("Address " + wanted + " is in subnet's reserved address range");
        }
        if (used(subnet, wanted)) {
            throw new AwsFailure("InvalidIPAddress.InUse", "Address " + wanted + " is in use.");
        }
        return wanted;
    }

    public CreateNetworkInterfaceResponse createNetworkInterface(
            CreateNetworkInterfaceRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "SubnetId",
                        "Description",
                        "PrivateIpAddress",
                        "PrivateIpAddresses",
                        "SecondaryPrivateIpAddressCount",
                        "InterfaceType",
                        "Groups",
                        "TagSpecifications",
                        "ClientToken",
                        "DryRun"));
        return store.idempotency()
                .once(
                        "CreateNetworkInterface",
                        request.clientToken(),
                        request,
                        CreateNetworkInterfaceResponse.class,
                        () -> create(request));
    }

    private CreateNetworkInterfaceResponse create(CreateNetworkInterfaceRequest request) {
        Subnet subnet = store.subnets().get(request.subnetId());
        if (request.interfaceType() != null
                && !request.interfaceTypeAsString().equals("interface")) {
            throw Refusals.invalid(
                    "interfaceType", request.interfaceTypeAsString(), "Expected: interface.");
        }
        List<GroupIdentifier> groups = checkedGroups(subnet, request.groups());
        SecondaryAddresses.Wanted wanted = SecondaryAddresses.wanted(request);
        secondary.check(subnet, wanted);
        store.checkQuota(
                NetworkQuotas.INTERFACES,
                store.interfaces().rows().count(),
                "NetworkInterfaceLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.NETWORK_INTERFACE);
        Refusals.endDryRun(request.dryRun());
        String description = request.description() == null ? "" : request.description();
        NetworkInterface row = make(subnet, groups, description, wanted.primary());
        row = secondary.add(row, wanted.others(), wanted.count());
        store.tags().add(row.networkInterfaceId(), tags);
        return CreateNetworkInterfaceResponse.builder()
                .networkInterface(store.interfaces().tagged(row))
                .clientToken(request.clientToken())
                .build();
    }

    public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
            DescribeNetworkInterfacesRequest request) {
        Page<NetworkInterface> page =
                store.interfaces().page(Selection.of(request.networkInterfaceIds(), request));
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteNetworkInterfaceResponse deleteNetworkInterface(
            DeleteNetworkInterfaceRequest request) {
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        if (row.requesterManaged()) {
            throw new AwsFailure(
                    "AuthFailure", "You do not have permission to access the specified resource.");
        }
        if (row.attachment() != null) {
            throw Refusals.invalid(
                    "Network interface '" + row.networkInterfaceId() + "' is currently in use.");
        }
        Refusals.endDryRun(request.dryRun());
        release(row.networkInterfaceId());
        return DeleteNetworkInterfaceResponse.builder().build();
    }
}
