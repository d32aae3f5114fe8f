package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import dev.sila.localcloud.wire.Upload;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.AbortMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyPartResult;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Uploads in parts are begun, get their parts, and are given up. */
@SuppressWarnings("deprecation") // members that the wire has under these names
final class Uploads {
    private final Store store;
    private final Drafts drafts;
    private final Copies copies;

    Uploads(Store store, Copies copies) {
        this.store = store;
        this.drafts = new Drafts(store);
        this.copies = copies;
    }

    /**
     * Source for the kinds of checksums: S3 user guide, "Checking object integrity".
     *
     * @throws AwsFailure {@code InvalidRequest} for an algorithm that S3 has not
     */
    static Digest digest(String algorithm) {
        return Arrays.stream(Digest.values())
                .filter(each -> each != Digest.MD5 && each.name().equals(algorithm))
                .findFirst()
                .orElseThrow(() ->
                        Refusals.invalidRequest(
                                "Checksum algorithm provided is unsupported. Please try again"
                                        + " with any of the valid types: [CRC32, CRC32C,"
                                        + " CRC64NVME, SHA1, SHA256]"));
    }

    public CreateMultipartUploadResponse createMultipartUpload(
            CreateMultipartUploadRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Drafts.check(request, request.key());
        Optional<Digest> declared =
                Optional.ofNullable(request.checksumAlgorithmAsString()).map(Uploads::digest);
        boolean composite = isComposite(declared, request.checksumTypeAsString());
        PartedUpload upload =
                new PartedUpload(
                        store.foundation.identity().hex(64),
                        request.key(),
                        store.now(),
                        drafts.settings(request, bucket),
                        Tags.ofHeader(request.tagging()),
                        Acls.ofObject(request.aclAsString(), request, bucket),
                        declared,
                        composite,
                        new TreeMap<>());
        bucket.uploads.put(upload.id(), upload);
        return CreateMultipartUploadResponse.builder()
                .bucket(bucket.name)
                .key(upload.key())
                .uploadId(upload.id())
                .serverSideEncryption(upload.settings().encryption())
                .ssekmsKeyId(upload.settings().kmsKey())
                .bucketKeyEnabled(upload.settings().bucketKey())
                .checksumAlgorithm(declared.map(Digest::name).orElse(null))
                .checksumType(
                        declared.map(_ -> composite ? "COMPOSITE" : "FULL_OBJECT").orElse(null))
                .build();
    }

    private static boolean isComposite(Optional<Digest> declared, @Nullable String type) {
        boolean hash =
                declared.filter(each -> each == Digest.SHA1 || each == Digest.SHA256).isPresent();
        boolean whole = declared.filter(each -> each != Digest.CRC64NVME).isEmpty();
        if (type == null) {
            return !whole;
        }
        if (declared.isEmpty()) {
            throw Refusals.invalidRequest(
                    "The x-amz-checksum-type header can only be used with the"
                            + " x-amz-checksum-algorithm header.");
        }
        if (!type.equals("COMPOSITE") && !type.equals("FULL_OBJECT")) {
            throw Refusals.invalidRequest("Value for x-amz-checksum-type header is invalid.");
        }
        boolean composite = type.equals("COMPOSITE");
        if (composite ? whole : hash) {
            throw Refusals.invalidRequest(
                    "The "
                            + type
                            + " checksum type cannot be used with the "
                            + declared.get().name().toLowerCase(Locale.ROOT)
                            + " checksum algorithm.");
        }
        return composite;
    }

