package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Compute;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CopyTagsFromSource;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.InstanceSpecification;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Snapshots of volumes and of whole instances, their copies and who may use them. */
final class SnapshotTour implements Tour {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public void walk(Rig rig) {
        Compute compute = new Compute(rig);
        String snapshot = made(rig, compute);
        shared(compute.ec2(), snapshot);
        ofInstance(compute);
        copied(rig, compute, snapshot);
    }

    private static String made(Rig rig, Compute compute) {
        String volume = compute.volume();
        String id =
                compute.ec2()
                        .createSnapshot(
                                request -> request.volumeId(volume).description("before work"))
                        .snapshotId();
        rig.pass(Duration.ofSeconds(15));
        assertThat(compute.describedSnapshot(id).progress()).isEqualTo("50%");
        rig.pass(Duration.ofSeconds(20));
        assertThat(compute.describedSnapshot(id).stateAsString()).isEqualTo("completed");
        String restored = compute.volume(request -> request.snapshotId(id).size(20));
        assertThat(compute.describedVolume(restored).snapshotId()).isEqualTo(id);
        return id;
    }

    private static void shared(Ec2Client ec2, String snapshot) {
        ec2.modifySnapshotAttribute(request ->
                request.snapshotId(snapshot)
                        .attribute("createVolumePermission")
                        .operationType("add")
                        .userIds("123456789012")
                        .groupNames("all"));
        assertThat(permissions(ec2, snapshot))
                .contains(CreateVolumePermission.builder().userId("123456789012").build());
        assertThat(ec2.describeSnapshots(request -> request.restorableByUserIds("all")).snapshots())
                .hasSize(1);
        ec2.resetSnapshotAttribute(
                request -> request.snapshotId(snapshot).attribute("createVolumePermission"));
        assertThat(permissions(ec2, snapshot)).isEmpty();
        assertThat(ec2.describeSnapshots(request -> request.ownerIds("self")).snapshots())
                .hasSize(1);
        assertThat(ec2.describeSnapshots(request -> request.ownerIds("amazon")).snapshots())
                .isEmpty();
    }

    private static java.util.List<CreateVolumePermission> permissions(Ec2Client ec2, String id) {
        return ec2.describeSnapshotAttribute(
                        request -> request.snapshotId(id).attribute("createVolumePermission"))
                .createVolumePermissions();
    }

    private static void ofInstance(Compute compute) {
        Ec2Client ec2 = compute.ec2();
        String instance =
                compute.running(request ->
                        request.blockDeviceMappings(
                                Compute.disk("/dev/sdf", ebs -> ebs.volumeSize(5))));
        String root = compute.instance(instance).blockDeviceMappings().getFirst().ebs().volumeId();
        ec2.createTags(request ->
                request.resources(root).tags(Tag.builder().key("disk").value("root").build()));
        assertThat(
                        ec2.createSnapshots(request ->
                                        request.instanceSpecification(
                                                        InstanceSpecification.builder()
                                                                .instanceId(instance)
                                                                .build())
                                                .copyTagsFromSource(CopyTagsFromSource.VOLUME))
                                .snapshots())
                .hasSize(2);
        assertThat(
                        ec2.describeSnapshots(request ->
                                        request.filters(Compute.filter("tag:disk", "root")))
                                .snapshots())
                .singleElement()
                .returns(root, each -> each.volumeId());
    }

    private static void copied(Rig rig, Compute compute, String snapshot) {
        Ec2Client ec2 = compute.ec2();
        String copy =
                ec2.copySnapshot(request ->
                                request.sourceRegion("us-east-1")
                                        .sourceSnapshotId(snapshot)
                                        .presignedUrl("https://ec2.us-east-1.amazonaws.com/")
                                        .encrypted(true))
                        .snapshotId();
        rig.pass(Duration.ofMinutes(1));
        assertThat(compute.describedSnapshot(copy).encrypted()).isTrue();
        String volume = compute.volume(request -> request.snapshotId(copy));
        assertThat(compute.describedVolume(volume).encrypted()).isTrue();
        ec2.deleteSnapshot(request -> request.snapshotId(copy));
        assertThat(
                        ec2.describeSnapshots(request ->
                                        request.filters(Compute.filter("snapshot-id", copy)))
                                .snapshots())
                .isEmpty();
    }
}
