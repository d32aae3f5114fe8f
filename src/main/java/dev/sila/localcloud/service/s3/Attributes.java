package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.s3.model.Checksum;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesParts;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesRequest;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectPart;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;

/** What is known of an object besides its bytes: attributes and tags. */
final class Attributes {
    private final Store store;

    Attributes(Store store) {
        this.store = store;
    }

    public GetObjectAttributesResponse getObjectAttributes(
            GetObjectAttributesRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetObjectAttributes",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        List<ObjectAttributes> asked = request.objectAttributes();
        if (asked.isEmpty() || asked.contains(ObjectAttributes.UNKNOWN_TO_SDK_VERSION)) {
            throw Refusals.invalidArgument(
                    "Invalid attribute name specified.",
                    "x-amz-object-attributes",
                    request.objectAttributesAsStrings());
        }
        Version version = Versions.find(bucket, request.key(), request.versionId());
        GetObjectAttributesResponse.Builder answer =
                GetObjectAttributesResponse.builder()
                        .lastModified(version.modified())
                        .versionId(version.shownId(bucket));
        for (ObjectAttributes each : asked) {
            switch (each) {
                case E_TAG -> answer.eTag(version.etag());
                case OBJECT_SIZE -> answer.objectSize(version.content().length());
                case STORAGE_CLASS -> answer.storageClass(version.settings().storageClass());
                case CHECKSUM -> version.sum().ifPresent(sum -> answer.checksum(shown(sum)));
                case OBJECT_PARTS -> {
                    if (!version.parts().isEmpty()) {
                        answer.objectParts(parts(version, request));
                    }
                }
                default -> throw new IllegalStateException("refused above: " + each);
            }
        }
        return answer.build();
    }

    private static Checksum shown(Sum sum) {
        return Checksum.builder()
                .checksumCRC32(sum.as(Digest.CRC32))
                .checksumCRC32C(sum.as(Digest.CRC32C))
                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                .checksumSHA1(sum.as(Digest.SHA1))
                .checksumSHA256(sum.as(Digest.SHA256))
                .checksumType(sum.type())
                .build();
    }

    private static GetObjectAttributesParts parts(
            Version version, GetObjectAttributesRequest request) {
        int most = Listing.most(request.maxParts(), "x-amz-max-parts");
        int after = Objects.requireNonNullElse(request.partNumberMarker(), 0);
        List<ObjectPart> parts = new ArrayList<>();
        for (int i = after; i < version.parts().size() && parts.size() < most; i++) {
            parts.add(ObjectPart.builder().partNumber(i + 1).size(version.parts().get(i)).build());
        }
        boolean truncated = after + parts.size() < version.parts().size();
        return GetObjectAttributesParts.builder()
                .totalPartsCount(version.parts().size())
                .partNumberMarker(after)
                .nextPartNumberMarker(after + parts.size())
                .maxParts(most)
                .isTruncated(truncated)
                .parts(parts)
                .build();
    }

    public GetObjectTaggingResponse getObjectTagging(
            GetObjectTaggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:GetObjectTagging",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Version version = Versions.find(bucket, request.key(), request.versionId());
        return GetObjectTaggingResponse.builder()
                .versionId(version.shownId(bucket))
                .tagSet(Tags.shown(version.tags()))
                .build();
    }

    public PutObjectTaggingResponse putObjectTagging(
            PutObjectTaggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObjectTagging",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Version version = Versions.find(bucket, request.key(), request.versionId());
        var tags = Tags.ofObject(request.tagging().tagSet());
        bucket.change(version, each -> each.tagged(tags));
        return PutObjectTaggingResponse.builder().versionId(version.shownId(bucket)).build();
    }

    public DeleteObjectTaggingResponse deleteObjectTagging(
            DeleteObjectTaggingRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:DeleteObjectTagging",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        Version version = Versions.find(bucket, request.key(), request.versionId());
        bucket.change(version, each -> each.tagged(Map.of()));
        return DeleteObjectTaggingResponse.builder().versionId(version.shownId(bucket)).build();
    }
}
