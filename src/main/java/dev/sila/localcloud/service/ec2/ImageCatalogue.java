package dev.sila.localcloud.service.ec2;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HypervisorType;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.ImageTypeValues;
import software.amazon.awssdk.services.ec2.model.ImdsSupportValues;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** Public images of others, and the parameters of Systems Manager under which they are found. */
final class ImageCatalogue {
    private static final String RESOLVE = "resolve:ssm:";
    private static final String AMAZON = "137112412989";
    private static final String DEBIAN = "136693071363";
    private static final String CANONICAL = "099720109477";

    private final Store store;
    private final Map<String, String> parameters = new HashMap<>();

    ImageCatalogue(Store store) {
        this.store = store;
        for (boolean arm : new boolean[] {false, true}) {
            amazonLinux(arm ? "arm64" : "x86_64");
            debian(arm ? "arm64" : "amd64");
            ubuntu(arm ? "arm64" : "amd64");
        }
    }

    private void amazonLinux(String architecture) {
        String id =
                add(
                        image(AMAZON, "al2023-ami-2023.9.20251117.1-kernel-6.1-" + architecture)
                                .imageOwnerAlias("amazon")
                                .description(
                                        "Amazon Linux 2023 AMI 2023.9.20251117.1 "
                                                + architecture
                                                + " HVM kernel-6.1")
                                .architecture(architecture)
                                .imdsSupport(ImdsSupportValues.V2_0),
                        8);
        String path = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-";
        parameters.put(path + "default-" + architecture, id);
        parameters.put(path + "6.1-" + architecture, id);
    }

    private void debian(String architecture) {
        String id =
                add(
                        image(DEBIAN, "debian-12-" + architecture + "-20251112-2294")
                                .description("Debian 12 (20251112-2294)")
                                .architecture(modelName(architecture)),
                        8);
        parameters.put("/aws/service/debian/release/12/latest/" + architecture, id);
    }

    private void ubuntu(String architecture) {
        String id =
                add(
                        image(
                                        CANONICAL,
                                        "ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-"
                                                + architecture
                                                + "-server-20251022")
                                .description(
                                        "Canonical, Ubuntu, 24.04, "
                                                + architecture
                                                + " noble image")
                                .rootDeviceName("/dev/sda1")
                                .architecture(modelName(architecture)),
                        8);
        parameters.put(
                "/aws/service/canonical/ubuntu/server/24.04/stable/current/"
                        + architecture
                        + "/hvm/ebs-gp3/ami-id",
                id);
    }

    private static String modelName(String architecture) {
        return architecture.equals("amd64") ? ArchitectureValues.X86_64.toString() : architecture;
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
                .creationDate(store.foundation().timeline().now().toString())
                .hypervisor(HypervisorType.XEN)
                .virtualizationType(VirtualizationType.HVM)
                .rootDeviceType(DeviceType.EBS)
                .rootDeviceName("/dev/xvda")
                .enaSupport(true)
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .publicLaunchPermissions(false);
    }

    private String add(Image.Builder image, int gib) {
        EbsBlockDevice disk =
                EbsBlockDevice.builder()
                        .snapshotId(store.foundation().identity().ec2("snap"))
                        .volumeSize(gib)
                        .volumeType(VolumeType.GP3)
                        .iops(3000)
                        .throughput(125)
                        .encrypted(false)
                        .deleteOnTermination(true)
                        .build();
        String root = image.build().rootDeviceName();
        Image row =
                image.publicLaunchPermissions(true)
                        .blockDeviceMappings(
                                BlockDeviceMapping.builder().deviceName(root).ebs(disk).build())
                        .build();
        store.images().put(row);
        return row.imageId();
    }

    /** The image of each parameter of Systems Manager that names one. */
    Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** The image of an identifier or of {@code resolve:ssm:PARAMETER}. */
    Image named(@Nullable String idOrParameter) {
        String given = Refusals.required(idOrParameter, "ImageId");
        if (!given.startsWith(RESOLVE)) {
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
