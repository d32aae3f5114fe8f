package dev.sila.aws;

import dev.sila.engine.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** EBS volumes, as far as snapshots are taken of them. */
public final class Volumes {
    private final Ec2Client ec2;
    private final Waiter waiter;

    public Volumes(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /**
     * A volume of a host that is not its root.
     *
     * @param tags the host's
     */
    public record Disk(String volumeId, String instanceId, String device, Tags tags) {}

    /**
     * The disks of running and stopped hosts of an environment, their roots left out.
     *
     * @param filter a filter of DescribeInstances, such as {@code tag:hostclass}
     */
    public List<Disk> of(String environment, String filter, List<String> values) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder()
                        .filters(
                                AwsTags.ofEnvironment(environment),
                                Filter.builder().name(filter).values(values).build(),
                                Filter.builder()
                                        .name("instance-state-name")
                                        .values("running", "stopping", "stopped")
                                        .build())
                        .build();
        List<Disk> disks = new ArrayList<>();
        ec2.describeInstancesPaginator(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .forEach(each -> disks(each, disks));
        return disks;
    }

    private static void disks(Instance host, List<Disk> disks) {
        for (InstanceBlockDeviceMapping each : host.blockDeviceMappings()) {
            if (each.ebs() != null && !each.deviceName().equals(host.rootDeviceName())) {
                disks.add(
                        new Disk(
                                each.ebs().volumeId(),
                                host.instanceId(),
                                each.deviceName(),
                                AwsTags.fromEc2(host.tags())));
            }
        }
    }

    /** The instance that a volume is attached to; empty if to none. */
    public Optional<String> holder(String volumeId) {
        DescribeVolumesRequest request =
                DescribeVolumesRequest.builder().volumeIds(volumeId).build();
        return ec2.describeVolumes(request).volumes().stream()
                .flatMap(each -> each.attachments().stream())
                .map(each -> each.instanceId())
                .findFirst();
    }

    /** The tags of an instance. */
    public Tags tags(String instanceId) {
        DescribeInstancesRequest request =
                DescribeInstancesRequest.builder().instanceIds(instanceId).build();
        return ec2.describeInstances(request).reservations().stream()
                .flatMap(each -> each.instances().stream())
                .findFirst()
                .map(each -> AwsTags.fromEc2(each.tags()))
                .orElse(Tags.NONE);
    }

    /** A volume that carries all of these tags, from a run that died before it deleted it. */
    public Optional<String> leftOver(Map<String, String> tags) {
        List<Filter> filters =
                tags.entrySet().stream()
                        .map(each ->
                                Filter.builder()
                                        .name("tag:" + each.getKey())
                                        .values(each.getValue())
                                        .build())
                        .toList();
        DescribeVolumesRequest request = DescribeVolumesRequest.builder().filters(filters).build();
        return ec2.describeVolumesPaginator(request).volumes().stream()
                .filter(each -> each.state() != VolumeState.DELETING)
                .map(Volume::volumeId)
                .sorted()
                .findFirst();
    }

    /** Makes an empty gp3 volume. */
    public String create(String zone, int sizeGib, boolean encrypted, Tags tags) {
        CreateVolumeRequest request =
                CreateVolumeRequest.builder()
                        .availabilityZone(zone)
                        .size(sizeGib)
                        .volumeType(VolumeType.GP3)
                        .encrypted(encrypted)
                        .tagSpecifications(AwsTags.ec2(ResourceType.VOLUME, tags))
                        .build();
        return ec2.createVolume(request).volumeId();
    }

    /** Returns once a new volume can be used. */
    public void awaitAvailable(String volumeId) {
        DescribeVolumesRequest request =
                DescribeVolumesRequest.builder().volumeIds(volumeId).build();
        waiter.retryWhile(
                Wait.brief("volume " + volumeId + " to be known", 5),
                AwsErrors::notFound,
                () -> ec2.describeVolumes(request));
        waiter.until(
                Wait.brief("volume " + volumeId + " to be available", 10),
                () ->
                        ec2.describeVolumes(request).volumes().stream()
                                .allMatch(each -> each.state() == VolumeState.AVAILABLE));
    }

    /** Deletes one; one that is gone already is no failure. */
    public void delete(String volumeId) {
        AwsErrors.unlessGone(
                () -> ec2.deleteVolume(DeleteVolumeRequest.builder().volumeId(volumeId).build()));
    }
}
