package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The query protocol of a service whose model is JSON today, such as SQS. The model no longer says
 * how lists and maps were named in query: requests are refused rather than misread.
 */
record RetiredQueryDialect(QueryDialect query) implements Dialect {
    @Override
    public AwsFailure unknownAction(String action, String version) {
        return query.unknownAction(action, version);
    }

    @Override
    public void read(SdkPojo builder) {
        throw new AwsFailure(
                "UnsupportedOperation",
                "The local cloud does not speak this service's query protocol of old: use a client"
                        + " that speaks JSON to it, as all do since 2023.");
    }

    @Override
    public Outgoing reply(String action, SdkPojo response, String requestId) {
        return query.reply(action, response, requestId);
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        return query.failure(failure, requestId);
    }
}
