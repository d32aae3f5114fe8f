package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Digest;
import dev.sila.localcloud.wire.Upload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;

/** Objects are put and deleted. */
final class Writing {
    static final long LARGEST = 5L * 1024 * 1024 * 1024;
    private static final int MOST_DELETED = 1000;

    private final Store store;
    private final Drafts drafts;
    private final Notices notices;

    Writing(Store store, Notices notices) {
        this.store = store;
        this.drafts = new Drafts(store);
        this.notices = notices;
    }

    public PutObjectResponse putObject(PutObjectRequest request, Caller caller, Upload upload) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Drafts.check(request, request.key());
        long size = upload.content().length();
        if (size > LARGEST) {
            throw new AwsFailure(
                            "EntityTooLarge",
                            "Your proposed upload exceeds the maximum allowed size")
                    .detail("ProposedSize", Long.toString(size))
                    .detail("MaxSizeAllowed", Long.toString(LARGEST));
        }
        Settings settings = drafts.settings(request, bucket);
        Map<String, String> tags = Tags.ofHeader(request.tagging());
        Acl acl = Acls.ofObject(request.aclAsString(), request, bucket);
        Conditions.checkWrite(bucket, request.key(), request.ifMatch(), request.ifNoneMatch());
        Version version =
                new Version(
                        request.key(),
                        bucket.keepsVersions() ? store.newId() : Version.NULL,
                        store.now(),
                        false,
                        upload.content(),
                        HexFormat.of().formatHex(upload.digest(Digest.MD5)),
                        settings,
                        Optional.of(sum(request, upload)),
                        List.of(),
                        tags,
                        acl);
        bucket.add(version);
        notices.publish(bucket, version, "ObjectCreated:Put");
        return answer(version, bucket);
    }

    /** The checksum that came with the body, or else the one that S3 makes by itself. */
    static Sum sum(SdkPojo request, Upload upload) {
        Digest digest =
                Arrays.stream(Digest.values())
                        .filter(each -> each != Digest.MD5)
                        .filter(each -> Drafts.text(request, "Checksum" + each.name()) != null)
                        .findFirst()
                        .orElse(Digest.CRC64NVME);
        return Sum.of(digest, upload.digest(digest));
    }

    private static PutObjectResponse answer(Version version, Bucket bucket) {
        Sum sum = version.sum().orElseThrow();
        Settings settings = version.settings();
        return PutObjectResponse.builder()
                .eTag(version.quotedEtag())
                .versionId(version.shownId(bucket))
                .checksumCRC32(sum.as(Digest.CRC32))
                .checksumCRC32C(sum.as(Digest.CRC32C))
                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                .checksumSHA1(sum.as(Digest.SHA1))
                .checksumSHA256(sum.as(Digest.SHA256))
                .checksumType(sum.type())
                .serverSideEncryption(settings.encryption())
                .ssekmsKeyId(settings.kmsKey())
                .bucketKeyEnabled(settings.bucketKey())
                .build();
    }

    public DeleteObjectResponse deleteObject(DeleteObjectRequest request, Caller caller) {
        String key = request.key();
        Bucket bucket =
                store.reach(
                        caller,
                        request.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                        request.bucket(),
                        key,
                        request.expectedBucketOwner());
        if (request.ifMatchLastModifiedTime() != null || request.ifMatchSize() != null) {
            throw Refusals.notImplemented("x-amz-if-match-size"); // directory buckets alone
        }
        Optional<Version> gone = delete(bucket, key, request.versionId(), request.ifMatch());
        DeleteObjectResponse.Builder answer = DeleteObjectResponse.builder();
        gone.filter(_ -> !bucket.versioning.isEmpty())
                .ifPresent(each ->
                        answer.versionId(each.id()).deleteMarker(each.marker() ? true : null));
        return answer.build();
    }

    /**
     * Deletes an object as its bucket does it.
     *
     * @return the version that is gone, or the delete marker that came
     */
    Optional<Version> delete(
            Bucket bucket, String key, @Nullable String versionId, @Nullable String ifMatch) {
        if (ifMatch != null) {
            Conditions.checkWrite(bucket, key, ifMatch, null);
        }
        if (versionId != null) {
            Versions.checkId(versionId);
            Optional<Version> found = bucket.version(key, versionId);
            bucket.remove(key, versionId);
            found.ifPresent(each -> notices.publish(bucket, each, "ObjectRemoved:Delete"));
            return found;
        }
        if (bucket.versioning.isEmpty()) {
            Optional<Version> found = bucket.newest(key);
            bucket.remove(key, Version.NULL);
            found.ifPresent(each -> notices.publish(bucket, each, "ObjectRemoved:Delete"));
            return found;
        }
        String id = bucket.keepsVersions() ? store.newId() : Version.NULL;
        Version marker = Version.marker(key, id, store.now());
        bucket.add(marker);
        notices.publish(bucket, marker, "ObjectRemoved:DeleteMarkerCreated");
        return Optional.of(marker);
    }

    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:DeleteObject",
                        request.bucket(),
                        "*",
                        request.expectedBucketOwner());
        List<ObjectIdentifier> asked = request.delete().objects();
        if (asked.isEmpty() || asked.size() > MOST_DELETED) {
            throw Refusals.malformedXml();
        }
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier each : asked) {
            try {
                Optional<Version> gone = delete(bucket, each.key(), each.versionId(), each.eTag());
                deleted.add(deleted(each, gone, bucket));
            } catch (AwsFailure refused) {
                errors.add(
                        S3Error.builder()
                                .key(each.key())
                                .versionId(each.versionId())
                                .code(refused.code())
                                .message(refused.getMessage())
                                .build());
            }
        }
        boolean quiet = Boolean.TRUE.equals(request.delete().quiet());
        return DeleteObjectsResponse.builder()
                .deleted(quiet ? List.of() : deleted)
                .errors(errors)
                .build();
    }

    private static DeletedObject deleted(
            ObjectIdentifier asked, Optional<Version> gone, Bucket bucket) {
        boolean marker = !bucket.versioning.isEmpty() && gone.filter(Version::marker).isPresent();
        return DeletedObject.builder()
                .key(asked.key())
                .versionId(asked.versionId())
                .deleteMarker(marker ? true : null)
                .deleteMarkerVersionId(marker ? gone.orElseThrow().id() : null)
                .build();
    }
}
