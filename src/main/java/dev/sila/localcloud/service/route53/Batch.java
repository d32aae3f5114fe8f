package dev.sila.localcloud.service.route53;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Changes that happen all or not at all: they are made in a copy of the zone's records, and
 * everything that is wrong with them is collected.
 */
final class Batch {
    private final Zone zone;
    private final NavigableMap<RecordKey, ResourceRecordSet> records;
    private final Map<RecordKey, ResourceRecordSet> written = new LinkedHashMap<>();
    private final Map<RecordKey, List<ChangeAction>> actions = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    Batch(Zone zone) {
        this.zone = zone;
        this.records = new TreeMap<>(zone.records);
    }

    /** The records after the changes. */
    NavigableMap<RecordKey, ResourceRecordSet> records() {
        return records;
    }

    /** What the changes created or overwrote. */
    Map<RecordKey, ResourceRecordSet> written() {
        return written;
    }

    List<String> problems() {
        return problems;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    void apply(Change change) {
        ResourceRecordSet record;
        RecordKey key;
        try {
            record = RecordForm.kept(change.resourceRecordSet());
            key = RecordKey.of(record);
        } catch (DnsName.Malformed wrong) {
            problem(String.valueOf(wrong.getMessage()));
            return;
        }
        if (!key.name().within(zone.name)) {
            problem(
                    "RRSet with DNS name %s is not permitted in zone %s"
                            .formatted(key.name(), zone.name));
            return;
        }
        if (repeated(key, change.action())) {
            problem(
                    "The request contains an invalid set of changes for a resource record set '%s"
                                    .formatted(key.type())
                            + " %s'".formatted(key.name()));
            return;
        }
        @Nullable ResourceRecordSet there = records.get(key);
        if (change.action() == ChangeAction.DELETE) {
            delete(key, record, there);
        } else if (change.action() == ChangeAction.CREATE && there != null) {
            problem(
                    "Tried to create resource record set %s but it already exists"
                            .formatted(key.described()));
        } else {
            problems.addAll(RecordValues.problems(record));
            records.put(key, record);
            written.put(key, record);
        }
    }

    /** One set may be deleted and then created in a batch, and nothing else twice. */
    private boolean repeated(RecordKey key, ChangeAction action) {
        List<ChangeAction> before = actions.computeIfAbsent(key, none -> new ArrayList<>());
        boolean first = before.isEmpty();
        boolean replaced =
                before.equals(List.of(ChangeAction.DELETE)) && action == ChangeAction.CREATE;
        before.add(action);
        return !first && !replaced;
    }

    private void delete(
            RecordKey key, ResourceRecordSet record, @Nullable ResourceRecordSet there) {
        if (there == null) {
            problem(
                    "Tried to delete resource record set %s but it was not found"
                            .formatted(key.described()));
        } else if (!RecordForm.same(there, record)) {
            problem(
                    "Tried to delete resource record set %s but the values provided do not match"
                                    .formatted(key.described())
                            + " the current values");
        } else {
            records.remove(key);
        }
    }
}
