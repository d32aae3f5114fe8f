package dev.sila.localcloud.refusal;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** What S3 refuses of uploads in parts. */
@SuppressWarnings({"unchecked", "deprecation"}) // varargs of consumers; names of the wire
final class S3UploadRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/AmazonS3/latest/API/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/";
    private static final String PART = API + "API_UploadPart.html";
    private static final String COMPLETE = API + "API_CompleteMultipartUpload.html";
    private static final String BUCKET = "refusing";
    private static final String WRONG = "\"00000000000000000000000000000000\"";

    @Override
    public String service() {
        return "S3";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(uploads(), moreUploads(), yetMoreUploads()).flatMap(List::stream).toList();
    }

    private static List<Refusal> uploads() {
        return List.of(
                refusal(
                        "An upload that is not there",
                        PART,
                        "NoSuchUpload",
                        s3 -> part(s3, "none", 1, 1)),
                refusal(
                        "Parts are numbered from one",
                        PART,
                        "InvalidArgument",
                        s3 -> part(s3, begin(s3), 0, 1)),
                refusal(
                        "Parts are numbered to 10000",
                        PART,
                        "InvalidArgument",
                        s3 -> part(s3, begin(s3), 10_001, 1)),
                refusal(
                        "Every part but the last has 5 MB",
                        COMPLETE,
                        "EntityTooSmall",
                        s3 -> {
                            String id = begin(s3);
                            complete(s3, id, part(s3, id, 1, 10), part(s3, id, 2, 10));
                        }),
                refusal(
                        "Parts come in order",
                        COMPLETE,
                        "InvalidPartOrder",
                        s3 -> {
                            String id = begin(s3);
                            CompletedPart second = part(s3, id, 2, 10);
                            complete(s3, id, second, part(s3, id, 1, 10));
                        }));
    }

    private static List<Refusal> moreUploads() {
        return List.of(
                refusal(
                        "A part is as it was",
                        COMPLETE,
                        "InvalidPart",
                        s3 -> {
                            String id = begin(s3);
                            complete(s3, id, part(s3, id, 1, 10).toBuilder().eTag(WRONG).build());
                        }),
                refusal(
                        "An upload has parts",
                        COMPLETE,
                        "MalformedXML",
                        s3 -> complete(s3, begin(s3))),
                refusal(
                        "An upload ends once",
                        COMPLETE,
                        "NoSuchUpload",
                        s3 -> {
                            String id = begin(s3);
                            s3.abortMultipartUpload(
                                    each -> each.bucket(BUCKET).key("big").uploadId(id));
                            s3.abortMultipartUpload(
                                    each -> each.bucket(BUCKET).key("big").uploadId(id));
                        }),
                refusal(
                        "A hash of a whole object is not made of its parts'",
                        GUIDE + "checking-object-integrity.html",
                        "InvalidRequest",
                        s3 ->
                                s3.createMultipartUpload(each ->
                                        each.bucket(BUCKET)
                                                .key("big")
                                                .checksumAlgorithm("SHA256")
                                                .checksumType("FULL_OBJECT"))));
    }

    private static List<Refusal> yetMoreUploads() {
        return List.of(
                refusal(
                        "A range of a part lies within its source",
                        API + "API_UploadPartCopy.html",
                        "InvalidArgument",
                        s3 -> {
                            String id = begin(s3);
                            s3.uploadPartCopy(each ->
                                    each.copySource(BUCKET + "/k")
                                            .copySourceRange("bytes=0-100")
                                            .destinationBucket(BUCKET)
                                            .destinationKey("big")
                                            .uploadId(id)
                                            .partNumber(1));
                        }));
    }

    private static String begin(S3Client s3) {
        return s3.createMultipartUpload(each -> each.bucket(BUCKET).key("big")).uploadId();
    }

    private static CompletedPart part(S3Client s3, String id, int number, int size) {
        String etag =
                s3.uploadPart(
                                each ->
                                        each.bucket(BUCKET)
                                                .key("big")
                                                .uploadId(id)
                                                .partNumber(number),
                                RequestBody.fromBytes(new byte[size]))
                        .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    private static void complete(S3Client s3, String id, CompletedPart... parts) {
        s3.completeMultipartUpload(each ->
                each.bucket(BUCKET)
                        .key("big")
                        .uploadId(id)
                        .multipartUpload(all -> all.parts(parts)));
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
