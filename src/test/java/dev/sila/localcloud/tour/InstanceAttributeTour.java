package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.EbsInstanceBlockDeviceSpecification;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMappingSpecification;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;

/** Single attributes of instances, and instances with several disks and interfaces. */
final class InstanceAttributeTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        running(compute);
        stopped(compute);
        parts(rig, compute);
    }

    private static DescribeInstanceAttributeResponse attribute(
            Ec2Client ec2, String id, String name) {
        return ec2.describeInstanceAttribute(request -> request.instanceId(id).attribute(name));
    }

    private static void running(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String id = compute.running();
        ec2.modifyInstanceAttribute(request ->
                request.instanceId(id)
                        .sourceDestCheck(AttributeBooleanValue.builder().value(false).build()));
        assertThat(attribute(ec2, id, "sourceDestCheck").sourceDestCheck().value()).isFalse();
        ec2.resetInstanceAttribute(request -> request.instanceId(id).attribute("sourceDestCheck"));
        assertThat(compute.instance(id).sourceDestCheck()).isTrue();
        String group =
                ec2.createSecurityGroup(request -> request.groupName("web").description("web"))
                        .groupId();
        ec2.modifyInstanceAttribute(request -> request.instanceId(id).groups(group));
        assertThat(attribute(ec2, id, "groupSet").groups().getFirst().groupId()).isEqualTo(group);
        ec2.modifyInstanceAttribute(
                request -> request.instanceId(id).attribute("disableApiTermination").value("true"));
        assertThat(attribute(ec2, id, "disableApiTermination").disableApiTermination().value())
                .isTrue();
        ec2.modifyInstanceAttribute(
                request -> request.instanceId(id).blockDeviceMappings(keep("/dev/xvda")));
        assertThat(
                        compute.instance(id)
                                .blockDeviceMappings()
                                .getFirst()
                                .ebs()
                                .deleteOnTermination())
                .isFalse();
    }

    private static InstanceBlockDeviceMappingSpecification keep(String device) {
        return InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(device)
                .ebs(
                        EbsInstanceBlockDeviceSpecification.builder()
                                .deleteOnTermination(false)
                                .build())
                .build();
    }

    private static void stopped(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String id = compute.stopped();
        ec2.modifyInstanceAttribute(
                request -> request.instanceId(id).instanceType(value -> value.value("m5.large")));
        assertThat(compute.instance(id).cpuOptions().coreCount()).isEqualTo(1);
        ec2.modifyInstanceAttribute(request ->
                request.instanceId(id)
                        .userData(value -> value.value(SdkBytes.fromUtf8String("hello"))));
        assertThat(attribute(ec2, id, "userData").userData().value()).isEqualTo("aGVsbG8=");
        assertThat(attribute(ec2, id, "instanceType").instanceType().value()).isEqualTo("m5.large");
    }

    private static void parts(Rig rig, Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String subnet = compute.instance(compute.running()).subnetId();
        String own =
                ec2.createNetworkInterface(request -> request.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        String snapshot = compute.snapshot();
        String id =
                compute.running(request ->
                        request.networkInterfaces(
                                        card(0).subnetId(subnet).build(),
                                        card(1).networkInterfaceId(own).build())
                                .instanceType("m5d.large")
                                .blockDeviceMappings(
                                        Compute.disk("/dev/sdf", ebs -> ebs.snapshotId(snapshot)),
                                        BlockDeviceMapping.builder()
                                                .deviceName("/dev/sdg")
                                                .virtualName("ephemeral0")
                                                .build()));
        Instance row = compute.instance(id);
        assertThat(row.networkInterfaces())
                .extracting(card -> card.attachment().deviceIndex())
                .containsExactly(0, 1);
        assertThat(row.blockDeviceMappings())
                .extracting(disk -> disk.deviceName())
                .containsExactly("/dev/xvda", "/dev/sdf");
        ec2.terminateInstances(request -> request.instanceIds(id));
        rig.pass(java.time.Duration.ofSeconds(10));
        assertThat(
                        ec2.describeNetworkInterfaces(request -> request.networkInterfaceIds(own))
                                .networkInterfaces()
                                .getFirst()
                                .statusAsString())
                .isEqualTo("available");
    }

    private static InstanceNetworkInterfaceSpecification.Builder card(int index) {
        return InstanceNetworkInterfaceSpecification.builder().deviceIndex(index);
    }
}
