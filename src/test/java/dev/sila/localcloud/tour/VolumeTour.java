package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;

/** Volumes: made, attached, changed, detached, deleted. */
final class VolumeTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        String volume = made(rig, compute);
        attached(rig, compute, volume);
        changed(rig, compute, volume);
        reports(compute.ec2(), volume);
        compute.ec2().deleteVolume(request -> request.volumeId(volume));
        assertThat(compute.describedVolume(volume).stateAsString()).isEqualTo("deleting");
        rig.pass(Duration.ofSeconds(10));
        assertThat(
                        compute.ec2()
                                .describeVolumes(request ->
                                        request.filters(Compute.filter("volume-id", volume)))
                                .volumes())
                .isEmpty();
    }

    private static String made(Rig rig, Compute compute) {
        String id =
                compute.ec2()
                        .createVolume(request ->
                                request.availabilityZone("us-east-1a")
                                        .size(100)
                                        .volumeType("gp3")
                                        .encrypted(true))
                        .volumeId();
        assertThat(compute.describedVolume(id).stateAsString()).isEqualTo("creating");
        rig.pass(Duration.ofSeconds(10));
        Volume volume = compute.describedVolume(id);
        assertThat(volume.stateAsString()).isEqualTo("available");
        assertThat(volume.iops()).isEqualTo(3000);
        assertThat(volume.throughput()).isEqualTo(125);
        assertThat(volume.kmsKeyId()).startsWith("arn:aws:kms:us-east-1:000000000000:key/");
        return id;
    }

    private static void attached(Rig rig, Compute compute, String volume) {
        Ec2Client ec2 = compute.ec2();
        String instance = compute.running();
        assertThat(
                        ec2.attachVolume(request ->
                                        request.volumeId(volume)
                                                .instanceId(instance)
                                                .device("/dev/sdf"))
                                .stateAsString())
                .isEqualTo("attaching");
        rig.pass(Duration.ofSeconds(5));
        assertThat(compute.describedVolume(volume).attachments().getFirst().stateAsString())
                .isEqualTo("attached");
        assertThat(compute.instance(instance).blockDeviceMappings()).hasSize(2);
        assertThat(
                        ec2.describeVolumes(request ->
                                        request.filters(
                                                Compute.filter("attachment.instance-id", instance),
                                                Compute.filter("attachment.device", "/dev/sd?")))
                                .volumes())
                .extracting(Volume::volumeId)
                .containsExactly(volume);
        assertThat(ec2.detachVolume(request -> request.volumeId(volume)).stateAsString())
                .isEqualTo("detaching");
        rig.pass(Duration.ofSeconds(5));
        assertThat(compute.describedVolume(volume).stateAsString()).isEqualTo("available");
        assertThat(compute.instance(instance).blockDeviceMappings()).hasSize(1);
    }

    private static void changed(Rig rig, Compute compute, String volume) {
        Ec2Client ec2 = compute.ec2();
        VolumeModification begun =
                ec2.modifyVolume(request -> request.volumeId(volume).size(200).iops(6000))
                        .volumeModification();
        assertThat(begun.modificationStateAsString()).isEqualTo("modifying");
        rig.pass(Duration.ofSeconds(10));
        assertThat(modification(ec2, volume).modificationStateAsString()).isEqualTo("optimizing");
        assertThat(compute.describedVolume(volume).size()).isEqualTo(200);
        rig.pass(Duration.ofMinutes(10));
        assertThat(modification(ec2, volume).progress()).isEqualTo(100);
        assertThat(compute.describedVolume(volume).iops()).isEqualTo(6000);
    }

    private static VolumeModification modification(Ec2Client ec2, String volume) {
        return ec2.describeVolumesModifications(request -> request.volumeIds(volume))
                .volumesModifications()
                .getFirst();
    }

    private static void reports(Ec2Client ec2, String volume) {
        assertThat(
                        ec2.describeVolumeStatus(request -> request.volumeIds(volume))
                                .volumeStatuses()
                                .getFirst()
                                .volumeStatus()
                                .statusAsString())
                .isEqualTo("ok");
        ec2.modifyVolumeAttribute(request ->
                request.volumeId(volume)
                        .autoEnableIO(AttributeBooleanValue.builder().value(true).build()));
        assertThat(
                        ec2.describeVolumeAttribute(request ->
                                        request.volumeId(volume).attribute("autoEnableIO"))
                                .autoEnableIO()
                                .value())
                .isTrue();
        ec2.enableVolumeIO(request -> request.volumeId(volume));
    }
}
