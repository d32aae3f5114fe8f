package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Decides which network interfaces an instance is run with. */
final class LaunchCards {
    private static final Set<String> SUPPORTED =
            Set.of(
                    "AssociatePublicIpAddress",
                    "DeleteOnTermination",
                    "Description",
                    "DeviceIndex",
                    "Groups",
                    "NetworkInterfaceId",
                    "PrivateIpAddress",
                    "SubnetId",
                    "InterfaceType",
                    "NetworkCardIndex");

    private final Store store;
    private final NetworkInterfaces interfaces;
    private final SecurityGroups securityGroups;
    private final Zones zones;

    LaunchCards(Store store, ComputeParts.Network network) {
        this.store = store;
        interfaces = network.interfaces();
        securityGroups = network.securityGroups();
        zones = network.zones();
    }

    /** The interfaces by device index. */
    List<Launch.Card> of(RunInstancesRequest request, InstanceTypeInfo type) {
        List<Launch.Card> cards =
                request.networkInterfaces().isEmpty()
                        ? List.of(standard(request))
                        : specified(request);
        int most = type.networkInfo().maximumNetworkInterfaces();
        if (cards.size() > most) {
            throw new AwsFailure(
                    "AttachmentLimitExceeded",
                    "Interface count %d exceeds the limit for %s"
                            .formatted(cards.size(), type.instanceTypeAsString()));
        }
        Stream<String> places = cards.stream().map(card -> card.subnet().availabilityZone());
        if (places.distinct().count() > 1) {
            throw Refusals.combination(
                    "All network interfaces of an instance must be in the same Availability Zone.");
        }
        return cards;
    }

    /** Whether the first interface gets a public address: as asked for, else as its subnet says. */
    boolean publicAddress(RunInstancesRequest request, Launch.Card first) {
        return request.networkInterfaces().stream()
                .filter(card -> card.associatePublicIpAddress() != null)
                .findFirst()
                .map(InstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                .orElse(
                        first.existing().isEmpty()
                                && request.networkInterfaces().size() < 2
                                && Boolean.TRUE.equals(first.subnet().mapPublicIpOnLaunch()));
    }

    /** How many instances the free addresses of their subnets suffice for. */
    long room(List<Launch.Card> cards) {
        Map<Subnet, Long> needed =
                cards.stream()
                        .filter(card -> card.existing().isEmpty())
                        .collect(Collectors.groupingBy(Launch.Card::subnet, Collectors.counting()));
        return needed.entrySet().stream()
                .mapToLong(each -> interfaces.freeCount(each.getKey()) / each.getValue())
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private Launch.Card standard(RunInstancesRequest request) {
        Subnet subnet = subnet(request, request.subnetId());
        checkAddress(subnet, request.privateIpAddress());
        return new Launch.Card(
                0,
                Optional.empty(),
                subnet,
                interfaces.checkedGroups(subnet, groupIds(request, subnet)),
                request.privateIpAddress(),
                "",
                true);
    }

    private List<Launch.Card> specified(RunInstancesRequest request) {
        if (request.subnetId() != null) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        if (!request.securityGroupIds().isEmpty() || !request.securityGroups().isEmpty()) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level security groups may not be specified on the same request");
        }
        if (request.privateIpAddress() != null) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level private address may not be specified on the same request");
        }
        List<Launch.Card> cards = new ArrayList<>();
        for (InstanceNetworkInterfaceSpecification each : request.networkInterfaces()) {
            checkSpecification(request, each);
            cards.add(each.networkInterfaceId() == null ? made(request, each) : existing(each));
        }
        cards.sort(Comparator.comparingInt(Launch.Card::deviceIndex));
        if (cards.stream().map(Launch.Card::deviceIndex).distinct().count() < cards.size()) {
            throw Refusals.invalid("Each network interface requires a unique device index.");
        }
        if (cards.getFirst().deviceIndex() != 0) {
            throw Refusals.invalid(
                    "When specifying network interfaces, you must include a device at index 0.");
        }
        return cards;
    }

