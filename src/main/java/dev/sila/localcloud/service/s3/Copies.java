package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Objects are copied. Source: S3 API reference, "CopyObject". */
@SuppressWarnings("deprecation") // members that the wire has under these names
final class Copies {
    /**
     * What a copy is made from.
     *
     * @param explicit whether the request names the version
     */
    record Source(Bucket bucket, Version version, boolean explicit) {}

    private final Store store;
    private final Drafts drafts;
    private final Notices notices;

    Copies(Store store, Notices notices) {
        this.store = store;
        this.drafts = new Drafts(store);
        this.notices = notices;
    }

    public CopyObjectResponse copyObject(CopyObjectRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Drafts.check(request, request.key());
        Source source = source(request.copySource(), request.expectedSourceBucketOwner(), caller);
        new Conditions(
                        "x-amz-copy-source-",
                        request.copySourceIfMatch(),
                        request.copySourceIfNoneMatch(),
                        request.copySourceIfModifiedSince(),
                        request.copySourceIfUnmodifiedSince())
                .checkCopy(source.version());
        if (source.version().content().length() > Writing.LARGEST) {
            throw Refusals.invalidRequest(
                    "The specified copy source is larger than the maximum allowable size for a"
                            + " copy source: 5368709120");
        }
        refuseIdle(request, bucket, source);
        Version version = copy(request, bucket, source.version());
        Conditions.checkWrite(bucket, request.key(), request.ifMatch(), request.ifNoneMatch());
        bucket.add(version);
        notices.publish(bucket, version, "ObjectCreated:Copy");
        return answer(version, bucket, source);
    }

    private Version copy(CopyObjectRequest request, Bucket bucket, Version source) {
        Settings settings =
                replacesMetadata(request)
                        ? drafts.settings(request, bucket)
                        : drafts.kept(source.settings(), request, bucket);
        Map<String, String> tags =
                replacesTags(request) ? Tags.ofHeader(request.tagging()) : source.tags();
        Content content = source.content();
        String etag =
                source.parts().isEmpty()
                        ? source.etag()
                        : HexFormat.of().formatHex(Digest.MD5.of(content));
        return new Version(
                request.key(),
                bucket.keepsVersions() ? store.newId() : Version.NULL,
                store.now(),
                false,
                content,
                etag,
                settings,
                Optional.of(sum(request, source)),
                List.of(),
                tags,
                Acls.ofObject(request.aclAsString(), request, bucket));
    }

    private static Sum sum(CopyObjectRequest request, Version source) {
        Sum there = source.sum().orElseThrow();
        Digest wanted =
                request.checksumAlgorithm() == null
                        ? there.digest()
                        : Uploads.digest(request.checksumAlgorithmAsString());
        return wanted == there.digest() && !there.composite()
                ? there
                : Sum.of(wanted, wanted.of(source.content()));
    }

    private static boolean replacesMetadata(CopyObjectRequest request) {
        if (request.metadataDirective() == MetadataDirective.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalidArgument(
                    "Unknown metadata directive.",
                    "x-amz-metadata-directive",
                    request.metadataDirectiveAsString());
        }
        return request.metadataDirective() == MetadataDirective.REPLACE;
    }

    private static boolean replacesTags(CopyObjectRequest request) {
        if (request.taggingDirective() == TaggingDirective.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalidArgument(
                    "Unknown tagging directive.",
                    "x-amz-tagging-directive",
                    request.taggingDirectiveAsString());
        }
        return request.taggingDirective() == TaggingDirective.REPLACE;
    }

    /** Refuses a copy onto itself that changes nothing. */
    private static void refuseIdle(CopyObjectRequest request, Bucket bucket, Source source) {
        boolean itself =
                bucket == source.bucket()
                        && request.key().equals(source.version().key())
                        && !source.explicit();
        String asked = Objects.requireNonNullElse(request.storageClassAsString(), "STANDARD");
        boolean changes =
                replacesMetadata(request)
                        || request.websiteRedirectLocation() != null
                        || request.serverSideEncryption() != null
                        || !asked.equals(source.version().settings().storageClass());
        if (itself && !changes) {
            throw Refusals.invalidRequest(
                    "This copy request is illegal because it is trying to copy an object to"
                            + " itself without changing the object's metadata, storage class,"
                            + " website redirect location or encryption attributes.");
        }
    }

    /** What {@code x-amz-copy-source} names: bucket, key and perhaps version, percent-encoded. */
    Source source(String text, @Nullable String expectedOwner, Caller caller) {
        int query = text.lastIndexOf("?versionId=");
        String path = Urls.decode(query < 0 ? text : text.substring(0, query));
        String versionId = query < 0 ? null : text.substring(query + "?versionId=".length());
        String plain = path.startsWith("/") ? path.substring(1) : path;
        int slash = plain.indexOf('/');
        if (slash <= 0 || slash == plain.length() - 1 || plain.startsWith("arn:")) {
            throw Refusals.invalidArgument(
                    "Invalid copy source object key", "x-amz-copy-source", text);
        }
        String key = plain.substring(slash + 1);
        Bucket bucket =
                store.reach(caller, "s3:GetObject", plain.substring(0, slash), key, expectedOwner);
        Version version = found(bucket, key, versionId);
        String storageClass = version.settings().storageClass();
        if (storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE")) {
            throw new AwsFailure(
                    "ObjectNotInActiveTierError",
                    "The source object of the COPY operation is not in the active tier and is"
                            + " only stored in Amazon S3 Glacier.",
                    403);
        }
        return new Source(bucket, version, versionId != null);
    }

    private static Version found(Bucket bucket, String key, @Nullable String versionId) {
        boolean marker =
                versionId != null
                        && bucket.version(key, versionId).filter(Version::marker).isPresent();
        if (marker) {
            throw Refusals.invalidRequest(
                    "The source of a copy request may not specifically refer to a delete marker"
                            + " by version id.");
        }
        return Versions.find(bucket, key, versionId);
    }

    private static CopyObjectResponse answer(Version version, Bucket bucket, Source source) {
        Sum sum = version.sum().orElseThrow();
        return CopyObjectResponse.builder()
                .copyObjectResult(
                        CopyObjectResult.builder()
                                .eTag(version.quotedEtag())
                                .lastModified(version.modified())
                                .checksumCRC32(sum.as(Digest.CRC32))
                                .checksumCRC32C(sum.as(Digest.CRC32C))
                                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                                .checksumSHA1(sum.as(Digest.SHA1))
                                .checksumSHA256(sum.as(Digest.SHA256))
                                .checksumType(sum.type())
                                .build())
                .versionId(version.shownId(bucket))
                .copySourceVersionId(source.version().shownId(source.bucket()))
                .serverSideEncryption(version.settings().encryption())
                .ssekmsKeyId(version.settings().kmsKey())
                .bucketKeyEnabled(version.settings().bucketKey())
                .build();
    }
}
