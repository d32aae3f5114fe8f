package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.ComputeRules.NONE;
import static dev.sila.localcloud.refusal.ComputeRules.rule;

import dev.sila.localcloud.Compute;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/** What EC2 refuses of the disks and interfaces of a launch. */
final class LaunchPartRefusals implements Corpus {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(DISKS, INTERFACES).flatMap(List::stream).toList();
    }

    private static final List<Refusal> DISKS =
            List.of(
                    rule(
                            "A disk is not smaller than its snapshot",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute -> disk(compute, "/dev/xvda", d -> d.volumeSize(1))),
                    rule(
                            "A disk without a snapshot has a size",
                            "API_RunInstances",
                            "MissingParameter",
                            compute -> disk(compute, "/dev/sdf", d -> d.volumeType("gp3"))),
                    rule(
                            "A snapshot exists",
                            "errors-overview",
                            "InvalidSnapshot.NotFound",
                            compute ->
                                    disk(compute, "/dev/sdf", d -> d.snapshotId("snap-" + NONE))),
                    rule(
                            "Identifiers of snapshots begin with snap-",
                            "errors-overview",
                            "InvalidSnapshotID.Malformed",
                            compute -> disk(compute, "/dev/sdf", d -> d.snapshotId("snapshot"))),
                    rule(
                            "A volume type exists",
                            "errors-overview",
                            "UnknownVolumeType",
                            compute ->
                                    disk(
                                            compute,
                                            "/dev/sdf",
                                            d -> d.volumeSize(9).volumeType("gp9"))),
                    rule(
                            "io1 needs operations a second",
                            "API_EbsBlockDevice",
                            "MissingParameter",
                            compute ->
                                    disk(
                                            compute,
                                            "/dev/sdf",
                                            d -> d.volumeSize(9).volumeType("io1"))),
                    rule(
                            "gp2 takes no operations a second",
                            "API_EbsBlockDevice",
                            "InvalidParameterCombination",
                            compute ->
                                    disk(
                                            compute,
                                            "/dev/sdf",
                                            d -> d.volumeSize(9).volumeType("gp2").iops(300))),
                    rule(
                            "Device names are ones that Linux has",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute -> disk(compute, "disk", d -> d.volumeSize(9))),
                    rule(
                            "A device is mapped once",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute ->
                                    compute.run(r ->
                                            r.blockDeviceMappings(
                                                    Compute.disk("/dev/sdf", d -> d.volumeSize(1)),
                                                    Compute.disk(
                                                            "/dev/sdf", d -> d.volumeSize(1))))),
                    rule(
                            "The root disk cannot be left out",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute ->
                                    compute.run(r ->
                                            r.blockDeviceMappings(
                                                    BlockDeviceMapping.builder()
                                                            .deviceName("/dev/xvda")
                                                            .noDevice("")
                                                            .build()))),
                    rule(
                            "Instance store volumes are ephemeral0 to ephemeral23",
                            "errors-overview",
                            "InvalidBlockDeviceMapping",
                            compute ->
                                    compute.run(r ->
                                            r.blockDeviceMappings(
                                                    BlockDeviceMapping.builder()
                                                            .deviceName("/dev/sdf")
                                                            .virtualName("store")
                                                            .build()))),
                    rule(
                            "A key needs encryption",
                            "errors-overview",
                            "InvalidParameterDependency",
                            compute ->
                                    disk(
                                            compute,
                                            "/dev/sdf",
                                            d -> d.volumeSize(9).kmsKeyId("alias/aws/ebs"))));

    private static final List<Refusal> INTERFACES =
            List.of(
                    rule(
                            "Interfaces and a subnet are not given together",
                            "API_RunInstances",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r ->
                                            r.subnetId("subnet-" + NONE)
                                                    .networkInterfaces(card(0).build()))),
                    rule(
                            "Interfaces and security groups are not given together",
                            "API_RunInstances",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r ->
                                            r.securityGroupIds("sg-" + NONE)
                                                    .networkInterfaces(card(0).build()))),
                    rule(
                            "Each interface has a device index",
                            "API_InstanceNetworkInterfaceSpecification",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.networkInterfaces(
                                                    InstanceNetworkInterfaceSpecification.builder()
                                                            .description("x")
                                                            .build()))),
                    rule(
                            "Device indexes are unique",
                            "API_InstanceNetworkInterfaceSpecification",
                            "InvalidParameterValue",
                            compute ->
                                    compute.run(r ->
                                            r.networkInterfaces(card(0).build(), card(0).build()))),
                    rule(
                            "One interface is at device index 0",
                            "API_InstanceNetworkInterfaceSpecification",
                            "InvalidParameterValue",
                            compute -> compute.run(r -> r.networkInterfaces(card(1).build()))),
                    rule(
                            "A public address is for a single interface",
                            "API_InstanceNetworkInterfaceSpecification",
                            "InvalidParameterCombination",
                            compute ->
                                    compute.run(r ->
                                            r.networkInterfaces(
                                                    card(0).associatePublicIpAddress(true).build(),
                                                    card(1).build()))),
                    rule(
                            "An instance type takes only so many interfaces",
                            "errors-overview",
                            "AttachmentLimitExceeded",
                            compute ->
                                    compute.run(r ->
                                            r.networkInterfaces(
                                                    card(0).build(),
                                                    card(1).build(),
                                                    card(2).build()))),
                    rule(
                            "An interface exists",
                            "errors-overview",
                            "InvalidNetworkInterfaceID.NotFound",
                            compute ->
                                    compute.run(r ->
                                            r.networkInterfaces(
                                                    card(0).networkInterfaceId("eni-" + NONE)
                                                            .build()))),
                    rule(
                            "An interface in use cannot be attached",
                            "errors-overview",
                            "InvalidNetworkInterface.InUse",
                            compute -> usedCard(compute)));

    private static void disk(
            Compute compute, String device, Consumer<EbsBlockDevice.Builder> described) {
        compute.run(r -> r.blockDeviceMappings(Compute.disk(device, described)));
    }

    private static InstanceNetworkInterfaceSpecification.Builder card(int index) {
        return InstanceNetworkInterfaceSpecification.builder().deviceIndex(index);
    }

    private static void usedCard(Compute compute) {
        String used =
                compute.instance(compute.running())
                        .networkInterfaces()
                        .getFirst()
                        .networkInterfaceId();
        compute.run(r -> r.networkInterfaces(card(0).networkInterfaceId(used).build()));
    }
}
