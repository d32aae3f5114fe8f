package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesModificationsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVolumeResponse;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeModification;
import software.amazon.awssdk.services.ec2.model.VolumeModificationState;
import software.amazon.awssdk.services.ec2.model.VolumeState;

/**
 * Changes size, type and speed of volumes in use: modifying, optimizing, completed. The new size
 * and type count from optimizing on. Four changes in 24 hours (EC2 API reference, ModifyVolume).
 */
public final class VolumeModifications {
    private static final Duration MODIFYING = Duration.ofSeconds(5);
    private static final Duration OPTIMIZING = Duration.ofMinutes(5);
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final int MOST_IN_WINDOW = 4;

    private final Store store;
    private final Map<String, VolumeModification> latest = new LinkedHashMap<>();
    private final Map<String, List<Instant>> starts = new HashMap<>();
    private final FieldFilters filters = new FieldFilters(VolumeModification.builder(), Map.of());

    VolumeModifications(Store store) {
        this.store = store;
    }

    public ModifyVolumeResponse modifyVolume(ModifyVolumeRequest request) {
        Refusals.supportedOnly(
                request, Set.of("VolumeId", "Size", "VolumeType", "Iops", "Throughput", "DryRun"));
        Volume volume = store.volumes().get(request.volumeId());
        if (!Set.of(VolumeState.AVAILABLE, VolumeState.IN_USE).contains(volume.state())) {
            throw new AwsFailure(
                    "IncorrectState",
                    "Volume '%s' is in the '%s' state; it must be available or in-use."
                            .formatted(volume.volumeId(), volume.stateAsString()));
        }
        VolumeRules target = target(request, volume);
        checkRate(volume.volumeId());
        Refusals.endDryRun(request.dryRun());
        VolumeModification begun = begun(volume, target);
        latest.put(volume.volumeId(), begun);
        starts.computeIfAbsent(volume.volumeId(), id -> new ArrayList<>()).add(begun.startTime());
        store.foundation().timeline().after(MODIFYING, () -> optimize(volume.volumeId()));
        return ModifyVolumeResponse.builder().volumeModification(begun).build();
    }

    private static VolumeRules target(ModifyVolumeRequest request, Volume volume) {
        String type = request.volumeTypeAsString();
        if (type == null
                && request.size() == null
                && request.iops() == null
                && request.throughput() == null) {
            throw Refusals.missing("size, volumeType, iops or throughput");
        }
        if (volume.volumeTypeAsString().equals("standard")) {
            throw new AwsFailure("UnsupportedOperation", "Magnetic volumes cannot be modified.");
        }
        int size = request.size() == null ? volume.size() : request.size();
        if (size < volume.size()) {
            throw Refusals.invalid("New size cannot be smaller than existing size");
        }
        boolean same = type == null || type.equals(volume.volumeTypeAsString());
        boolean free = volume.volumeTypeAsString().equals("gp2");
        return VolumeRules.checked(
                type == null ? volume.volumeTypeAsString() : type,
                size,
                kept(request.iops(), volume.iops(), same && !free),
                kept(request.throughput(), volume.throughput(), same));
    }

    private static @Nullable Integer kept(
            @Nullable Integer wanted, @Nullable Integer present, boolean keep) {
        return wanted == null && keep ? present : wanted;
    }

    private void checkRate(String id) {
        VolumeModification before = latest.get(id);
        if (before != null && before.modificationState() != VolumeModificationState.COMPLETED) {
            throw new AwsFailure(
                    "IncorrectModificationState",
                    "Volume %s cannot be modified in modification state %s"
                            .formatted(id, before.modificationStateAsString()));
        }
        Instant window = now().minus(WINDOW);
        long recent = starts.getOrDefault(id, List.of()).stream().filter(window::isBefore).count();
        if (recent >= MOST_IN_WINDOW) {
            throw new AwsFailure(
                    "VolumeModificationRateExceeded",
                    "You've reached the maximum modification rate per volume limit. Wait before another modification of volume "
                            + id);
        }
    }

    private Instant now() {
        return store.foundation().timeline().now();
    }

    private VolumeModification begun(Volume volume, VolumeRules target) {
        return VolumeModification.builder()
                .volumeId(volume.volumeId())
                .modificationState(VolumeModificationState.MODIFYING)
                .originalSize(volume.size())
                .originalVolumeType(volume.volumeTypeAsString())
                .originalIops(volume.iops())
                .originalThroughput(volume.throughput())
                .originalMultiAttachEnabled(volume.multiAttachEnabled())
                .targetSize(target.size())
                .targetVolumeType(target.type())
                .targetIops(target.operations())
                .targetThroughput(target.throughput())
                .targetMultiAttachEnabled(volume.multiAttachEnabled())
                .progress(0L)
                .startTime(now())
                .build();
    }

    private void optimize(String id) {
        VolumeModification running = enter(id, VolumeModificationState.OPTIMIZING, 50, null);
        store.volumes()
                .change(
                        id,
                        row ->
                                row.toBuilder()
                                        .size(running.targetSize())
                                        .volumeType(running.targetVolumeTypeAsString())
                                        .iops(running.targetIops())
                                        .throughput(running.targetThroughput())
                                        .build());
        store.foundation()
                .timeline()
                .after(OPTIMIZING, () -> enter(id, VolumeModificationState.COMPLETED, 100, now()));
    }

    private VolumeModification enter(
            String id, VolumeModificationState state, long progress, @Nullable Instant end) {
        VolumeModification after =
                java.util.Objects.requireNonNull(latest.get(id)).toBuilder()
                        .modificationState(state)
                        .progress(progress)
                        .endTime(end)
                        .build();
        latest.put(id, after);
        return after;
    }

    /** The latest change of each volume that was ever changed. */
    public DescribeVolumesModificationsResponse describeVolumesModifications(
            DescribeVolumesModificationsRequest request) {
        Stream<VolumeModification> chosen =
                request.volumeIds().isEmpty()
                        ? List.copyOf(latest.values()).stream()
                                .filter(each -> store.volumes().find(each.volumeId()).isPresent())
                        : request.volumeIds().stream().map(this::ofVolume);
        Page<VolumeModification> page =
                new Pages(5, 1000)
                        .page(
                                Table.matching(chosen, request.filters(), filters).toList(),
                                VolumeModification::volumeId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeVolumesModificationsResponse.builder()
                .volumesModifications(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private VolumeModification ofVolume(String id) {
        VolumeModification found = latest.get(store.volumes().get(id).volumeId());
        if (found == null) {
            throw new AwsFailure(
                    "InvalidVolumeModification.NotFound",
                    "Modification for volume '%s' does not exist.".formatted(id));
        }
        return found;
    }
}
