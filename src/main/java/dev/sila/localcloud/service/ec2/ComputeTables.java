package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.FieldFilters;
import dev.sila.localcloud.service.TagStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.KeyPairInfo;
import software.amazon.awssdk.services.ec2.model.PlacementGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SpotInstanceRequest;

/** What belongs to instances beside themselves, their volumes and images. */
final class ComputeTables {
    private final Table<KeyPairInfo> keyPairs;
    private final Table<Snapshot> snapshots;
    private final Table<PlacementGroup> placementGroups;
    private final Table<SpotInstanceRequest> spotRequests;
    private final Map<String, String> reservations = new HashMap<>();

    ComputeTables(TagStore tags) {
        keyPairs =
                new Table<>(
                        ResourceKind.KEY_PAIR,
                        tags,
                        KeyPairInfo::keyPairId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(
                                KeyPairInfo.builder(), Map.of("fingerprint", "key-fingerprint")));
        snapshots =
                new Table<>(
                        ResourceKind.SNAPSHOT,
                        tags,
                        Snapshot::snapshotId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(Snapshot.builder(), Map.of()));
        placementGroups =
                new Table<>(
                        ResourceKind.PLACEMENT_GROUP,
                        tags,
                        PlacementGroup::groupId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(PlacementGroup.builder(), Map.of()));
        spotRequests =
                new Table<>(
                        ResourceKind.SPOT_INSTANCES_REQUEST,
                        tags,
                        SpotInstanceRequest::spotInstanceRequestId,
                        (row, with) -> row.toBuilder().tags(with).build(),
                        new FieldFilters(
                                SpotInstanceRequest.builder(),
                                Map.of(
                                        "status-code",
                                        "status.code",
                                        "launch.*",
                                        "launch-specification")));
    }

    Table<KeyPairInfo> keyPairs() {
        return keyPairs;
    }

    Table<Snapshot> snapshots() {
        return snapshots;
    }

    Table<PlacementGroup> placementGroups() {
        return placementGroups;
    }

    Table<SpotInstanceRequest> spotRequests() {
        return spotRequests;
    }

    /** The reservation of each instance by the instance's identifier. */
    Map<String, String> reservations() {
        return reservations;
    }

    Stream<Table<?>> all() {
        return List.<Table<?>>of(keyPairs, snapshots, placementGroups, spotRequests).stream();
    }
}
