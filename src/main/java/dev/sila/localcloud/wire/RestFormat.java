package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What REST-XML, REST-JSON and S3 have each for itself: bodies and errors. */
interface RestFormat {
    /** Refuses a request that is wrong before its members are looked at. */
    void check(Incoming incoming);

    /**
     * Fills a request's or payload's members in the body.
     *
     * @param root the name of the outermost element, empty for any
     * @throws AwsFailure if the body is malformed
     */
    void read(SdkPojo builder, byte[] body, String root);

    /** The body of a response or payload. */
    String write(SdkPojo pojo, String root);

    /** The body that is one text: nearly always the text itself. */
    String text(SdkField<?> field, String value);

    /** The name of the outermost element of a response. */
    String root(String action);

    String contentType();

    /** The status of a success, if the response does not say. */
    int status(String method);

    /** The header that carries the request's identifier. */
    String requestIdHeader();

    /** A member in query or headers of a wrong type. */
    AwsFailure malformed(String name, String value);

    /** A required member that is missing in query, headers or body. */
    AwsFailure missing(SdkField<?> field);

    /** A method and path that lead to no operation. */
    default AwsFailure unknownOperation(Incoming incoming, String action) {
        return new AwsFailure(
                "UnknownOperationException",
                "Could not find an operation for " + incoming.method() + " " + incoming.rawPath(),
                404);
    }

    /** AWS's sentence about a missing member. */
    static String nullMember(SdkField<?> field) {
        return "1 validation error detected: Value null at '"
                + field.locationName()
                + "' failed to satisfy constraint: Member must not be null";
    }

    Outgoing failure(AwsFailure failure, String requestId);
}
