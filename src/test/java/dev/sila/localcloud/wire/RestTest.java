package dev.sila.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;

/** S3 as clients speak to it that are none of the SDK's: bare requests. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class RestTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=KEY/20260101/us-east-1/s3/aws4_request, x";
    private static final String TRAILER = "x-amz-checksum-crc32";

    private final Rig rig = new Rig();
    private final Wire wire =
            new Wire(rig.local().services(), new ReentrantLock(), Interceptor.NONE);

    @BeforeEach
    void makeBucket() throws IOException {
        assertThat(send("PUT", "/bucket", "", "", Map.of())).startsWith("200 ");
    }

    @AfterEach
    void close() {
        wire.close();
        rig.close();
    }

    @Test
    void chunkedBodiesAreUnpackedAndTheirTrailersCompared() throws IOException {
        assertThat(chunked("5;chunk-signature=0\r\nhello\r\n0;chunk-signature=1\r\n", "NhCmhg=="))
                .startsWith("200 ");
        assertThat(send("GET", "/bucket/k", "", "", Map.of())).startsWith("200 hello");
        assertThat(chunked("3\r\nhel\r\n2\r\nlo\r\n0\r\n", "NhCmhg==")).startsWith("200 ");
        assertThat(chunked("5\r\nhello\r\n0\r\n", "AAAAAA==")).contains("<Code>BadDigest");
        assertThat(chunked("5\r\nhello\r\n0\r\n", "AA==")).contains("<Code>InvalidRequest");
        assertThat(chunked("5\r\nhel", "NhCmhg==")).contains("<Code>IncompleteBody");
        assertThat(chunked("x\r\nhello\r\n0\r\n", "NhCmhg==")).contains("<Code>IncompleteBody");
        assertThat(chunked("3\r\nhel\r\n0\r\n", "NhCmhg==")).contains("<Code>IncompleteBody");
    }

    private String chunked(String body, String checksum) throws IOException {
        Map<String, String> headers =
                Map.of(
                        "x-amz-content-sha256",
                        "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
                        "Content-Encoding",
                        "aws-chunked",
                        "x-amz-decoded-content-length",
                        "5",
                        "x-amz-trailer",
                        TRAILER);
        String trailers = TRAILER + ":" + checksum + "\r\n\r\n";
        return send("PUT", "/bucket/k", "", body + trailers, headers);
    }

    @Test
    void aBodyIsWhatWasSigned() throws IOException {
        assertThat(
                        send(
                                "PUT",
                                "/bucket/k",
                                "",
                                "x",
                                Map.of("x-amz-content-sha256", "0".repeat(64))))
                .contains("<Code>XAmzContentSHA256Mismatch");
        assertThat(send("PUT", "/bucket/k", "", "x", Map.of("x-amz-content-sha256", "some")))
                .contains("<Code>InvalidArgument");
        assertThat(send("PUT", "/bucket/k", "", "x", Map.of("Transfer-Encoding", "chunked")))
                .contains("<Code>NotImplemented");
    }

    @Test
    void bucketsAreInTheHostOrInThePath() throws IOException {
        for (String host : List.of("bucket.localhost:4566", "bucket.s3.us-east-1.amazonaws.com")) {
            assertThat(send("PUT", "/a/b", "", "x", Map.of("Host", host))).startsWith("200 ");
        }
        assertThat(send("GET", "/bucket/", "list-type=2", "", Map.of())).contains("<Key>a/b</Key>");
        assertThat(send("GET", "/", "list-type=2", "", Map.of("Host", "bucket.localhost")))
                .contains("<Key>a/b</Key>");
        assertThat(send("GET", "/", "", "", Map.of("Host", "localhost:4566")))
                .contains("<ListAllMyBucketsResult");
    }

    @Test
    void whatIsMalformedIsRefused() throws IOException {
        assertThat(send("PUT", "/bucket", "versioning", "<a", Map.of()))
                .contains("<Code>MalformedXML");
        assertThat(send("PUT", "/bucket", "versioning", "<Wrong/>", Map.of()))
                .contains("<Code>MalformedXML");
        assertThat(
                        send(
                                "PUT",
                                "/bucket",
                                "versioning",
                                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>"
                                        + "<VersioningConfiguration/>",
                                Map.of()))
                .contains("<Code>MalformedXML");
        assertThat(send("PUT", "/bucket", "versioning", "", Map.of()))
                .contains("<Code>MissingRequestBodyError");
        assertThat(send("GET", "/bucket", "max-keys=many", "", Map.of()))
                .contains("<Code>InvalidArgument");
        assertThat(send("GET", "/bucket/%zz", "", "", Map.of())).contains("<Code>InvalidURI");
        assertThat(send("PATCH", "/bucket/k", "", "", Map.of()))
                .startsWith("405 ")
                .contains("<Code>MethodNotAllowed");
        assertThat(send("POST", "/bucket/k", "", "", Map.of())).contains("<Code>MethodNotAllowed");
        assertThat(send("GET", "/bucket", "analytics", "", Map.of()))
                .startsWith("501 ")
                .contains("<Code>NotImplemented");
        assertThat(send("DELETE", "/bucket", "inventory&id=x", "", Map.of()))
                .contains("<Code>NotImplemented");
        assertThat(send("HEAD", "/bucket/none", "", "", Map.of())).isEqualTo("404 ");
        assertThat(send("DELETE", "/bucket/none", "", "", Map.of())).isEqualTo("204 ");
    }

    @Test
    void presignedAddressesEnd() throws IOException {
        String parts =
                "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=K%2F20260101%2Fus-east-1%2Fs3"
                        + "%2Faws4_request&X-Amz-SignedHeaders=host&X-Amz-Signature=0&X-Amz-Date="
                        + "20200101T000000Z&X-Amz-Expires=";
        assertThat(anonymous("/bucket", parts + "60")).contains("Request has expired");
        assertThat(anonymous("/bucket", parts + "700000"))
                .contains("<Code>AuthorizationQueryParametersError");
        assertThat(anonymous("/bucket", "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=5"))
                .contains("<Code>AuthorizationQueryParametersError");
        assertThat(anonymous("/bucket", "AWSAccessKeyId=K&Signature=x&Expires=1000"))
                .contains("Request has expired");
        assertThat(anonymous("/bucket", "AWSAccessKeyId=K&Signature=x&Expires=99999999999"))
                .startsWith("200 ");
    }

    @Test
    void othersAreAnsweredWhereEverybodyMay() throws IOException {
        send("PUT", "/bucket/open", "", "hello", Map.of());
        send("PUT", "/bucket/shut", "", "hello", Map.of());
        assertThat(anonymous("/bucket/open", "")).startsWith("403 ");
        rig.s3().deletePublicAccessBlock(each -> each.bucket("bucket"));
        rig.s3()
                .putBucketPolicy(each ->
                        each.bucket("bucket")
                                .policy(
                                        """
                                        {"Statement": [{"Effect": "Allow", "Principal": "*",
                                          "Action": "s3:Get*", "Resource": "arn:aws:s3:::bucket/op*"}]}\
                                        """));
        assertThat(anonymous("/bucket/open", "")).startsWith("200 hello");
        assertThat(anonymous("/bucket/open", "response-content-type=a"))
                .contains("<Code>InvalidRequest");
        assertThat(anonymous("/bucket/shut", "")).startsWith("403 ");
        assertThat(anonymous("/bucket", "")).startsWith("403 ");
        assertThat(anonymous("/", "")).startsWith("403 ");
        rig.s3()
                .putBucketOwnershipControls(each ->
                        each.bucket("bucket")
                                .ownershipControls(controls ->
                                        controls.rules(rule ->
                                                rule.objectOwnership(
                                                        ObjectOwnership.OBJECT_WRITER))));
        rig.s3().putObjectAcl(each -> each.bucket("bucket").key("shut").acl("public-read"));
        assertThat(anonymous("/bucket/shut", "")).startsWith("200 hello");
    }

    private String anonymous(String path, String query) throws IOException {
        return text(receive("GET", path, query, "", Map.of("Host", "127.0.0.1")));
    }

    private String send(
            String method, String path, String query, String body, Map<String, String> more)
            throws IOException {
        Map<String, String> headers = new HashMap<>(more);
        headers.put("Authorization", SIGNED);
        headers.putIfAbsent("Host", "127.0.0.1:4566");
        headers.putIfAbsent("x-amz-content-sha256", "UNSIGNED-PAYLOAD");
        return text(receive(method, path, query, body, headers));
    }

    private Outgoing receive(
            String method, String path, String query, String body, Map<String, String> headers)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return wire.handle(
                wire.receive(method, path, query, headers, new ByteArrayInputStream(bytes)));
    }

    private static String text(Outgoing outgoing) {
        return outgoing.status()
                + " "
                + new String(outgoing.body().bytes(), StandardCharsets.UTF_8);
    }
}
