package dev.sila.cli;

import dev.sila.aws.Snapshots.Snapshot;
import dev.sila.cli.operation.SnapshotChoice.Doomed;
import dev.sila.cli.output.Column;
import java.util.ArrayList;
import java.util.List;

/** How snapshots are shown. */
final class SnapshotColumns {
    private SnapshotColumns() {}

    static List<Column<Snapshot>> all() {
        return List.of(
                Column.of("snapshotId", Snapshot::snapshotId),
                Column.of("hostclass", Snapshot::hostclass),
                Column.of("env", Snapshot::environment),
                Column.of("state", Snapshot::state),
                Column.of("started", Snapshot::started),
                Column.of("sizeGib", Snapshot::sizeGib),
                Column.of("encrypted", Snapshot::encrypted),
                Column.detail("productLine", Snapshot::productLine),
                Column.detail("volumeId", Snapshot::volumeId),
                Column.detail("image", Snapshot::image),
                Column.detail("tags", Snapshot::tags));
    }

    static List<Column<Doomed>> doomed() {
        List<Column<Doomed>> columns = new ArrayList<>();
        for (Column<Snapshot> each : all()) {
            columns.add(
                    new Column<>(
                            each.key(), row -> each.value().apply(row.snapshot()), each.listed()));
        }
        columns.add(Column.of("why", Doomed::why));
        return columns;
    }
}
