package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.CreateVolumePermission;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.PermissionGroup;
import software.amazon.awssdk.services.ec2.model.ResetSnapshotAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResetSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SnapshotState;

/** Describes snapshots, and says who may make volumes of them. */
public final class SnapshotReports {
    private static final String PERMISSION = "createVolumePermission";

    private final Store store;
    private final Map<String, Set<CreateVolumePermission>> permissions = new HashMap<>();

    SnapshotReports(Store store) {
        this.store = store;
    }

    public DescribeSnapshotsResponse describeSnapshots(DescribeSnapshotsRequest request) {
        if (!request.snapshotIds().isEmpty() && request.maxResults() != null) {
            throw Refusals.combination(
                    "The parameter snapshotSet cannot be used with the parameter maxResults");
        }
        Selection selection =
                new Selection(
                        request.snapshotIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken(),
                        request.dryRun());
        Page<Snapshot> page =
                store.compute()
                        .snapshots()
                        .page(
                                selection,
                                this::withProgress,
                                row ->
                                        owned(row, request.ownerIds())
                                                && restorable(row, request.restorableByUserIds()));
        return DescribeSnapshotsResponse.builder()
                .snapshots(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Snapshot withProgress(Snapshot row) {
        if (row.state() != SnapshotState.PENDING) {
            return row;
        }
        Duration whole = store.foundation().timeline().scaled(Snapshots.PENDING);
        Duration gone = Duration.between(row.startTime(), store.foundation().timeline().now());
        long percent =
                whole.isZero() ? 99 : Math.clamp(gone.toMillis() * 100 / whole.toMillis(), 0, 99);
        return row.toBuilder().progress(percent + "%").build();
    }

    private boolean owned(Snapshot row, List<String> owners) {
        return owners.isEmpty()
                || owners.contains(row.ownerId())
                || (owners.contains("self") && row.ownerId().equals(store.account()));
    }

    private boolean restorable(Snapshot row, List<String> users) {
        if (users.isEmpty()) {
            return true;
        }
        Set<CreateVolumePermission> granted = permissions.getOrDefault(row.snapshotId(), Set.of());
        boolean open = granted.stream().anyMatch(each -> each.group() == PermissionGroup.ALL);
        return users.stream()
                .anyMatch(user ->
                        user.equals("all")
                                ? open
                                : user.equals("self")
                                        || user.equals(row.ownerId())
                                        || granted.stream()
                                                .anyMatch(each -> user.equals(each.userId())));
    }

    public DescribeSnapshotAttributeResponse describeSnapshotAttribute(
            DescribeSnapshotAttributeRequest request) {
        Snapshot row = store.compute().snapshots().get(request.snapshotId());
        DescribeSnapshotAttributeResponse.Builder answer =
                DescribeSnapshotAttributeResponse.builder().snapshotId(row.snapshotId());
        switch (Refusals.required(request.attributeAsString(), "Attribute")) {
            case PERMISSION ->
                    answer.createVolumePermissions(
                            List.copyOf(permissions.getOrDefault(row.snapshotId(), Set.of())));
            case "productCodes" -> answer.productCodes(List.of());
            default -> throw unknown(request.attributeAsString());
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    private static AwsFailure unknown(String attribute) {
        return Refusals.invalid(
                "attribute", attribute, "Expecting " + PERMISSION + " or productCodes.");
    }

    /** Shares a snapshot with accounts or with everybody, or takes that back. */
    public ModifySnapshotAttributeResponse modifySnapshotAttribute(
            ModifySnapshotAttributeRequest request) {
        Snapshot row = store.compute().snapshots().get(request.snapshotId());
        String attribute = request.attributeAsString();
        if (attribute != null && !attribute.equals(PERMISSION)) {
            throw unknown(attribute);
        }
        Grants<CreateVolumePermission> asked =
                Grants.of(
                        request.operationTypeAsString(),
                        grants(request),
                        request.createVolumePermission() == null
                                ? List.of()
                                : request.createVolumePermission().add(),
                        request.createVolumePermission() == null
                                ? List.of()
                                : request.createVolumePermission().remove());
        if (!asked.added().isEmpty()) {
            checkShareable(row);
        }
        asked.added().forEach(each -> Grants.checkAccount(each.userId()));
        Refusals.endDryRun(request.dryRun());
        asked.apply(permissions.computeIfAbsent(row.snapshotId(), id -> new LinkedHashSet<>()));
        return ModifySnapshotAttributeResponse.builder().build();
    }

    private static List<CreateVolumePermission> grants(ModifySnapshotAttributeRequest request) {
        return java.util.stream.Stream.concat(
                        request.userIds().stream()
                                .map(id -> CreateVolumePermission.builder().userId(id).build()),
                        request.groupNames().stream()
                                .map(name -> CreateVolumePermission.builder().group(name).build()))
                .toList();
    }

    private static void checkShareable(Snapshot row) {
        if (Encryption.ownKey(row.kmsKeyId())) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "Encrypted snapshots with EBS default key cannot be shared");
        }
    }

    /** Takes a snapshot back from all it was shared with. */
    public ResetSnapshotAttributeResponse resetSnapshotAttribute(
            ResetSnapshotAttributeRequest request) {
        Snapshot row = store.compute().snapshots().get(request.snapshotId());
        String attribute = Refusals.required(request.attributeAsString(), "Attribute");
        if (!attribute.equals(PERMISSION)) {
            throw unknown(attribute);
        }
        Refusals.endDryRun(request.dryRun());
        permissions.remove(row.snapshotId());
        return ResetSnapshotAttributeResponse.builder().build();
    }
}
