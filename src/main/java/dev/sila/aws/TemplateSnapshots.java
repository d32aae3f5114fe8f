package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateEbsBlockDeviceRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

/** The snapshots that launch templates give to new hosts. */
public final class TemplateSnapshots {
    private static final int PAGE = 200;

    private final Ec2Client ec2;

    public TemplateSnapshots(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Those in the default version of any template of the region. */
    public Set<String> used() {
        DescribeLaunchTemplateVersionsRequest request =
                DescribeLaunchTemplateVersionsRequest.builder()
                        .versions("$Default")
                        .maxResults(PAGE)
                        .build();
        Set<String> used = new HashSet<>();
        ec2.describeLaunchTemplateVersionsPaginator(request)
                .launchTemplateVersions()
                .forEach(version ->
                        version.launchTemplateData().blockDeviceMappings().stream()
                                .filter(TemplateSnapshots::ofSnapshot)
                                .forEach(each -> used.add(each.ebs().snapshotId())));
        return used;
    }

    private static boolean ofSnapshot(LaunchTemplateBlockDeviceMapping device) {
        return device.ebs() != null && device.ebs().snapshotId() != null;
    }

    /** A device of a template that is made of a snapshot. */
    public record Device(LaunchTemplateVersion version, String name, String snapshotId) {}

    /**
     * The device of the template's default version that is made of a snapshot.
     *
     * @param template its name
     * @throws ProblemException if there is none, or more than one
     */
    public Device device(String template) {
        DescribeLaunchTemplateVersionsRequest request =
                DescribeLaunchTemplateVersionsRequest.builder()
                        .launchTemplateName(template)
                        .versions("$Default")
                        .build();
        LaunchTemplateVersion version =
                ec2.describeLaunchTemplateVersions(request).launchTemplateVersions().getFirst();
        List<Device> devices =
                version.launchTemplateData().blockDeviceMappings().stream()
                        .filter(TemplateSnapshots::ofSnapshot)
                        .map(each ->
                                new Device(version, each.deviceName(), each.ebs().snapshotId()))
                        .toList();
        if (devices.size() != 1) {
            throw new ProblemException(
                    Problem.error(
                            "launch template " + template,
                            devices.size() + " of its disks are made of snapshots, not one.",
                            "sila pipeline up, or sila fleet up, gives a hostclass its newest"
                                    + " snapshot as a disk."));
        }
        return devices.getFirst();
    }

    /**
     * Makes a version in which the device is of another snapshot the default. The device has at
     * least that snapshot's size.
     */
    public void change(Device device, String snapshotId, int sizeGib) {
        List<LaunchTemplateBlockDeviceMappingRequest> mappings = new ArrayList<>();
        for (LaunchTemplateBlockDeviceMapping each :
                device.version().launchTemplateData().blockDeviceMappings()) {
            mappings.add(mapping(each, device, snapshotId, sizeGib));
        }
        String id = device.version().launchTemplateId();
        CreateLaunchTemplateVersionRequest request =
                CreateLaunchTemplateVersionRequest.builder()
                        .launchTemplateId(id)
                        .sourceVersion(String.valueOf(device.version().versionNumber()))
                        .launchTemplateData(
                                RequestLaunchTemplateData.builder()
                                        .blockDeviceMappings(mappings)
                                        .build())
                        .build();
        long made =
                ec2.createLaunchTemplateVersion(request).launchTemplateVersion().versionNumber();
        ec2.modifyLaunchTemplate(
                ModifyLaunchTemplateRequest.builder()
                        .launchTemplateId(id)
                        .defaultVersion(String.valueOf(made))
                        .build());
    }

    private static LaunchTemplateBlockDeviceMappingRequest mapping(
            LaunchTemplateBlockDeviceMapping before, Device device, String snapshotId, int size) {
        LaunchTemplateBlockDeviceMappingRequest.Builder mapping =
                LaunchTemplateBlockDeviceMappingRequest.builder()
                        .deviceName(before.deviceName())
                        .virtualName(before.virtualName())
                        .noDevice(before.noDevice());
        LaunchTemplateEbsBlockDevice disk = before.ebs();
        if (disk != null) {
            boolean changed = before.deviceName().equals(device.name());
            Integer had = disk.volumeSize();
            mapping.ebs(
                    LaunchTemplateEbsBlockDeviceRequest.builder()
                            .encrypted(disk.encrypted())
                            .deleteOnTermination(disk.deleteOnTermination())
                            .iops(disk.iops())
                            .throughput(disk.throughput())
                            .kmsKeyId(disk.kmsKeyId())
                            .volumeType(disk.volumeType())
                            .snapshotId(changed ? snapshotId : disk.snapshotId())
                            .volumeSize(changed && had != null ? Integer.valueOf(size) : had)
                            .build());
        }
        return mapping.build();
    }
}
