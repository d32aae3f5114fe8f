package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What EC2 refuses of images and snapshots. */
final class ImageRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(IMAGES, ATTRIBUTES, SNAPSHOTS).flatMap(List::stream).toList();
    }

    private static final List<Refusal> IMAGES =
            List.of(
                    rule(
                            "Names of images are unique in an account",
                            "errors-overview",
                            "InvalidAMIName.Duplicate",
                            compute -> twice(compute)),
                    rule(
                            "Names of images have at least three characters",
                            "errors-overview",
                            "InvalidAMIName.Malformed",
                            compute -> create(compute, compute.running(), "ab")),
                    rule(
                            "Names of images have certain characters",
                            "errors-overview",
                            "InvalidAMIName.Malformed",
                            compute -> create(compute, compute.running(), "an image!")),
                    rule(
                            "An image is made of an instance that exists",
                            "errors-overview",
                            "InvalidInstanceID.NotFound",
                            compute -> create(compute, "i-" + NONE, "image")),
                    rule(
                            "An image is not made of a pending instance",
                            "errors-overview",
                            "IncorrectState",
                            compute -> create(compute, compute.run(r -> {}).instanceId(), "image")),
                    rule(
                            "An image that is described exists",
                            "errors-overview",
                            "InvalidAMIID.NotFound",
                            compute -> compute.describedImage("ami-" + NONE)),
                    rule(
                            "An owner is an account or an alias",
                            "errors-overview",
                            "InvalidUserID.Malformed",
                            compute -> compute.ec2().describeImages(r -> r.owners("me"))),
                    rule(
                            "Another's image is not deregistered",
                            "errors-overview",
                            "AuthFailure",
                            compute -> deregister(compute, foreign(compute))),
                    rule(
                            "A protected image is not deregistered",
                            "API_DeregisterImage",
                            "OperationNotPermitted",
                            compute -> deregisterProtected(compute)),
                    rule(
                            "A registered image has a root snapshot",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute ->
                                    compute.ec2()
                                            .registerImage(r ->
                                                    r.name("image").rootDeviceName("/dev/xvda"))),
                    rule(
                            "An image is copied from a region that exists",
                            "API_CopyImage",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .copyImage(r ->
                                                    r.name("copy")
                                                            .sourceRegion("moon-1")
                                                            .sourceImageId(foreign(compute)))),
                    rule(
                            "A source of a copy exists",
                            "errors-overview",
                            "InvalidAMIID.NotFound",
                            compute ->
                                    compute.ec2()
                                            .copyImage(r ->
                                                    r.name("copy")
                                                            .sourceRegion("us-east-1")
                                                            .sourceImageId("ami-" + NONE))),
                    rule(
                            "An image is deprecated in the future",
                            "API_EnableImageDeprecation",
                            "InvalidParameterValue",
                            compute -> past(compute, compute.image("image"))),
                    rule(
                            "A disabled image cannot be run",
                            "errors-overview",
                            "InvalidAMIID.Unavailable",
                            compute -> runDisabled(compute)));

    private static final List<Refusal> ATTRIBUTES =
            List.of(
                    rule(
                            "An image is shared with an account of twelve digits",
                            "errors-overview",
                            "InvalidAMIAttributeItemValue",
                            compute -> share(compute, compute.image("image"), "12")),
                    rule(
                            "Something of an image is changed",
                            "API_ModifyImageAttribute",
                            "MissingParameter",
                            compute ->
                                    compute.ec2()
                                            .modifyImageAttribute(
                                                    r -> r.imageId(compute.image("image")))),
                    rule(
                            "An attribute exists",
                            "API_ModifyImageAttribute",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .modifyImageAttribute(r ->
                                                    r.imageId(compute.image("image"))
                                                            .attribute("colour")
                                                            .value("red"))),
                    rule(
                            "Another's image is not changed",
                            "errors-overview",
                            "AuthFailure",
                            compute -> share(compute, foreign(compute), "123456789012")),
                    rule(
                            "Only the launch permission can be reset",
                            "API_ResetImageAttribute",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .resetImageAttribute(r ->
                                                    r.imageId(compute.image("image"))
                                                            .attribute("colour"))));

    private static final List<Refusal> SNAPSHOTS =
            List.of(
                    rule(
                            "A snapshot of an image is not deleted",
                            "errors-overview",
                            "InvalidSnapshot.InUse",
                            compute -> deleteUsed(compute, compute.image("image"))),
                    rule(
                            "A snapshot exists",
                            "errors-overview",
                            "InvalidSnapshot.NotFound",
                            compute -> compute.describedSnapshot("snap-" + NONE)),
                    rule(
                            "Identifiers of snapshots begin with snap-",
                            "errors-overview",
                            "InvalidSnapshotID.Malformed",
                            compute -> compute.describedSnapshot("snapshot")),
                    rule(
                            "A volume of which a snapshot is made exists",
                            "errors-overview",
                            "InvalidVolume.NotFound",
                            compute ->
                                    compute.ec2().createSnapshot(r -> r.volumeId("vol-" + NONE))),
                    rule(
                            "A pending snapshot makes no volume",
                            "errors-overview",
                            "IncorrectState",
                            compute -> early(compute)),
                    rule(
                            "A snapshot under the standard key is not shared",
                            "API_ModifySnapshotAttribute",
                            "OperationNotPermitted",
                            compute -> shareEncrypted(compute)),
                    rule(
                            "A snapshot is shared with an account of twelve digits",
                            "API_ModifySnapshotAttribute",
                            "InvalidUserID.Malformed",
                            compute -> shareSnapshot(compute, compute.snapshot(), "12")),
                    rule(
                            "An attribute of a snapshot exists",
                            "API_DescribeSnapshotAttribute",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .describeSnapshotAttribute(r ->
                                                    r.snapshotId(compute.snapshot())
                                                            .attribute("colour"))),
                    rule(
                            "Snapshots are made of an instance that exists",
                            "errors-overview",
                            "InvalidInstanceID.NotFound",
                            compute ->
                                    compute.ec2()
                                            .createSnapshots(r ->
                                                    r.instanceSpecification(
                                                            i -> i.instanceId("i-" + NONE)))),
                    rule(
                            "Some volume is left to take a snapshot of",
                            "API_CreateSnapshots",
                            "InvalidParameterValue",
                            compute -> noVolume(compute, compute.running())));

    private static void create(Compute compute, String instance, String name) {
        compute.ec2().createImage(r -> r.instanceId(instance).name(name));
    }

    private static void twice(Compute compute) {
        create(compute, compute.running(), "image");
        create(compute, compute.running(), "image");
    }

    private static String foreign(Compute compute) {
        return compute.ec2().describeImages(r -> r.owners("amazon")).images().getFirst().imageId();
    }

    private static void deregister(Compute compute, String image) {
        compute.ec2().deregisterImage(r -> r.imageId(image));
    }

    private static void deregisterProtected(Compute compute) {
        String image = compute.image("image");
        compute.ec2().enableImageDeregistrationProtection(r -> r.imageId(image));
        deregister(compute, image);
    }

    private static void past(Compute compute, String image) {
        compute.ec2()
                .enableImageDeprecation(
                        r -> r.imageId(image).deprecateAt(Instant.parse("2020-01-01T00:00:00Z")));
    }

    private static void runDisabled(Compute compute) {
        String image = compute.image("image");
        compute.ec2().disableImage(r -> r.imageId(image));
        compute.run(r -> r.imageId(image));
    }

    private static void share(Compute compute, String image, String account) {
        compute.ec2()
                .modifyImageAttribute(r ->
                        r.imageId(image)
                                .attribute("launchPermission")
                                .operationType("add")
                                .userIds(account));
    }

    private static void deleteUsed(Compute compute, String image) {
        String snapshot =
                compute.describedImage(image).blockDeviceMappings().getFirst().ebs().snapshotId();
        compute.ec2().deleteSnapshot(r -> r.snapshotId(snapshot));
    }

    private static void early(Compute compute) {
        String volume = compute.volume();
        String snapshot = compute.ec2().createSnapshot(r -> r.volumeId(volume)).snapshotId();
        compute.volume(r -> r.snapshotId(snapshot));
    }

    private static void shareEncrypted(Compute compute) {
        String volume = compute.volume(r -> r.encrypted(true));
        String snapshot = compute.ec2().createSnapshot(r -> r.volumeId(volume)).snapshotId();
        shareSnapshot(compute, snapshot, "123456789012");
    }

    private static void shareSnapshot(Compute compute, String snapshot, String account) {
        compute.ec2()
                .modifySnapshotAttribute(
                        r -> r.snapshotId(snapshot).operationType("add").userIds(account));
    }

    private static void noVolume(Compute compute, String instance) {
        compute.ec2()
                .createSnapshots(r ->
                        r.instanceSpecification(
                                i -> i.instanceId(instance).excludeBootVolume(true)));
    }
}
