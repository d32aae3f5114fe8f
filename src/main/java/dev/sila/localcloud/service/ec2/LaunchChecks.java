package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** Decides what a request to run instances means and refuses what AWS refuses. */
final class LaunchChecks {
    private static final Set<String> SUPPORTED =
            Set.of(
                    "ImageId",
                    "InstanceType",
                    "MinCount",
                    "MaxCount",
                    "SubnetId",
                    "Placement",
                    "SecurityGroupIds",
                    "SecurityGroups",
                    "NetworkInterfaces",
                    "PrivateIpAddress",
                    "UserData",
                    "BlockDeviceMappings",
                    "IamInstanceProfile",
                    "MetadataOptions",
                    "TagSpecifications",
                    "ClientToken",
                    "DryRun",
                    "LaunchTemplate",
                    "Monitoring",
                    "KeyName",
                    "DisableApiTermination",
                    "DisableApiStop",
                    "EbsOptimized",
                    "InstanceInitiatedShutdownBehavior",
                    "InstanceMarketOptions");
    private static final Set<String> INTERFACE =
            Set.of(
                    "AssociatePublicIpAddress",
                    "DeleteOnTermination",
                    "Description",
                    "DeviceIndex",
                    "Groups",
                    "PrivateIpAddress",
                    "SubnetId",
                    "InterfaceType",
                    "NetworkCardIndex");

    private final Store store;
    private final ImageCatalogue images;
    private final InstanceTypes types;
    private final NetworkInterfaces interfaces;
    private final SecurityGroups securityGroups;
    private final Zones zones;
    private final InstanceProfiles profiles;

    LaunchChecks(
            Store store,
            ImageCatalogue images,
            InstanceTypes types,
            NetworkInterfaces interfaces,
            SecurityGroups securityGroups,
            Zones zones,
            InstanceProfiles profiles) {
        this.store = store;
        this.images = images;
        this.types = types;
        this.interfaces = interfaces;
        this.securityGroups = securityGroups;
        this.zones = zones;
        this.profiles = profiles;
    }

