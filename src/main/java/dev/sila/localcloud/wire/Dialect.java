package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import software.amazon.awssdk.core.SdkPojo;

/** How one request is read and answered: a protocol, with the request it was read from. */
interface Dialect {
    /** AWS's refusal of an action that the service does not have. */
    AwsFailure unknownAction(String action, String version);

    /**
     * Fills the builder of a request.
     *
     * @throws AwsFailure if the request is malformed
     */
    void read(SdkPojo builder);

    /** A reply that carries a response. */
    Outgoing reply(String action, SdkPojo response, String requestId);

    /** A reply that carries a refusal. */
    Outgoing failure(AwsFailure failure, String requestId);
}
