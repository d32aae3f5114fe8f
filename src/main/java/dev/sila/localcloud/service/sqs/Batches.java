package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;

/** What all batches have in common. */
final class Batches {
    private static final int MOST = 10;

    private Batches() {}

    /** Refuses a batch as a whole. */
    static <E> void check(List<E> entries, Function<E, String> id) {
        if (entries.isEmpty()) {
            throw Refusals.prefixed(
                    "EmptyBatchRequest",
                    "There should be at least one SendMessageBatchRequestEntry in the request.");
        }
        if (entries.size() > MOST) {
            throw Refusals.prefixed(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are 10. You have sent "
                            + entries.size()
                            + ".");
        }
        Set<String> ids = new HashSet<>();
        for (E entry : entries) {
            String own = Refusals.required("Id", id.apply(entry));
            if (!own.matches("[\\w-]{1,80}")) {
                throw Refusals.prefixed(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and"
                                + " underscores. It can be at most 80 letters long.");
            }
            if (!ids.add(own)) {
                throw Refusals.prefixed("BatchEntryIdsNotDistinct", "Id " + own + " repeated.");
            }
        }
    }

    static BatchResultErrorEntry failed(String id, AwsFailure refused) {
        return BatchResultErrorEntry.builder()
                .id(id)
                .senderFault(true)
                .code(refused.code())
                .message(refused.getMessage())
                .build();
    }
}
