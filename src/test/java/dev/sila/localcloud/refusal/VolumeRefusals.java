package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.List;
import java.util.stream.Stream;

/** What EC2 refuses of volumes. */
final class VolumeRefusals implements Corpus {

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(MADE, ATTACHED, CHANGED).flatMap(List::stream).toList();
    }

    private static final List<Refusal> MADE =
            List.of(
                    rule(
                            "A volume has a zone",
                            "API_CreateVolume",
                            "MissingParameter",
                            compute -> compute.volume(r -> r.availabilityZone(null))),
                    rule(
                            "A zone exists",
                            "errors-overview",
                            "InvalidZone.NotFound",
                            compute -> compute.volume(r -> r.availabilityZone("us-east-1z"))),
                    rule(
                            "A volume has a size or a snapshot",
                            "API_CreateVolume",
                            "MissingParameter",
                            compute -> compute.volume(r -> r.size(null))),
                    rule(
                            "A volume type exists",
                            "errors-overview",
                            "UnknownVolumeType",
                            compute -> compute.volume(r -> r.volumeType("gp9"))),
                    rule(
                            "io1 volumes have at least 4 GiB",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.volumeType("io1").iops(100).size(3))),
                    rule(
                            "st1 volumes have at least 125 GiB",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.volumeType("st1").size(124))),
                    rule(
                            "gp2 volumes have at most 16 TiB",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.volumeType("gp2").size(16_385))),
                    rule(
                            "gp3 volumes have at least 3,000 operations a second",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.iops(2_999))),
                    rule(
                            "gp3 volumes have at most 500 operations a second per GiB",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.iops(5_001))),
                    rule(
                            "io1 volumes have at most 50 operations a second per GiB",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.volumeType("io1").iops(501))),
                    rule(
                            "gp3 volumes have at least 125 MiB/s",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.throughput(100))),
                    rule(
                            "gp3 volumes have at most a quarter MiB/s per operation",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> compute.volume(r -> r.throughput(800))),
                    rule(
                            "Only gp3 volumes take a throughput",
                            "API_CreateVolume",
                            "InvalidParameterCombination",
                            compute -> compute.volume(r -> r.volumeType("gp2").throughput(125))),
                    rule(
                            "Only io1 and io2 volumes are attached many times",
                            "API_CreateVolume",
                            "InvalidParameterCombination",
                            compute -> compute.volume(r -> r.multiAttachEnabled(true))),
                    rule(
                            "A key needs encryption",
                            "errors-overview",
                            "InvalidParameterDependency",
                            compute -> compute.volume(r -> r.kmsKeyId("alias/aws/ebs"))),
                    rule(
                            "A snapshot exists",
                            "errors-overview",
                            "InvalidSnapshot.NotFound",
                            compute -> compute.volume(r -> r.snapshotId("snap-" + NONE))),
                    rule(
                            "A volume is not smaller than its snapshot",
                            "API_CreateVolume",
                            "InvalidParameterValue",
                            compute -> smaller(compute, compute.snapshot())));

    private static final List<Refusal> ATTACHED =
            List.of(
                    rule(
                            "A volume exists",
                            "errors-overview",
                            "InvalidVolume.NotFound",
                            compute -> attach(compute, "vol-" + NONE, compute.running())),
                    rule(
                            "Identifiers of volumes begin with vol-",
                            "errors-overview",
                            "InvalidVolumeID.Malformed",
                            compute -> attach(compute, "volume", compute.running())),
                    rule(
                            "An instance exists",
                            "errors-overview",
                            "InvalidInstanceID.NotFound",
                            compute -> attach(compute, compute.volume(), "i-" + NONE)),
                    rule(
                            "Volume and instance are in one zone",
                            "errors-overview",
                            "InvalidVolume.ZoneMismatch",
                            compute ->
                                    attach(
                                            compute,
                                            compute.volume(r -> r.availabilityZone("us-east-1b")),
                                            compute.running())),
                    rule(
                            "A volume is attached once",
                            "errors-overview",
                            "VolumeInUse",
                            compute -> attachTwice(compute)),
                    rule(
                            "A device is used once",
                            "API_AttachVolume",
                            "InvalidParameterValue",
                            compute -> sameDevice(compute)),
                    rule(
                            "Device names are ones that Linux has",
                            "API_AttachVolume",
                            "InvalidParameterValue",
                            compute ->
                                    device(compute, compute.volume(), compute.running(), "disk")),
                    rule(
                            "A pending instance takes no volume",
                            "errors-overview",
                            "IncorrectState",
                            compute ->
                                    attach(
                                            compute,
                                            compute.volume(),
                                            compute.run(r -> {}).instanceId())),
                    rule(
                            "A free volume is not detached",
                            "errors-overview",
                            "IncorrectState",
                            compute -> detach(compute, compute.volume())),
                    rule(
                            "A volume is detached from where it is",
                            "errors-overview",
                            "InvalidAttachment.NotFound",
                            compute -> detachElsewhere(compute)),
                    rule(
                            "The root volume of a running instance stays",
                            "API_DetachVolume",
                            "OperationNotPermitted",
                            compute -> detach(compute, root(compute, compute.running()))),
                    rule(
                            "A volume in use is not deleted",
                            "errors-overview",
                            "VolumeInUse",
                            compute -> delete(compute, root(compute, compute.running()))),
                    rule(
                            "A volume that is made is not deleted yet",
                            "errors-overview",
                            "IncorrectState",
                            compute ->
                                    delete(
                                            compute,
                                            compute.ec2()
                                                    .createVolume(r ->
                                                            r.availabilityZone("us-east-1a")
                                                                    .size(1))
                                                    .volumeId())));

    private static final List<Refusal> CHANGED =
            List.of(
                    rule(
                            "A volume does not shrink",
                            "API_ModifyVolume",
                            "InvalidParameterValue",
                            compute -> size(compute, compute.volume(), 9)),
                    rule(
                            "Something is changed",
                            "API_ModifyVolume",
                            "MissingParameter",
                            compute ->
                                    compute.ec2().modifyVolume(r -> r.volumeId(compute.volume()))),
                    rule(
                            "One change ends before the next",
                            "API_ModifyVolume",
                            "IncorrectModificationState",
                            compute -> changedTwice(compute)),
                    rule(
                            "A volume was changed",
                            "API_DescribeVolumesModifications",
                            "InvalidVolumeModification.NotFound",
                            compute ->
                                    compute.ec2()
                                            .describeVolumesModifications(
                                                    r -> r.volumeIds(compute.volume()))),
                    rule(
                            "An attribute exists",
                            "API_DescribeVolumeAttribute",
                            "InvalidParameterValue",
                            compute ->
                                    compute.ec2()
                                            .describeVolumeAttribute(r ->
                                                    r.volumeId(compute.volume())
                                                            .attribute("colour"))));

    private static void smaller(Compute compute, String snapshot) {
        compute.volume(r -> r.snapshotId(snapshot).size(9));
    }

    private static void attach(Compute compute, String volume, String instance) {
        device(compute, volume, instance, "/dev/sdf");
    }

    private static void device(Compute compute, String volume, String instance, String device) {
        compute.ec2().attachVolume(r -> r.volumeId(volume).instanceId(instance).device(device));
    }

    private static void attachTwice(Compute compute) {
        String volume = compute.volume();
        attach(compute, volume, compute.running());
        attach(compute, volume, compute.running());
    }

    private static void sameDevice(Compute compute) {
        String instance = compute.running();
        attach(compute, compute.volume(), instance);
        attach(compute, compute.volume(), instance);
    }

    private static void detach(Compute compute, String volume) {
        compute.ec2().detachVolume(r -> r.volumeId(volume));
    }

    private static void detachElsewhere(Compute compute) {
        String volume = compute.volume();
        attach(compute, volume, compute.running());
        String other = compute.running();
        compute.ec2().detachVolume(r -> r.volumeId(volume).instanceId(other));
    }

    private static String root(Compute compute, String instance) {
        return compute.instance(instance).blockDeviceMappings().getFirst().ebs().volumeId();
    }

    private static void delete(Compute compute, String volume) {
        compute.ec2().deleteVolume(r -> r.volumeId(volume));
    }

    private static void size(Compute compute, String volume, int size) {
        compute.ec2().modifyVolume(r -> r.volumeId(volume).size(size));
    }

    private static void changedTwice(Compute compute) {
        String volume = compute.volume();
        size(compute, volume, 20);
        size(compute, volume, 30);
    }
}