    private static void checkSpecification(
            RunInstancesRequest request, InstanceNetworkInterfaceSpecification card) {
        Refusals.supportedOnly(card, SUPPORTED);
        if (card.deviceIndex() == null) {
            throw Refusals.invalid("Each network interface requires a device index.");
        }
        String kind = card.interfaceType();
        if (kind != null && !kind.equals("interface")) {
            throw Refusals.invalid("interfaceType", kind, "Expecting interface.");
        }
        if (card.networkCardIndex() != null && card.networkCardIndex() != 0) {
            throw Refusals.invalid(
                    "networkCardIndex", card.networkCardIndex(), "The type has one network card.");
        }
        if (card.associatePublicIpAddress() != null && request.networkInterfaces().size() > 1) {
            throw Refusals.combination(
                    "The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.");
        }
    }

    private void checkAddress(Subnet subnet, @Nullable String wanted) {
        if (wanted != null) {
            interfaces.checked(subnet, wanted);
        }
    }

    private Launch.Card made(
            RunInstancesRequest request, InstanceNetworkInterfaceSpecification card) {
        Subnet subnet = subnet(request, card.subnetId());
        checkAddress(subnet, card.privateIpAddress());
        return new Launch.Card(
                card.deviceIndex(),
                Optional.empty(),
                subnet,
                interfaces.checkedGroups(subnet, card.groups()),
                card.privateIpAddress(),
                card.description() == null ? "" : card.description(),
                !Boolean.FALSE.equals(card.deleteOnTermination()));
    }

    private Launch.Card existing(InstanceNetworkInterfaceSpecification card) {
        if (card.subnetId() != null
                || !card.groups().isEmpty()
                || card.privateIpAddress() != null
                || card.description() != null) {
            throw Refusals.combination(
                    "A network interface may not specify both a network interface ID and what it is to be made of");
        }
        NetworkInterface row = store.interfaces().get(card.networkInterfaceId());
        if (row.attachment() != null || !"available".equals(row.statusAsString())) {
            throw new AwsFailure(
                    "InvalidNetworkInterface.InUse",
                    "Interface: [" + row.networkInterfaceId() + "] in use.");
        }
        return new Launch.Card(
                card.deviceIndex(),
                Optional.of(row),
                store.subnets().get(row.subnetId()),
                row.groups(),
                row.privateIpAddress(),
                row.description(),
                Boolean.TRUE.equals(card.deleteOnTermination()));
    }

    private Subnet subnet(RunInstancesRequest request, @Nullable String id) {
        String zone = zone(request);
        if (id == null) {
            return defaultSubnet(zone);
        }
        Subnet subnet = store.subnets().get(id);
        if (zone != null && !zone.equals(subnet.availabilityZone())) {
            throw Refusals.invalid(
                    "The availability zone '%s' is not the zone '%s' of subnet %s."
                            .formatted(zone, subnet.availabilityZone(), id));
        }
        return subnet;
    }

    /** The name of the zone that the request's placement asks for. */
    private @Nullable String zone(RunInstancesRequest request) {
        if (request.placement() == null) {
            return null;
        }
        String name = request.placement().availabilityZone();
        String id = request.placement().availabilityZoneId();
        if (name == null && id == null) {
            return null;
        }
        return zones.all()
                .filter(each -> each.zoneName().equals(name) || each.zoneId().equals(id))
                .map(AvailabilityZone::zoneName)
                .findFirst()
                .orElseThrow(() ->
                        Refusals.invalid(
                                "Invalid availability zone: [" + (name == null ? id : name) + "]"));
    }

    private Subnet defaultSubnet(@Nullable String zone) {
        return store.subnets()
                .rows()
                .filter(Subnet::defaultForAz)
                .filter(subnet -> zone == null || zone.equals(subnet.availabilityZone()))
                .findFirst()
                .orElseThrow(() ->
                        store.defaultVpc().isEmpty()
                                ? new AwsFailure(
                                        "VPCIdNotSpecified",
                                        "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.")
                                : new AwsFailure(
                                        "MissingInput",
                                        "No subnets found for the default VPC. Please specify a subnet."));
    }

    private List<String> groupIds(RunInstancesRequest request, Subnet subnet) {
        if (!request.securityGroups().isEmpty() && request.subnetId() != null) {
            throw Refusals.combination(
                    "The parameter groupName cannot be used with the parameter subnet");
        }
        Stream<String> named =
                request.securityGroups().stream()
                        .map(securityGroups::inDefaultVpc)
                        .filter(group -> group.vpcId().equals(subnet.vpcId()))
                        .map(SecurityGroup::groupId);
        return Stream.concat(request.securityGroupIds().stream(), named).toList();
    }
}
