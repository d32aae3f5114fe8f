package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The AWS query protocol: parameters in, XML out with a {@code Result} wrapper.
 *
 * @param namespace the XML namespace of its replies
 * @param fragments what was written before
 */
record QueryDialect(Form form, String namespace, Fragments fragments) implements Dialect {
    @Override
    public AwsFailure unknownAction(String action, String version) {
        return new AwsFailure(
                "InvalidAction", "Could not find operation " + action + " for version " + version);
    }

    @Override
    public void read(SdkPojo builder) {
        new FormReader(false, "MalformedInput").fill(builder, form.root());
    }

    /** The wrapper is there even when it is empty: some clients look for it. */
    @Override
    public Outgoing reply(String action, SdkPojo response, String requestId) {
        String outer = action + "Response";
        byte[] body =
                new XmlWriter(fragments)
                        .open(outer + " xmlns=\"" + namespace + "\"")
                        .open(action + "Result")
                        .fields(response)
                        .close(action + "Result")
                        .open("ResponseMetadata")
                        .element("RequestId", requestId)
                        .close("ResponseMetadata")
                        .close(outer)
                        .bytes();
        return new Outgoing(200, headers(requestId), body);
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        String body = XmlWriter.error(namespace, failure, requestId);
        return Outgoing.of(failure.status(), headers(requestId), body);
    }

    private static Map<String, String> headers(String requestId) {
        return Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId);
    }
}
