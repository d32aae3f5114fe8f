package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumeStatusResponse;
import software.amazon.awssdk.services.ec2.model.EnableVolumeIoRequest;
import software.amazon.awssdk.services.ec2.model.EnableVolumeIoResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeStatusDetails;
import software.amazon.awssdk.services.ec2.model.VolumeStatusInfo;
import software.amazon.awssdk.services.ec2.model.VolumeStatusInfoStatus;
import software.amazon.awssdk.services.ec2.model.VolumeStatusItem;
import software.amazon.awssdk.services.ec2.model.VolumeStatusName;

/** How volumes fare, and their single attributes. The local cloud's volumes are always well. */
public final class VolumeReports {
    private final Store store;
    private final Set<String> autoEnabled = new HashSet<>();
    private final FieldFilters filters =
            new FieldFilters(
                    VolumeStatusItem.builder(),
                    Map.of(
                            "volume-status.details-name", "volume-status.details.name",
                            "volume-status.details-status", "volume-status.details.status"));

    VolumeReports(Store store) {
        this.store = store;
    }

    public DescribeVolumeStatusResponse describeVolumeStatus(DescribeVolumeStatusRequest request) {
        Stream<Volume> chosen =
                request.volumeIds().isEmpty()
                        ? store.volumes().rows()
                        : request.volumeIds().stream().map(store.volumes()::get);
        Page<VolumeStatusItem> page =
                new Pages(5, 1000)
                        .page(
                                Table.matching(
                                                chosen.map(VolumeReports::status),
                                                request.filters(),
                                                filters)
                                        .toList(),
                                VolumeStatusItem::volumeId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeVolumeStatusResponse.builder()
                .volumeStatuses(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static VolumeStatusItem status(Volume volume) {
        boolean provisioned = Set.of("io1", "io2", "gp3").contains(volume.volumeTypeAsString());
        boolean attached = !volume.attachments().isEmpty();
        return VolumeStatusItem.builder()
                .volumeId(volume.volumeId())
                .availabilityZone(volume.availabilityZone())
                .availabilityZoneId(volume.availabilityZoneId())
                .volumeStatus(
                        VolumeStatusInfo.builder()
                                .status(VolumeStatusInfoStatus.OK)
                                .details(
                                        detail(VolumeStatusName.IO_ENABLED, "passed"),
                                        detail(
                                                VolumeStatusName.IO_PERFORMANCE,
                                                provisioned && attached
                                                        ? "normal"
                                                        : "not-applicable"))
                                .build())
                .build();
    }

    private static VolumeStatusDetails detail(VolumeStatusName name, String status) {
        return VolumeStatusDetails.builder().name(name).status(status).build();
    }

    public DescribeVolumeAttributeResponse describeVolumeAttribute(
            DescribeVolumeAttributeRequest request) {
        String id = store.volumes().get(request.volumeId()).volumeId();
        DescribeVolumeAttributeResponse.Builder answer =
                DescribeVolumeAttributeResponse.builder().volumeId(id);
        switch (Refusals.required(request.attributeAsString(), "Attribute")) {
            case "autoEnableIO" ->
                    answer.autoEnableIO(
                            AttributeBooleanValue.builder()
                                    .value(autoEnabled.contains(id))
                                    .build());
            case "productCodes" -> answer.productCodes(List.of());
            default ->
                    throw Refusals.invalid(
                            "attribute",
                            request.attributeAsString(),
                            "Expecting autoEnableIO or productCodes.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    public ModifyVolumeAttributeResponse modifyVolumeAttribute(
            ModifyVolumeAttributeRequest request) {
        String id = store.volumes().get(request.volumeId()).volumeId();
        if (request.autoEnableIO() == null || request.autoEnableIO().value() == null) {
            throw Refusals.missing("AutoEnableIO");
        }
        Refusals.endDryRun(request.dryRun());
        if (request.autoEnableIO().value()) {
            autoEnabled.add(id);
        } else {
            autoEnabled.remove(id);
        }
        return ModifyVolumeAttributeResponse.builder().build();
    }

    public EnableVolumeIoResponse enableVolumeIO(EnableVolumeIoRequest request) {
        store.volumes().get(request.volumeId());
        Refusals.endDryRun(request.dryRun());
        return EnableVolumeIoResponse.builder().build();
    }
}
