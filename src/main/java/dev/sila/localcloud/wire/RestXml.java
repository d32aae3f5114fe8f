package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * REST-XML as all services but S3 have it.
 *
 * @param namespace the XML namespace of its replies
 */
record RestXml(String namespace) implements RestFormat {
    @Override
    public void check(Incoming incoming) {
        // nothing is wrong with it before its members are looked at
    }

    @Override
    public void read(SdkPojo builder, byte[] body, String root) {
        try {
            XmlReader.fill(builder, XmlNode.parse(body));
        } catch (XMLStreamException | IllegalArgumentException wrong) {
            throw new AwsFailure("MalformedInput", "The body is malformed: " + wrong.getMessage());
        }
    }

    @Override
    public String write(SdkPojo pojo, String root) {
        return new XmlWriter()
                .open(root + " xmlns=\"" + namespace + "\"")
                .fields(pojo)
                .close(root)
                .toString();
    }

    @Override
    public String text(SdkField<?> field, String value) {
        return value;
    }

    @Override
    public String root(String action) {
        return action + "Response";
    }

    @Override
    public String contentType() {
        return "text/xml";
    }

    @Override
    public int status(String method) {
        return 200;
    }

    @Override
    public String requestIdHeader() {
        return "x-amzn-RequestId";
    }

    @Override
    public AwsFailure malformed(String name, String value) {
        return new AwsFailure("InvalidInput", "Invalid value '" + value + "' for " + name);
    }

    @Override
    public AwsFailure missing(SdkField<?> field) {
        return new AwsFailure(
                "InvalidInput",
                "1 validation error detected: Value null at '"
                        + field.locationName()
                        + "' failed to satisfy constraint: Member must not be null");
    }

    @Override
    public AwsFailure unknownOperation(Incoming incoming, String action) {
        return new AwsFailure(
                "UnknownOperationException",
                "Could not find an operation for " + incoming.method() + " " + incoming.rawPath(),
                404);
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        String body =
                new XmlWriter()
                        .open("ErrorResponse xmlns=\"" + namespace + "\"")
                        .open("Error")
                        .element("Type", failure.status() < 500 ? "Sender" : "Receiver")
                        .element("Code", failure.code())
                        .element("Message", String.valueOf(failure.getMessage()))
                        .close("Error")
                        .element("RequestId", requestId)
                        .close("ErrorResponse")
                        .toString();
        return Outgoing.of(
                failure.status(),
                Map.of("Content-Type", contentType(), requestIdHeader(), requestId),
                body);
    }
}
