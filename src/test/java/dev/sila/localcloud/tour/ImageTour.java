package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.LaunchPermission;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** Images: the public ones, and those made, shared, copied, retired. */
final class ImageTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        publicOnes(compute.ec2());
        String image = made(rig, compute);
        shared(compute.ec2(), image);
        copied(rig, compute, image);
        retired(compute, image);
        registered(compute);
    }

    private static void publicOnes(Ec2Client ec2) {
        List<Image> amazon =
                ec2.describeImages(request ->
                                request.owners("amazon")
                                        .filters(
                                                Compute.filter("name", "al2023-ami-2023*"),
                                                Compute.filter("architecture", "x86_64"),
                                                Compute.filter("state", "available")))
                        .images();
        assertThat(amazon).hasSizeGreaterThan(3);
        Image newest = amazon.stream().max(Comparator.comparing(Image::creationDate)).orElseThrow();
        assertThat(newest.name()).startsWith("al2023-ami-2023.9.20251117");
        assertThat(ec2.describeImages(request -> request.owners("099720109477")).images())
                .allMatch(Image::publicLaunchPermissions)
                .noneMatch(image -> image.name().contains("focal"));
        assertThat(
                        ec2.describeImages(request ->
                                        request.owners("099720109477").includeDeprecated(true))
                                .images())
                .anyMatch(image -> image.name().contains("focal"));
        assertThat(
                        ec2.describeImages(request ->
                                        request.executableUsers("all").owners("136693071363"))
                                .images())
                .hasSizeGreaterThan(3);
    }

    private static String made(Rig rig, Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String instance = compute.running();
        Tag name = Tag.builder().key("Name").value("golden").build();
        String id =
                ec2.createImage(request ->
                                request.instanceId(instance)
                                        .name("golden 1")
                                        .tagSpecifications(
                                                tagged("image", name), tagged("snapshot", name))
                                        .blockDeviceMappings(
                                                Compute.disk("/dev/sdf", ebs -> ebs.volumeSize(3))))
                        .imageId();
        assertThat(compute.describedImage(id).stateAsString()).isEqualTo("pending");
        rig.pass(Duration.ofMinutes(2));
        Image image = compute.describedImage(id);
        assertThat(image.stateAsString()).isEqualTo("available");
        assertThat(image.blockDeviceMappings()).hasSize(2);
        assertThat(
                        ec2.describeSnapshots(request ->
                                        request.filters(Compute.filter("tag:Name", "golden")))
                                .snapshots()
                                .getFirst()
                                .description())
                .contains("Created by CreateImage(" + instance + ") for " + id);
        String copy = compute.running(request -> request.imageId(id));
        assertThat(compute.instance(copy).blockDeviceMappings()).hasSize(2);
        return id;
    }

    private static TagSpecification tagged(String type, Tag tag) {
        return TagSpecification.builder().resourceType(type).tags(tag).build();
    }

    private static void shared(Ec2Client ec2, String image) {
        LaunchPermission other = LaunchPermission.builder().userId("123456789012").build();
        ec2.modifyImageAttribute(
                request -> request.imageId(image).launchPermission(each -> each.add(other)));
        ec2.modifyImageAttribute(request ->
                request.imageId(image)
                        .attribute("launchPermission")
                        .operationType("add")
                        .userGroups("all"));
        assertThat(ec2.describeImages(request -> request.imageIds(image)).images().getFirst())
                .returns(true, Image::publicLaunchPermissions);
        assertThat(permissions(ec2, image)).hasSize(2).contains(other);
        ec2.resetImageAttribute(request -> request.imageId(image).attribute("launchPermission"));
        assertThat(permissions(ec2, image)).isEmpty();
        ec2.modifyImageAttribute(
                request -> request.imageId(image).description(text -> text.value("the one")));
        assertThat(
                        ec2.describeImageAttribute(
                                        request -> request.imageId(image).attribute("description"))
                                .description()
                                .value())
                .isEqualTo("the one");
    }

    private static List<LaunchPermission> permissions(Ec2Client ec2, String image) {
        return ec2.describeImageAttribute(
                        request -> request.imageId(image).attribute("launchPermission"))
                .launchPermissions();
    }

    private static void copied(Rig rig, Compute compute, String image) {
        Ec2Client ec2 = compute.ec2();
        String copy =
                ec2.copyImage(request ->
                                request.sourceImageId(image)
                                        .sourceRegion("us-east-1")
                                        .name("golden copy")
                                        .copyImageTags(true)
                                        .encrypted(true))
                        .imageId();
        rig.pass(Duration.ofMinutes(2));
        Image row = compute.describedImage(copy);
        assertThat(row.tags()).hasSize(1);
        assertThat(row.blockDeviceMappings().getFirst().ebs().encrypted()).isTrue();
        assertThat(
                        ec2.deregisterImage(request ->
                                        request.imageId(copy).deleteAssociatedSnapshots(true))
                                .deleteSnapshotResults())
                .hasSize(1);
    }

    private static void retired(Compute compute, String image) {
        Ec2Client ec2 = compute.ec2();
        ec2.enableImageDeprecation(request ->
                request.imageId(image)
                        .deprecateAt(java.time.Instant.parse("2027-01-01T00:00:30Z")));
        assertThat(compute.describedImage(image).deprecationTime())
                .isEqualTo("2027-01-01T00:00:00.000Z");
        ec2.disableImageDeprecation(request -> request.imageId(image));
        ec2.disableImage(request -> request.imageId(image));
        assertThat(ec2.describeImages(request -> request.owners("self")).images()).isEmpty();
        ec2.enableImage(request -> request.imageId(image));
        ec2.enableImageDeregistrationProtection(request -> request.imageId(image));
        assertThat(compute.describedImage(image).deregistrationProtection())
                .isEqualTo("enabled-without-cooldown");
        ec2.disableImageDeregistrationProtection(request -> request.imageId(image));
        ec2.deregisterImage(request -> request.imageId(image));
        assertThat(ec2.describeImages(request -> request.owners("self")).images()).isEmpty();
    }

    private static void registered(Compute compute) {
        String snapshot = compute.snapshot();
        String image =
                compute.ec2()
                        .registerImage(request ->
                                request.name("by hand")
                                        .architecture("x86_64")
                                        .virtualizationType("hvm")
                                        .enaSupport(true)
                                        .rootDeviceName("/dev/xvda")
                                        .blockDeviceMappings(
                                                Compute.disk(
                                                        "/dev/xvda",
                                                        ebs -> ebs.snapshotId(snapshot))))
                        .imageId();
        String instance = compute.running(request -> request.imageId(image));
        String volume =
                compute.instance(instance).blockDeviceMappings().getFirst().ebs().volumeId();
        assertThat(compute.describedVolume(volume).snapshotId()).isEqualTo(snapshot);
    }
}
