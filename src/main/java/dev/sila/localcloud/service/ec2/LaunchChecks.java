package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileSpecification;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
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
                    "InstanceMarketOptions",
                    "CreditSpecification",
                    "CapacityReservationSpecification",
                    "HibernationOptions",
                    "EnclaveOptions",
                    "MaintenanceOptions");

    private final Store store;
    private final ImageCatalogue images;
    private final InstanceTypes types;
    private final LaunchCards cards;
    private final LaunchCapacity capacity;
    private final LaunchOptions options;
    private final InstanceProfiles profiles;
    private final SpotMarket market;
    private final Disks disks;

    LaunchChecks(
            Store store,
            ImageCatalogue images,
            InstanceTypes types,
            LaunchCards cards,
            LaunchOptions options,
            InstanceProfiles profiles) {
        this.store = store;
        this.images = images;
        this.types = types;
        this.cards = cards;
        this.options = options;
        this.profiles = profiles;
        capacity = new LaunchCapacity(store, types);
        market = new SpotMarket(types);
        disks = new Disks(store);
    }

    Launch check(RunInstancesRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        int most = counted(request.maxCount(), "MaxCount");
        int least = least(request, most);
        Image image = image(request.imageId());
        InstanceTypeInfo type = types.named(request.instanceTypeAsString());
        checkArchitecture(image, type);
        checkVirtualization(image, type);
        options.check(request);
        List<Launch.Card> network = cards.of(request, type);
        checkSingle(network, most);
        Subnet subnet = network.getFirst().subnet();
        boolean spot =
                market.wanted(
                        request.instanceMarketOptions(),
                        type,
                        subnet.availabilityZone(),
                        store.foundation().timeline().now());
        List<BlockDeviceMapping> merged =
                disks.merged(image.blockDeviceMappings(), request.blockDeviceMappings());
        checkDisks(image, type, merged);
        Optional<IamInstanceProfile> profile = profile(request.iamInstanceProfile());
        return new Launch(
                count(network, type, spot, least, most),
                image,
                type,
                network,
                cards.publicAddress(request, network.getFirst()),
                merged,
                profile,
                options.placement(request, type, subnet),
                LaunchOptions.credits(request, type),
                spot);
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

    static void checkArchitecture(Image image, InstanceTypeInfo type) {
        String has = type.processorInfo().supportedArchitecturesAsStrings().getFirst();
        if (!has.equals(image.architectureAsString())) {
            throw Refusals.invalid(
                    "The architecture '%s' of the specified instance type does not match the architecture '%s' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again."
                            .formatted(has, image.architectureAsString()));
        }
    }

    private static void checkVirtualization(Image image, InstanceTypeInfo type) {
        List<String> possible = type.supportedVirtualizationTypesAsStrings();
        if (!possible.contains(image.virtualizationTypeAsString())) {
            throw Refusals.combination(
                    "Non-Windows instances with a virtualization type of '%s' are currently not supported for this instance type."
                            .formatted(image.virtualizationTypeAsString()));
        }
    }

    /** One address or one interface is enough for one instance. */
    private static void checkSingle(List<Launch.Card> network, int most) {
        boolean named = network.stream().anyMatch(card -> card.address() != null);
        if (named && most > 1) {
            throw Refusals.combination(
                    "The parameters 'privateIpAddress' and 'networkInterfaceId' may only be used with one instance");
        }
    }

    private static void checkDisks(
            Image image, InstanceTypeInfo type, List<BlockDeviceMapping> disks) {
        boolean rooted =
                disks.stream().anyMatch(disk -> disk.deviceName().equals(image.rootDeviceName()));
        if (!rooted) {
            throw new AwsFailure(
                    "InvalidBlockDeviceMapping",
                    "The root device '%s' cannot be left out".formatted(image.rootDeviceName()));
        }
        long stores = disks.stream().filter(disk -> disk.virtualName() != null).count();
        boolean nitro = "nitro".equals(type.hypervisorAsString());
        if (!nitro && stores > InstanceTypeRows.disks(type)) {
            throw new AwsFailure(
                    "InvalidBlockDeviceMapping",
                    "The instance type %s has no such instance store volumes"
                            .formatted(type.instanceTypeAsString()));
        }
    }

    private int count(
            List<Launch.Card> network, InstanceTypeInfo type, boolean spot, int least, int most) {
        long room = cards.room(network);
        if (room < least) {
            throw NetworkInterfaces.noAddresses();
        }
        return (int) Math.min(Math.min(room, capacity.left(type, spot, least)), most);
    }

    /** Refuses to start a stopped instance beyond the quota, as if it were run anew. */
    void checkStart(InstanceTypeInfo type, boolean spot, int count) {
        capacity.left(type, spot, count);
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
