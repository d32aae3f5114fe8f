package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageTypeValues;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** Public images of others, and the parameters of Systems Manager under which they are found. */
final class ImageCatalogue {
    private static final String RESOLVE = "resolve:ssm:";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Store store;
    private final Map<String, String> parameters = new TreeMap<>();
    private final Set<String> deregistered = new HashSet<>();

    ImageCatalogue(Store store) {
        this.store = store;
        PublicImages.all().forEach(this::add);
    }

    /** How EC2 writes a time of an image. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    private void add(PublicImages.Entry entry) {
        Instant made = LocalDate.parse(entry.date()).atTime(18, 30).toInstant(ZoneOffset.UTC);
        boolean second = !entry.imds().isEmpty();
        boolean gp2 = entry.name().contains("gp2") || entry.name().contains("hvm-ssd/");
        EbsBlockDevice disk =
                EbsBlockDevice.builder()
                        .snapshotId(store.foundation().identity().ec2("snap"))
                        .volumeSize(entry.gib())
                        .volumeType(gp2 ? VolumeType.GP2 : VolumeType.GP3)
                        .iops(gp2 ? null : Integer.valueOf(3000))
                        .throughput(gp2 ? null : Integer.valueOf(125))
                        .encrypted(false)
                        .deleteOnTermination(true)
                        .build();
        Image row =
                image(entry.owner(), entry.name())
                        .imageOwnerAlias(entry.alias().isEmpty() ? null : entry.alias())
                        .description(entry.description())
                        .architecture(entry.architecture())
                        .rootDeviceName(entry.root())
                        .imdsSupport(second ? entry.imds() : null)
                        .creationDate(time(made))
                        .deprecationTime(time(made.plusSeconds(2L * 365 * 24 * 3600)))
                        .publicLaunchPermissions(true)
                        .blockDeviceMappings(
                                BlockDeviceMapping.builder()
                                        .deviceName(entry.root())
                                        .ebs(disk)
                                        .build())
                        .build();
        store.images().put(row);
        entry.parameters().forEach(name -> parameters.put(name, row.imageId()));
    }

    /** The beginnings of an image that is available. */
    Image.Builder image(String owner, String name) {
        return Image.builder()
                .imageId(store.newId(ResourceKind.IMAGE))
                .ownerId(owner)
                .name(name)
                .imageLocation(owner + "/" + name)
                .imageType(ImageTypeValues.MACHINE)
                .state(ImageState.AVAILABLE)
                .creationDate(time(store.foundation().timeline().now()))
                .hypervisor(HypervisorType.XEN)
                .virtualizationType(VirtualizationType.HVM)
                .rootDeviceType(DeviceType.EBS)
                .enaSupport(true)
                .sriovNetSupport("simple")
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .publicLaunchPermissions(false);
    }

    /** The public parameters of Systems Manager, each with the image that it leads to. */
    Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /** Removes an image. That it existed is remembered: a launch is told so. */
    void deregister(String id) {
        store.images().remove(id);
        deregistered.add(id);
    }

    /** The image of an identifier or of {@code resolve:ssm:PARAMETER}, to be launched. */
    Image named(@Nullable String idOrParameter) {
        String given = Refusals.required(idOrParameter, "ImageId");
        if (!given.startsWith(RESOLVE)) {
            if (deregistered.contains(given)) {
                throw new AwsFailure(
                        "InvalidAMIID.Unavailable",
                        "The image ID '%s' was deregistered and is no longer available"
                                .formatted(given));
            }
            return store.images().get(given);
        }
        String parameter = given.substring(RESOLVE.length());
        String id = parameters.get(parameter);
        if (id == null) {
            throw Refusals.invalid(
                    "imageId", given, "Systems Manager parameter not found: " + parameter + ".");
        }
        return store.images().get(id);
    }
}
