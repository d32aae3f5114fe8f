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
        return new AwsFailure("InvalidInput", RestFormat.nullMember(field));
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        String body = XmlWriter.error(namespace, failure, requestId);
        return Outgoing.of(
                failure.status(),
                Map.of("Content-Type", contentType(), requestIdHeader(), requestId),
                body);
    }
}
