package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;

/** REST-XML as S3 has it. */
record S3Format() implements RestFormat {
    private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

    /** Where S3 does not use the name of the operation; the SDKs do not look at it. */
    private static final Map<String, String> ROOTS =
            Map.ofEntries(
                    Map.entry("ListBuckets", "ListAllMyBucketsResult"),
                    Map.entry("ListObjects", "ListBucketResult"),
                    Map.entry("ListObjectsV2", "ListBucketResult"),
                    Map.entry("ListObjectVersions", "ListVersionsResult"),
                    Map.entry("ListParts", "ListPartsResult"),
                    Map.entry("ListMultipartUploads", "ListMultipartUploadsResult"),
                    Map.entry("CreateMultipartUpload", "InitiateMultipartUploadResult"),
                    Map.entry("CompleteMultipartUpload", "CompleteMultipartUploadResult"),
                    Map.entry("DeleteObjects", "DeleteResult"),
                    Map.entry("GetBucketAcl", "AccessControlPolicy"),
                    Map.entry("GetObjectAcl", "AccessControlPolicy"),
                    Map.entry("GetBucketTagging", "Tagging"),
                    Map.entry("GetObjectTagging", "Tagging"),
                    Map.entry("GetBucketVersioning", "VersioningConfiguration"),
                    Map.entry("GetBucketCors", "CORSConfiguration"),
                    Map.entry("GetBucketLifecycleConfiguration", "LifecycleConfiguration"),
                    Map.entry("GetBucketWebsite", "WebsiteConfiguration"),
                    Map.entry("GetBucketLogging", "BucketLoggingStatus"),
                    Map.entry("GetBucketNotificationConfiguration", "NotificationConfiguration"),
                    Map.entry("GetBucketRequestPayment", "RequestPaymentConfiguration"),
                    Map.entry("GetBucketAccelerateConfiguration", "AccelerateConfiguration"),
                    Map.entry("GetObjectAttributes", "GetObjectAttributesOutput"));

    /** Seen with operations that this service has none of: S3 knows it and has it not here. */
    private static final List<String> WITHOUT_LENGTH = List.of("PUT", "POST");

    @Override
    public void check(Incoming incoming) {
        S3Signing.check(incoming, Clock.systemUTC().instant());
        boolean streamed = incoming.headerContains("Transfer-Encoding", "chunked");
        if (streamed
                && WITHOUT_LENGTH.contains(incoming.method())
                && incoming.header("x-amz-decoded-content-length").isEmpty()) {
            throw notImplemented().detail("Header", "Transfer-Encoding");
        }
        S3Integrity.check(incoming);
    }

    private static AwsFailure notImplemented() {
        return new AwsFailure(
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                501);
    }

    @Override
    public void read(SdkPojo builder, byte[] body, String root) {
        try {
            XmlNode document = XmlNode.parse(body);
            if (!root.isEmpty() && !document.name().equals(root)) {
                throw new IllegalArgumentException("The root is not " + root);
            }
            XmlReader.fill(builder, document);
            S3Schema.check(builder);
        } catch (XMLStreamException | IllegalArgumentException wrong) {
            throw new AwsFailure(
                    "MalformedXML",
                    "The XML you provided was not well-formed or did not validate against our"
                            + " published schema");
        }
    }

    @Override
    public String write(SdkPojo pojo, String root) {
        return new XmlWriter(true)
                .open(root + " xmlns=\"" + NAMESPACE + "\"")
                .fields(pojo)
                .close(root)
                .toString();
    }

    /** A policy is text, a location a document that holds nothing but text. */
    @Override
    public String text(SdkField<?> field, String value) {
        String name = field.unmarshallLocationName();
        return name.equals("LocationConstraint")
                ? new XmlWriter()
                        .open(name + " xmlns=\"" + NAMESPACE + "\"")
                        .text(value)
                        .close(name)
                        .toString()
                : value;
    }

    @Override
    public String root(String action) {
        return ROOTS.getOrDefault(action, action + "Result");
    }

    @Override
    public String contentType() {
        return "application/xml";
    }

    @Override
    public int status(String method) {
        return method.equals("DELETE") ? 204 : 200;
    }

    @Override
    public String requestIdHeader() {
        return "x-amz-request-id";
    }

    @Override
    public AwsFailure malformed(String name, String value) {
        return new AwsFailure("InvalidArgument", "Provided " + name + " is not valid")
                .detail("ArgumentName", name)
                .detail("ArgumentValue", value);
    }

    @Override
    public AwsFailure missing(SdkField<?> field) {
        if (field.location() == MarshallLocation.PAYLOAD) {
            return new AwsFailure("MissingRequestBodyError", "Request Body is empty");
        }
        return field.location() == MarshallLocation.HEADER
                ? new AwsFailure(
                        "InvalidRequest", "Missing required header: " + field.locationName())
                : methodNotAllowed();
    }

    private static AwsFailure methodNotAllowed() {
        return new AwsFailure(
                "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                405);
    }

    /** What S3 has and the local cloud has not is not implemented; the rest nobody has. */
    @Override
    public AwsFailure unknownOperation(Incoming incoming, String action) {
        if (!RestCall.isEncoded(incoming)) {
            return new AwsFailure("InvalidURI", "Couldn't parse the specified URI.");
        }
        return action.isEmpty() ? methodNotAllowed() : notImplemented();
    }

    @Override
    public Outgoing failure(AwsFailure failure, String requestId) {
        XmlWriter body =
                new XmlWriter()
                        .open("Error")
                        .element("Code", failure.code())
                        .element("Message", String.valueOf(failure.getMessage()));
        failure.details().forEach(body::element);
        body.element("RequestId", requestId).element("HostId", requestId).close("Error");
        Map<String, String> headers = new HashMap<>(failure.headers());
        headers.put("Content-Type", contentType());
        headers.put(requestIdHeader(), requestId);
        return Outgoing.of(failure.status(), headers, body.toString());
    }
}