    public UploadPartResponse uploadPart(UploadPartRequest request, Caller caller, Upload body) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Drafts.check(request, request.key());
        PartedUpload upload = find(bucket, request.key(), request.uploadId());
        checkNumber(request.partNumber());
        if (body.content().length() > Writing.LARGEST) {
            throw new AwsFailure(
                    "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
        }
        Sum sent = Writing.sum(request, body);
        boolean sentOwn = sent.digest() != Digest.CRC64NVME || request.checksumCRC64NVME() != null;
        upload.declared()
                .filter(each -> sentOwn && each != sent.digest())
                .ifPresent(each -> {
                    throw Refusals.invalidRequest(
                            "Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s"
                                    .formatted(lower(each), lower(sent.digest())));
                });
        Sum kept = Sum.of(upload.digest(), body.digest(upload.digest()));
        String etag = HexFormat.of().formatHex(body.digest(Digest.MD5));
        add(upload, request.partNumber(), body.content(), etag, kept);
        return UploadPartResponse.builder()
                .eTag("\"" + etag + "\"")
                .checksumCRC32(sent.as(Digest.CRC32))
                .checksumCRC32C(sent.as(Digest.CRC32C))
                .checksumCRC64NVME(sent.as(Digest.CRC64NVME))
                .checksumSHA1(sent.as(Digest.SHA1))
                .checksumSHA256(sent.as(Digest.SHA256))
                .serverSideEncryption(upload.settings().encryption())
                .ssekmsKeyId(upload.settings().kmsKey())
                .bucketKeyEnabled(upload.settings().bucketKey())
                .build();
    }

    private static String lower(Digest digest) {
        return digest.name().toLowerCase(Locale.ROOT);
    }

    private void add(PartedUpload upload, int number, Content content, String etag, Sum sum) {
        upload.parts().put(number, new PartedUpload.Part(number, content, etag, sum, store.now()));
    }

    public UploadPartCopyResponse uploadPartCopy(UploadPartCopyRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Drafts.check(request, request.key());
        PartedUpload upload = find(bucket, request.key(), request.uploadId());
        checkNumber(request.partNumber());
        Copies.Source source = source(request, caller);
        Content content = chosen(request, source.version().content());
        String etag = HexFormat.of().formatHex(Digest.MD5.of(content));
        Sum sum = Sum.of(upload.digest(), upload.digest().of(content));
        add(upload, request.partNumber(), content, etag, sum);
        return UploadPartCopyResponse.builder()
                .copyPartResult(
                        CopyPartResult.builder()
                                .eTag("\"" + etag + "\"")
                                .lastModified(store.now())
                                .checksumCRC32(sum.as(Digest.CRC32))
                                .checksumCRC32C(sum.as(Digest.CRC32C))
                                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                                .checksumSHA1(sum.as(Digest.SHA1))
                                .checksumSHA256(sum.as(Digest.SHA256))
                                .build())
                .copySourceVersionId(source.version().shownId(source.bucket()))
                .serverSideEncryption(upload.settings().encryption())
                .ssekmsKeyId(upload.settings().kmsKey())
                .build();
    }

    private Copies.Source source(UploadPartCopyRequest request, Caller caller) {
        Copies.Source source =
                copies.source(request.copySource(), request.expectedSourceBucketOwner(), caller);
        new Conditions(
                        "x-amz-copy-source-",
                        request.copySourceIfMatch(),
                        request.copySourceIfNoneMatch(),
                        request.copySourceIfModifiedSince(),
                        request.copySourceIfUnmodifiedSince())
                .checkCopy(source.version());
        return source;
    }

    /** All of the source, or the range that the request names. */
    private static Content chosen(UploadPartCopyRequest request, Content whole) {
        Content content =
                Optional.ofNullable(request.copySourceRange())
                        .map(each -> Ranges.ofSource(each, whole.length()))
                        .map(each -> whole.part(each.first(), each.length()))
                        .orElse(whole);
        if (content.length() > Writing.LARGEST) {
            throw Refusals.invalidRequest(
                    "The specified copy source is larger than the maximum allowable size for a"
                            + " copy source: 5368709120");
        }
        return content;
    }

    public AbortMultipartUploadResponse abortMultipartUpload(
            AbortMultipartUploadRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:AbortMultipartUpload",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        find(bucket, request.key(), request.uploadId());
        bucket.uploads.remove(request.uploadId());
        return AbortMultipartUploadResponse.builder().build();
    }

    /** An upload that goes on. */
    static PartedUpload find(Bucket bucket, String key, String id) {
        return Optional.ofNullable(bucket.uploads.get(id))
                .filter(each -> each.key().equals(key))
                .orElseThrow(() ->
                        new AwsFailure(
                                        "NoSuchUpload",
                                        "The specified upload does not exist. The upload ID may"
                                                + " be invalid, or the upload may have been"
                                                + " aborted or completed.",
                                        404)
                                .detail("UploadId", id));
    }

    private static void checkNumber(int number) {
        if (number < 1 || number > 10_000) {
            throw Refusals.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    number);
        }
    }
}
