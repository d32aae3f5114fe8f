package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Reshape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Which rows a describing request asks for. */
record Selection(
        List<String> ids,
        List<Filter> filters,
        @Nullable Integer maxResults,
        @Nullable String nextToken,
        @Nullable Boolean dryRun) {

    /**
     * What a describing request selects beside identifiers, by the members that nearly all of them
     * have.
     */
    static Selection of(List<String> ids, SdkPojo request) {
        DescribeVpcsRequest form = Reshape.copy(request, DescribeVpcsRequest.builder()).build();
        return new Selection(
                ids, form.filters(), form.maxResults(), form.nextToken(), form.dryRun());
    }

    /** The same selection by other filters. */
    Selection by(List<Filter> others) {
        return new Selection(ids, others, maxResults, nextToken, dryRun);
    }

    /** Those of the identifiers; all, if there are none. */
    static Selection of(List<String> ids) {
        return new Selection(ids, List.of(), null, null, null);
    }
}