    Launch check(RunInstancesRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        if (request.placement() != null) {
            Refusals.supportedOnly(request.placement(), Set.of("AvailabilityZone"));
        }
        int most = counted(request.maxCount(), "MaxCount");
        int least = least(request, most);
        Image image = image(request.imageId());
        InstanceTypeInfo type = types.named(request.instanceTypeAsString());
        checkArchitecture(image, type);
        checkTexts(request);
        Optional<InstanceNetworkInterfaceSpecification> card = card(request);
        Subnet subnet = subnet(request, card);
        List<GroupIdentifier> groups =
                interfaces.checkedGroups(
                        subnet,
                        card.map(InstanceNetworkInterfaceSpecification::groups)
                                .orElseGet(() -> groupIds(request, subnet)));
        String address = address(request, card);
        boolean isPublic =
                card.map(InstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                        .orElse(subnet.mapPublicIpOnLaunch());
        int count = count(subnet, type, least, most);
        if (address != null && count > 1) {
            throw Refusals.combination(
                    "The parameter 'privateIpAddress' may only be used with one instance");
        }
        return new Launch(
                count,
                image,
                type,
                subnet,
                groups,
                address,
                isPublic,
                Disks.merged(image.blockDeviceMappings(), request.blockDeviceMappings()),
                profile(request.iamInstanceProfile()));
    }

    private static @Nullable String address(
            RunInstancesRequest request, Optional<InstanceNetworkInterfaceSpecification> card) {
        return card.map(InstanceNetworkInterfaceSpecification::privateIpAddress)
                .orElse(request.privateIpAddress());
    }

    private static void checkTexts(RunInstancesRequest request) {
        if (request.userData() != null) {
            UserData.check(request.userData());
        }
        if (request.keyName() != null) {
            throw new AwsFailure(
                    "InvalidKeyPair.NotFound",
                    "The key pair '" + request.keyName() + "' does not exist");
        }
    }

    private static int least(RunInstancesRequest request, int most) {
        int least = counted(request.minCount(), "MinCount");
        if (least > most) {
            throw Refusals.invalid(
                    "Invalid value '%d' for minCount. The minimum is greater than the maximum (%d)."
                            .formatted(least, most));
        }
        return least;
    }

    private static int counted(@Nullable Integer count, String parameter) {
        if (count == null) {
            throw Refusals.missing(parameter);
        }
        if (count < 1) {
            throw Refusals.invalid(
                    "Value (%d) for parameter %s is invalid. Expecting a number greater than 0."
                            .formatted(count, parameter));
        }
        return count;
    }

    private Image image(@Nullable String id) {
        Image image = images.named(id);
        if (image.state() != ImageState.AVAILABLE) {
            throw new AwsFailure(
                    "InvalidAMIID.Unavailable",
                    "The image ID '%s' is in the state '%s' and cannot be used"
                            .formatted(image.imageId(), image.stateAsString()));
        }
        return image;
    }

    private static void checkArchitecture(Image image, InstanceTypeInfo type) {
        String has = type.processorInfo().supportedArchitecturesAsStrings().getFirst();
        if (!has.equals(image.architectureAsString())) {
            throw Refusals.invalid(
                    "The architecture '%s' of the specified instance type does not match the architecture '%s' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again."
                            .formatted(has, image.architectureAsString()));
        }
    }

    private static Optional<InstanceNetworkInterfaceSpecification> card(
            RunInstancesRequest request) {
        if (request.networkInterfaces().isEmpty()) {
            return Optional.empty();
        }
        if (request.subnetId() != null) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level subnet ID may not be specified on the"
                            + " same request");
        }
        if (!request.securityGroupIds().isEmpty() || !request.securityGroups().isEmpty()) {
            throw Refusals.combination(
                    "Network interfaces and an instance-level security groups may not be specified"
                            + " on the same request");
        }
        InstanceNetworkInterfaceSpecification card = request.networkInterfaces().getFirst();
        Refusals.supportedOnly(card, INTERFACE);
        if (request.networkInterfaces().size() > 1
                || card.deviceIndex() == null
                || card.deviceIndex() != 0) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud runs instances with one network interface, at device index"
                            + " 0.");
        }
        if (Boolean.FALSE.equals(card.deleteOnTermination())) {
            throw new AwsFailure(
                    "UnsupportedOperation",
                    "The local cloud deletes an instance's network interface with it.");
        }
        return Optional.of(card);
    }

    private Subnet subnet(
            RunInstancesRequest request, Optional<InstanceNetworkInterfaceSpecification> card) {
        String zone = request.placement() == null ? null : request.placement().availabilityZone();
        if (zone != null && zones.all().noneMatch(each -> each.zoneName().equals(zone))) {
            throw Refusals.invalid("Invalid availability zone: [" + zone + "]");
        }
        String id =
                card.map(InstanceNetworkInterfaceSpecification::subnetId)
                        .orElse(request.subnetId());
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
                                        "No default VPC for this user. GroupName is only supported"
                                                + " for EC2-Classic and default VPC.")
                                : new AwsFailure(
                                        "MissingInput",
                                        "No subnets found for the default VPC. Please specify a"
                                                + " subnet."));
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

    private int count(Subnet subnet, InstanceTypeInfo type, int least, int most) {
        long free = interfaces.freeCount(subnet);
        if (free < least) {
            throw NetworkInterfaces.noAddresses();
        }
        int each = type.vCpuInfo().defaultVCpus();
        int limit = store.quota(ComputeQuotas.VCPUS);
        int left = (limit - usedCpus()) / each;
        if (left < least) {
            throw new AwsFailure(
                    "VcpuLimitExceeded",
                    "You have requested more vCPU capacity than your current vCPU limit of %d allows for the instance bucket that the specified instance type belongs to."
                            .formatted(limit));
        }
        return (int) Math.min(Math.min(free, left), most);
    }

    private int usedCpus() {
        Set<InstanceStateName> using = Set.of(InstanceStateName.PENDING, InstanceStateName.RUNNING);
        return store.instances()
                .rows()
                .filter(row -> using.contains(row.state().name()))
                .mapToInt(row -> types.named(row.instanceTypeAsString()).vCpuInfo().defaultVCpus())
                .sum();
    }

    private Optional<IamInstanceProfile> profile(@Nullable IamInstanceProfileSpecification wanted) {
        if (wanted == null) {
            return Optional.empty();
        }
        if (wanted.name() != null && wanted.arn() != null) {
            throw Refusals.combination(
                    "The parameter 'iamInstanceProfile.name' may not be used in combination with"
                            + " 'iamInstanceProfile.arn'");
        }
        boolean byArn = wanted.name() == null;
        String given =
                Refusals.required(byArn ? wanted.arn() : wanted.name(), "IamInstanceProfile.Name");
        Optional<IamInstanceProfile> found = profiles.find(given);
        if (found.isEmpty()) {
            throw Refusals.invalid(
                    byArn ? "iamInstanceProfile.arn" : "iamInstanceProfile.name",
                    given,
                    byArn
                            ? "Invalid IAM Instance Profile ARN"
                            : "Invalid IAM Instance Profile name");
        }
        return found;
    }
}
