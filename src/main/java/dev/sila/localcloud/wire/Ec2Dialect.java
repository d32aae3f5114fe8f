package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * The EC2 query protocol: parameters in with always-flat lists, XML out without a wrapper.
 *
 * @param namespace the XML namespace of its replies
 * @param fragments what was written before
 */
record Ec2Dialect(Form form, String namespace, Fragments fragments) implements Dialect {
    @Override
    public AwsFailure unknownAction(String action, String version) {
        return new AwsFailure(
                "InvalidAction", "The action " + action + " is not valid for this web service.");
    }

    /** Refuses parameters that the operation does not have, as EC2 does. */
    @Override
    public void read(SdkPojo builder) {
        new FormReader(true, "InvalidParameterValue").fill(builder, form.root());
        form.unread()
                .ifPresent(name -> {
                    throw new AwsFailure(
                            "UnknownParameter", "The parameter " + name + " is not recognized");
                });
    }

    @Override
    public Outgoing reply(String action, SdkPojo response, String requestId) {
        String outer = action + "Response";
        byte[] body =
                new XmlWriter(fragments)
                        .open(outer + " xmlns=\"" + namespace + "\"")
                        .element("requestId", requestId)
                        .fields(response)
                        .close(outer)
                        .bytes();
        return new Outgoing(200, headers(requestId), body);
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        String body =
                new XmlWriter()
                        .open("Response")
                        .open("Errors")
                        .open("Error")
                        .element("Code", failure.code())
                        .element("Message", String.valueOf(failure.getMessage()))
                        .close("Error")
                        .close("Errors")
                        .element("RequestID", requestId)
                        .close("Response")
                        .toString();
        return Outgoing.of(failure.status(), headers(requestId), body);
    }

    private static Map<String, String> headers(String requestId) {
        return Map.of("Content-Type", "text/xml;charset=UTF-8", "x-amzn-RequestId", requestId);
    }
}
