package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.GetChangeRequest;
import software.amazon.awssdk.services.route53.model.GetChangeResponse;

/** Changes records, and tells how far a change has come. */
final class ChangeOperations {
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_CHARACTERS = 32_000;

    private final ZoneStore store;
    private final AliasTargets targets;

    ChangeOperations(ZoneStore store, AliasTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    public ChangeResourceRecordSetsResponse changeResourceRecordSets(
            ChangeResourceRecordSetsRequest request) {
        Zone zone = store.zone(request.hostedZoneId());
        List<Change> changes = request.changeBatch().changes();
        changes.forEach(RecordForm::check);
        size(changes);
        Batch batch = new Batch(zone);
        changes.forEach(batch::apply);
        if (batch.problems().isEmpty()) {
            new RecordRules(zone, store, targets).check(batch);
        }
        if (!batch.problems().isEmpty()) {
            throw Refusals.batch(batch.problems());
        }
        zone.records = batch.records();
        return ChangeResourceRecordSetsResponse.builder()
                .changeInfo(store.changed(request.changeBatch().comment()))
                .build();
    }

    /** What is overwritten counts twice (developer guide, "Quotas"). */
    private static void size(List<Change> changes) {
        long records = 0;
        long characters = 0;
        for (Change change : changes) {
            int times = change.action() == ChangeAction.UPSERT ? 2 : 1;
            var values = change.resourceRecordSet().resourceRecords();
            records += (long) times * Math.max(1, values.size());
            characters += values.stream().mapToLong(each -> each.value().length()).sum() * times;
        }
        if (records > MOST_RECORDS) {
            throw Refusals.batch(
                    List.of("Number of records limit of " + MOST_RECORDS + " exceeded."));
        }
        if (characters > MOST_CHARACTERS) {
            throw Refusals.batch(
                    List.of("Number of characters limit of " + MOST_CHARACTERS + " exceeded."));
        }
    }

    /** A change is under way until it has reached all name servers. */
    public GetChangeResponse getChange(GetChangeRequest request) {
        ChangeInfo change = store.find(request.id());
        if (change == null) {
            throw new AwsFailure(
                    "NoSuchChange",
                    "Could not find resource with ID: " + ZoneStore.bare(request.id()),
                    404);
        }
        return GetChangeResponse.builder().changeInfo(change).build();
    }
}
