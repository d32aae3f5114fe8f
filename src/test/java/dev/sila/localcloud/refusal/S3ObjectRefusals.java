package dev.sila.localcloud.refusal;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What S3 refuses of objects. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3ObjectRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private static final String ERRORS = API + "ErrorResponses.html";
    private static final String PUT = API + "API_PutObject.html";
    private static final String GET = API + "API_GetObject.html";
    private static final String COPY = API + "API_CopyObject.html";
    private static final String BUCKET = "refusing";
    private static final String WRONG = "\"00000000000000000000000000000000\"";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(
                        writes(),
                        moreWrites(),
                        yetMoreWrites(),
                        furtherWrites(),
                        reads(),
                        moreReads(),
                        yetMoreReads(),
                        copies(),
                        moreCopies(),
                        lists())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Refusal> writes() {
        return List.of(
                put(
                        "A key has at most 1024 bytes",
                        ERRORS,
                        "KeyTooLongError",
                        each -> each.key("é".repeat(513))),
                put(
                        "Metadata has at most 2 KB",
                        ERRORS,
                        "MetadataTooLarge",
                        each -> each.metadata(Map.of("a", "x".repeat(2048)))),
                put(
                        "A storage class is one of S3's",
                        PUT,
                        "InvalidStorageClass",
                        each -> each.storageClass("ATTIC")),
                put(
                        "An encryption is one of S3's",
                        PUT,
                        "InvalidArgument",
                        each -> each.serverSideEncryption("rot13")),
                put(
                        "A key goes with KMS alone",
                        PUT,
                        "InvalidArgument",
                        each -> each.serverSideEncryption("AES256").ssekmsKeyId("alias/x")),
                put(
                        "A bucket without lists takes none with an object",
                        GUIDE + "about-object-ownership.html",
                        "AccessControlListNotSupported",
                        each -> each.acl(ObjectCannedACL.PUBLIC_READ)));
    }

    private static List<Refusal> moreWrites() {
        return List.of(
                put(
                        "An object has at most ten tags",
                        GUIDE + "object-tagging.html",
                        "BadRequest",
                        each -> each.tagging("a=&b=&c=&d=&e=&f=&g=&h=&i=&j=&k=")),
                put(
                        "Tags in a header have distinct keys",
                        PUT,
                        "InvalidArgument",
                        each -> each.tagging("a=1&a=2")),
                put(
                        "Tags of AWS are AWS's",
                        GUIDE + "object-tagging.html",
                        "InvalidTag",
                        each -> each.tagging("aws:x=1")),
                put("An MD5 is one", ERRORS, "InvalidDigest", each -> each.contentMD5("nonsense")),
                put(
                        "An MD5 is that of the body",
                        ERRORS,
                        "BadDigest",
                        each -> each.contentMD5("AAAAAAAAAAAAAAAAAAAAAA==")),
                put(
                        "A checksum is that of the body",
                        GUIDE + "checking-object-integrity.html",
                        "BadDigest",
                        each -> each.checksumCRC32("AAAAAA==")),
                put(
                        "A redirect leads somewhere",
                        PUT,
                        "InvalidRedirectLocation",
                        each -> each.websiteRedirectLocation("nowhere")));
    }

    private static List<Refusal> yetMoreWrites() {
        return List.of(
                put(
                        "What must not be there is not there",
                        GUIDE + "conditional-writes.html",
                        "PreconditionFailed",
                        each -> each.key("k").ifNoneMatch("*")),
                put(
                        "What must be there is as it was",
                        GUIDE + "conditional-writes.html",
                        "PreconditionFailed",
                        each -> each.key("k").ifMatch(WRONG)),
                put(
                        "What must be there is there",
                        GUIDE + "conditional-writes.html",
                        "NoSuchKey",
                        each -> each.key("other").ifMatch(WRONG)),
                put(
                        "Only any object can be excluded",
                        PUT,
                        "NotImplemented",
                        each -> each.ifNoneMatch(WRONG)));
    }

    private static List<Refusal> furtherWrites() {
        return List.of(
                refusal(
                        "At most a thousand objects are deleted at once",
                        API + "API_DeleteObjects.html",
                        "MalformedXML",
                        s3 ->
                                s3.deleteObjects(each ->
                                        each.bucket(BUCKET)
                                                .delete(what ->
                                                        what.objects(
                                                                Stream.generate(() ->
                                                                                ObjectIdentifier
                                                                                        .builder()
                                                                                        .key("k")
                                                                                        .build())
                                                                        .limit(1001)
                                                                        .toList())))));
    }

    private static Refusal put(
            String rule, String source, String code, Consumer<PutObjectRequest.Builder> with) {
        return refusal(
                rule,
                source,
                code,
                s3 -> {
                    PutObjectRequest.Builder request =
                            PutObjectRequest.builder().bucket(BUCKET).key("new");
                    with.accept(request);
                    s3.putObject(request.build(), RequestBody.fromString("body"));
                });
    }

    private static List<Refusal> reads() {
        return List.of(
                refusal(
                        "A key that is not there",
                        GET,
                        "NoSuchKey",
                        s3 -> s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("none"))),
                refusal(
                        "A bucket that is not there",
                        GET,
                        "NoSuchBucket",
                        s3 -> s3.getObjectAsBytes(each -> each.bucket("nothing-there").key("k"))),
                refusal(
                        "A range lies within the object",
                        GET,
                        "InvalidRange",
                        s3 ->
                                s3.getObjectAsBytes(
                                        each -> each.bucket(BUCKET).key("k").range("bytes=100-"))),
                refusal(
                        "Range and part do not go together",
                        GET,
                        "InvalidRequest",
                        s3 ->
                                s3.getObjectAsBytes(each ->
                                        each.bucket(BUCKET)
                                                .key("k")
                                                .range("bytes=0-1")
                                                .partNumber(1))),
                refusal(
                        "A part is one of the object's",
                        GET,
                        "InvalidPartNumber",
                        s3 ->
                                s3.getObjectAsBytes(
                                        each -> each.bucket(BUCKET).key("k").partNumber(2))));
    }

    private static List<Refusal> moreReads() {
        return List.of(
                refusal(
                        "What is read is as it was",
                        GET,
                        "PreconditionFailed",
                        s3 ->
                                s3.getObjectAsBytes(
                                        each -> each.bucket(BUCKET).key("k").ifMatch(WRONG))),
                refusal(
                        "A version is named by an identifier",
                        GET,
                        "InvalidArgument",
                        s3 ->
                                s3.getObjectAsBytes(
                                        each -> each.bucket(BUCKET).key("k").versionId("first"))),
                refusal(
                        "A version that is not there",
                        GET,
                        "NoSuchVersion",
                        s3 ->
                                s3.getObjectAsBytes(each ->
                                        each.bucket(BUCKET).key("k").versionId("a".repeat(32)))));
    }

    private static List<Refusal> yetMoreReads() {
        return List.of(
                refusal(
                        "A delete marker cannot be read",
                        GUIDE + "DeleteMarker.html",
                        "MethodNotAllowed",
                        s3 -> {
                            s3.putBucketVersioning(each ->
                                    each.bucket(BUCKET)
                                            .versioningConfiguration(
                                                    what -> what.status("Enabled")));
                            String id =
                                    s3.deleteObject(each -> each.bucket(BUCKET).key("k"))
                                            .versionId();
                            s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("k").versionId(id));
                        }),
                refusal(
                        "An archived object is restored first",
                        GET,
                        "InvalidObjectState",
                        s3 -> {
                            s3.putObject(
                                    each -> each.bucket(BUCKET).key("cold").storageClass("GLACIER"),
                                    RequestBody.empty());
                            s3.getObjectAsBytes(each -> each.bucket(BUCKET).key("cold"));
                        }),
                refusal(
                        "An attribute is one of S3's",
                        API + "API_GetObjectAttributes.html",
                        "InvalidArgument",
                        s3 ->
                                s3.getObjectAttributes(each ->
                                        each.bucket(BUCKET)
                                                .key("k")
                                                .objectAttributesWithStrings("Weight"))));
    }

    private static List<Refusal> copies() {
        return List.of(
                refusal(
                        "A copy onto itself changes something",
                        COPY,
                        "InvalidRequest",
                        s3 ->
                                s3.copyObject(each ->
                                        each.copySource(BUCKET + "/k")
                                                .destinationBucket(BUCKET)
                                                .destinationKey("k"))),
                refusal(
                        "A copy has a source",
                        COPY,
                        "NoSuchKey",
                        s3 ->
                                s3.copyObject(each ->
                                        each.copySource(BUCKET + "/none")
                                                .destinationBucket(BUCKET)
                                                .destinationKey("c"))),
                refusal(
                        "A source is a bucket and a key",
                        COPY,
                        "InvalidArgument",
                        s3 ->
                                s3.copyObject(each ->
                                        each.copySource("alone")
                                                .destinationBucket(BUCKET)
                                                .destinationKey("c"))));
    }

    private static List<Refusal> moreCopies() {
        return List.of(
                refusal(
                        "A source is as it was",
                        COPY,
                        "PreconditionFailed",
                        s3 ->
                                s3.copyObject(each ->
                                        each.copySource(BUCKET + "/k")
                                                .copySourceIfMatch(WRONG)
                                                .destinationBucket(BUCKET)
                                                .destinationKey("c"))),
                refusal(
                        "Metadata is copied or replaced",
                        COPY,
                        "InvalidArgument",
                        s3 ->
                                s3.copyObject(each ->
                                        each.copySource(BUCKET + "/k")
                                                .metadataDirective("MIX")
                                                .destinationBucket(BUCKET)
                                                .destinationKey("c"))));
    }

    private static List<Refusal> lists() {
        String v2 = API + "API_ListObjectsV2.html";
        return List.of(
                refusal(
                        "A page has no negative length",
                        v2,
                        "InvalidArgument",
                        s3 -> s3.listObjectsV2(each -> each.bucket(BUCKET).maxKeys(-1))),
                refusal(
                        "A token is one of S3's",
                        v2,
                        "InvalidArgument",
                        s3 -> s3.listObjectsV2(each -> each.bucket(BUCKET).continuationToken("x"))),
                refusal(
                        "A marker of a version needs one of a key",
                        API + "API_ListObjectVersions.html",
                        "InvalidArgument",
                        s3 ->
                                s3.listObjectVersions(
                                        each -> each.bucket(BUCKET).versionIdMarker("null"))));
    }

    /** There is a bucket, and in it the key {@code k} with four bytes. */
    private static Refusal refusal(
            String rule, String source, String code, Consumer<S3Client> attempt) {
        return new Refusal(
                rule,
                source,
                code,
                rig -> {
                    S3Client s3 = rig.s3();
                    s3.createBucket(each -> each.bucket(BUCKET));
                    s3.putObject(
                            each -> each.bucket(BUCKET).key("k"), RequestBody.fromString("four"));
                    attempt.accept(s3);
                });
    }
}
