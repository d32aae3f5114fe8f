package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import dev.sila.localcloud.wire.Download;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Objects are read. */
@SuppressWarnings("deprecation") // members that the wire has under these names
final class Reading {
    private static final String BINARY = "binary/octet-stream";

    private final Store store;

    Reading(Store store) {
        this.store = store;
    }

    public Download<GetObjectResponse> getObject(GetObjectRequest request, Caller caller) {
        Version version = find(request, caller);
        refuseArchived(version);
        refuseOverrides(request, caller);
        long size = version.content().length();
        Optional<Ranges> range = range(request, version);
        Content content =
                range.map(each -> version.content().part(each.first(), each.length()))
                        .orElse(version.content());
        Bucket bucket = store.reach(caller, "s3:GetObject", request.bucket(), request.key(), null);
        GetObjectResponse.Builder answer = describe(version, bucket);
        answer.contentLength(range.map(Ranges::length).orElse(size))
                .contentRange(range.map(Ranges::shown).orElse(null))
                .partsCount(partsCount(request.partNumber(), version))
                .sdkHttpResponse(status(range.isPresent() ? 206 : 200));
        override(answer, request);
        if (request.checksumMode() == ChecksumMode.ENABLED && range.isEmpty()) {
            version.sum().ifPresent(each -> show(each, answer));
        }
        return new Download<>(answer.build(), content);
    }

    /** The same as getting it, without the bytes. */
    public HeadObjectResponse headObject(HeadObjectRequest request, Caller caller) {
        GetObjectRequest get = Reshape.copy(request, GetObjectRequest.builder()).build();
        Version version = find(get, caller);
        Optional<Ranges> range = range(get, version);
        Bucket bucket = store.reach(caller, "s3:GetObject", request.bucket(), request.key(), null);
        GetObjectResponse.Builder answer = describe(version, bucket);
        answer.contentLength(range.map(Ranges::length).orElse(version.content().length()))
                .contentRange(range.map(Ranges::shown).orElse(null))
                .partsCount(partsCount(request.partNumber(), version));
        override(answer, get);
        if (request.checksumMode() == ChecksumMode.ENABLED && range.isEmpty()) {
            version.sum().ifPresent(each -> show(each, answer));
        }
        HeadObjectResponse.Builder head =
                Reshape.copy(answer.build(), HeadObjectResponse.builder());
        head.sdkHttpResponse(status(range.isPresent() ? 206 : 200));
        return head.build();
    }

    private static SdkHttpResponse status(int status) {
        return SdkHttpResponse.builder().statusCode(status).build();
    }

    /** Whoever may not list is not told that something is not there. */
    private Version find(GetObjectRequest request, Caller caller) {
        String key = request.key();
        Bucket bucket =
                store.reach(
                        caller,
                        request.versionId() == null ? "s3:GetObject" : "s3:GetObjectVersion",
                        request.bucket(),
                        key,
                        request.expectedBucketOwner());
        if (bucket.current(key).isEmpty() && !store.may(caller, "s3:ListBucket", bucket, "")) {
            throw Refusals.accessDenied();
        }
        Version version = Versions.find(bucket, key, request.versionId());
        new Conditions(
                        "",
                        request.ifMatch(),
                        request.ifNoneMatch(),
                        request.ifModifiedSince(),
                        request.ifUnmodifiedSince())
                .checkRead(version);
        return version;
    }

    private static void refuseArchived(Version version) {
        String storageClass = version.settings().storageClass();
        if (storageClass.equals("GLACIER") || storageClass.equals("DEEP_ARCHIVE")) {
            throw new AwsFailure(
                            "InvalidObjectState",
                            "The operation is not valid for the object's storage class",
                            403)
                    .detail("StorageClass", storageClass);
        }
    }

    private static void refuseOverrides(GetObjectRequest request, Caller caller) {
        boolean overrides =
                request.responseContentType() != null
                        || request.responseContentDisposition() != null
                        || request.responseContentEncoding() != null
                        || request.responseContentLanguage() != null
                        || request.responseCacheControl() != null
                        || request.responseExpires() != null;
        if (overrides && caller.accessKeyId().isEmpty()) {
            throw Refusals.invalidRequest(
                    "Request specific response headers cannot be used for anonymous GET"
                            + " requests.");
        }
    }

    private static Optional<Ranges> range(GetObjectRequest request, Version version) {
        long size = version.content().length();
        Integer number = request.partNumber();
        if (number == null) {
            return Ranges.parse(request.range(), size);
        }
        if (request.range() != null) {
            throw Refusals.invalidRequest(
                    "Cannot specify both Range header and partNumber query parameter");
        }
        if (number < 1 || number > 10_000) {
            throw Refusals.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    number);
        }
        if (number > Math.max(1, version.parts().size())) {
            throw new AwsFailure(
                    "InvalidPartNumber", "The requested partnumber is not satisfiable", 416);
        }
        if (version.parts().isEmpty()) {
            return size == 0 ? Optional.empty() : Optional.of(new Ranges(0, size - 1, size));
        }
        long first =
                version.parts().subList(0, number - 1).stream().mapToLong(Long::longValue).sum();
        return Optional.of(new Ranges(first, first + version.parts().get(number - 1) - 1, size));
    }

    private static @Nullable Integer partsCount(@Nullable Integer number, Version version) {
        return number == null || version.parts().isEmpty() ? null : version.parts().size();
    }

    private static GetObjectResponse.Builder describe(Version version, Bucket bucket) {
        Settings settings = version.settings();
        boolean standard = settings.storageClass().equals("STANDARD");
        return GetObjectResponse.builder()
                .acceptRanges("bytes")
                .lastModified(version.modified())
                .eTag(version.quotedEtag())
                .versionId(version.shownId(bucket))
                .contentType(settings.contentType() == null ? BINARY : settings.contentType())
                .cacheControl(settings.cacheControl())
                .contentDisposition(settings.contentDisposition())
                .contentEncoding(settings.contentEncoding())
                .contentLanguage(settings.contentLanguage())
                .expires(settings.expires())
                .websiteRedirectLocation(settings.websiteRedirect())
                .metadata(settings.metadata())
                .storageClass(standard ? null : settings.storageClass())
                .serverSideEncryption(settings.encryption())
                .ssekmsKeyId(settings.kmsKey())
                .bucketKeyEnabled(settings.bucketKey())
                .tagCount(version.tags().isEmpty() ? null : version.tags().size());
    }

    private static void override(GetObjectResponse.Builder answer, GetObjectRequest request) {
        Optional.ofNullable(request.responseContentType()).ifPresent(answer::contentType);
        Optional.ofNullable(request.responseContentDisposition())
                .ifPresent(answer::contentDisposition);
        Optional.ofNullable(request.responseContentEncoding()).ifPresent(answer::contentEncoding);
        Optional.ofNullable(request.responseContentLanguage()).ifPresent(answer::contentLanguage);
        Optional.ofNullable(request.responseCacheControl()).ifPresent(answer::cacheControl);
        Optional.ofNullable(request.responseExpires()).ifPresent(answer::expires);
    }

    private static void show(Sum sum, GetObjectResponse.Builder answer) {
        answer.checksumCRC32(sum.as(Digest.CRC32))
                .checksumCRC32C(sum.as(Digest.CRC32C))
                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                .checksumSHA1(sum.as(Digest.SHA1))
                .checksumSHA256(sum.as(Digest.SHA256))
                .checksumType(sum.type());
    }
}
