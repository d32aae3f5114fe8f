package dev.sila.localcloud.service.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Which rows a describing request asks for. */
record Selection(
        List<String> ids,
        List<Filter> filters,
        @Nullable Integer maxResults,
        @Nullable String nextToken,
        @Nullable Boolean dryRun) {

    /** Those of the identifiers; all, if there are none. */
    static Selection of(List<String> ids) {
        return new Selection(ids, List.of(), null, null, null);
    }
}
