package dev.sila.localcloud;

import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.Volume;

/** What walks through EC2's compute and attempts on it do again and again. */
public final class Compute {
    /** Leads to the newest Amazon Linux 2023. */
    public static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";

    private final Rig rig;

    public Compute(Rig rig) {
        this.rig = rig;
    }

    public Ec2Client ec2() {
        return rig.ec2();
    }

    /** Runs one small instance with something said beside, and waits until it runs. */
    public String running(Consumer<RunInstancesRequest.Builder> change) {
        String id = run(change).instanceId();
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    /** Runs one small instance with something said beside. */
    public Instance run(Consumer<RunInstancesRequest.Builder> change) {
        RunInstancesRequest.Builder request =
                RunInstancesRequest.builder()
                        .imageId(IMAGE)
                        .instanceType("t3.micro")
                        .minCount(1)
                        .maxCount(1);
        change.accept(request);
        return ec2().runInstances(request.build()).instances().getFirst();
    }

    /** A running instance of which nothing is said. */
    public String running() {
        return running(request -> {});
    }

    /** A stopped instance. */
    public String stopped() {
        String id = running();
        ec2().stopInstances(request -> request.instanceIds(id));
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    public Instance instance(String id) {
        return ec2().describeInstances(request -> request.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    public String state(String id) {
        return instance(id).state().nameAsString();
    }

    /** An available volume of 10 GiB in the first zone. */
    public String volume() {
        return volume(request -> {});
    }

    /** An available volume of 10 GiB in the first zone, with something said beside. */
    public String volume(Consumer<CreateVolumeRequest.Builder> change) {
        CreateVolumeRequest.Builder request =
                CreateVolumeRequest.builder()
                        .availabilityZone("us-east-1a")
                        .size(10)
                        .volumeType("gp3");
        change.accept(request);
        String id = ec2().createVolume(request.build()).volumeId();
        rig.pass(Duration.ofSeconds(10));
        return id;
    }

    public Volume describedVolume(String id) {
        return ec2().describeVolumes(request -> request.volumeIds(id)).volumes().getFirst();
    }

    /** A completed snapshot of a new volume. */
    public String snapshot() {
        String id = ec2().createSnapshot(request -> request.volumeId(volume())).snapshotId();
        rig.pass(Duration.ofSeconds(60));
        return id;
    }

    public Snapshot describedSnapshot(String id) {
        return ec2().describeSnapshots(request -> request.snapshotIds(id)).snapshots().getFirst();
    }

    /** An available image of a new instance. */
    public String image(String name) {
        String instance = running();
        String id = ec2().createImage(request -> request.instanceId(instance).name(name)).imageId();
        rig.pass(Duration.ofSeconds(90));
        return id;
    }

    public Image describedImage(String id) {
        return ec2().describeImages(request -> request.imageIds(id)).images().getFirst();
    }

    public static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }

    public static BlockDeviceMapping disk(
            String device, Consumer<EbsBlockDevice.Builder> described) {
        EbsBlockDevice.Builder ebs = EbsBlockDevice.builder();
        described.accept(ebs);
        return BlockDeviceMapping.builder().deviceName(device).ebs(ebs.build()).build();
    }
}
