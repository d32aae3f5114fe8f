package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Uploads in parts become objects. Source: S3 API reference, "CompleteMultipartUpload". */
final class Completion {
    private static final long LEAST_PART = 5L * 1024 * 1024;

    private final Store store;
    private final Notices notices;

    Completion(Store store, Notices notices) {
        this.store = store;
        this.notices = notices;
    }

    public CompleteMultipartUploadResponse completeMultipartUpload(
            CompleteMultipartUploadRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:PutObject",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        PartedUpload upload = Uploads.find(bucket, request.key(), request.uploadId());
        if (request.multipartUpload() == null || !request.multipartUpload().hasParts()) {
            throw Refusals.malformedXml();
        }
        List<PartedUpload.Part> parts = chosen(upload, request.multipartUpload().parts());
        Content content = Content.joined(parts.stream().map(PartedUpload.Part::content).toList());
        Sum sum = sum(upload, parts);
        checkWhole(request, content, sum);
        Conditions.checkWrite(bucket, request.key(), request.ifMatch(), request.ifNoneMatch());
        Version version =
                new Version(
                        upload.key(),
                        bucket.keepsVersions() ? store.newId() : Version.NULL,
                        store.now(),
                        false,
                        content,
                        etag(parts),
                        upload.settings(),
                        Optional.of(sum),
                        parts.stream().map(each -> each.content().length()).toList(),
                        upload.tags(),
                        upload.acl());
        bucket.uploads.remove(upload.id());
        bucket.add(version);
        notices.publish(bucket, version, "ObjectCreated:CompleteMultipartUpload");
        return answer(version, bucket);
    }

    private static List<PartedUpload.Part> chosen(PartedUpload upload, List<CompletedPart> asked) {
        List<PartedUpload.Part> parts = new ArrayList<>();
        int before = 0;
        for (CompletedPart each : asked) {
            Integer number = each.partNumber();
            if (number == null || each.eTag() == null) {
                throw Refusals.malformedXml();
            }
            if (number <= before) {
                throw new AwsFailure(
                        "InvalidPartOrder",
                        "The list of parts was not in ascending order. Parts must be ordered by"
                                + " part number.");
            }
            before = number;
            PartedUpload.Part part = upload.parts().get(number);
            if (part == null || !each.eTag().replace("\"", "").equals(part.etag())) {
                throw invalidPart(upload, each);
            }
            checkSum(upload, each, part);
            parts.add(part);
        }
        for (PartedUpload.Part each : parts.subList(0, parts.size() - 1)) {
            if (each.content().length() < LEAST_PART) {
                throw new AwsFailure(
                                "EntityTooSmall",
                                "Your proposed upload is smaller than the minimum allowed size")
                        .detail("ProposedSize", Long.toString(each.content().length()))
                        .detail("MinSizeAllowed", Long.toString(LEAST_PART))
                        .detail("PartNumber", Integer.toString(each.number()))
                        .detail("ETag", each.etag());
            }
        }
        return parts;
    }

    /** A checksum of parts' checksums needs each of them again. */
    private static void checkSum(PartedUpload upload, CompletedPart asked, PartedUpload.Part part) {
        String sent = checksum(asked, upload.digest());
        if (sent != null && !sent.equals(part.sum().value())) {
            throw invalidPart(upload, asked);
        }
        if (sent == null && upload.composite()) {
            throw Refusals.invalidRequest(
                    "The upload was created using a %s checksum. The complete request must include the checksum for each part. It was missing for part %d in the request."
                            .formatted(
                                    upload.digest().name().toLowerCase(Locale.ROOT),
                                    part.number()));
        }
    }

    private static @Nullable String checksum(SdkPojo pojo, Digest digest) {
        return Drafts.text(pojo, "Checksum" + digest.name());
    }

    private static AwsFailure invalidPart(PartedUpload upload, CompletedPart part) {
        return new AwsFailure(
                        "InvalidPart",
                        "One or more of the specified parts could not be found.  The part may not"
                                + " have been uploaded, or the specified entity tag may not match"
                                + " the part's entity tag.")
                .detail("UploadId", upload.id())
                .detail("PartNumber", String.valueOf(part.partNumber()))
                .detail("ETag", part.eTag());
    }

    private static void checkWhole(
            CompleteMultipartUploadRequest request, Content content, Sum sum) {
        Long size = request.mpuObjectSize();
        if (size != null && size != content.length()) {
            throw Refusals.invalidRequest(
                    "The provided 'x-amz-mp-object-size' header value %d does not match what was computed: %d"
                            .formatted(size, content.length()));
        }
        String sent = checksum(request, sum.digest());
        if (sent != null && !sent.equals(sum.value())) {
            throw new AwsFailure(
                    "BadDigest",
                    "The "
                            + sum.digest().name().toLowerCase(Locale.ROOT)
                            + " you specified did not match the calculated checksum.");
        }
    }

    /** The MD5 of the parts' MD5s, and how many there are. */
    private static String etag(List<PartedUpload.Part> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(each -> all.writeBytes(HexFormat.of().parseHex(each.etag())));
        byte[] digest = Digest.MD5.of(Content.of(all.toByteArray()));
        return HexFormat.of().formatHex(digest) + "-" + parts.size();
    }

    private static Sum sum(PartedUpload upload, List<PartedUpload.Part> parts) {
        Digest digest = upload.digest();
        if (upload.composite()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            parts.forEach(each -> all.writeBytes(each.sum().bytes()));
            byte[] value = digest.of(Content.of(all.toByteArray()));
            String text = Base64.getEncoder().encodeToString(value) + "-" + parts.size();
            return new Sum(digest, text, true);
        }
        byte[] whole = parts.getFirst().sum().bytes();
        for (PartedUpload.Part each : parts.subList(1, parts.size())) {
            whole = CrcJoin.join(digest, whole, each.sum().bytes(), each.content().length());
        }
        return Sum.of(digest, whole);
    }

    private static CompleteMultipartUploadResponse answer(Version version, Bucket bucket) {
        Sum sum = version.sum().orElseThrow();
        return CompleteMultipartUploadResponse.builder()
                .bucket(bucket.name)
                .key(version.key())
                .location(
                        "http://" + bucket.name + ".s3.amazonaws.com/" + Urls.encode(version.key()))
                .eTag(version.quotedEtag())
                .versionId(version.shownId(bucket))
                .checksumCRC32(sum.as(Digest.CRC32))
                .checksumCRC32C(sum.as(Digest.CRC32C))
                .checksumCRC64NVME(sum.as(Digest.CRC64NVME))
                .checksumSHA1(sum.as(Digest.SHA1))
                .checksumSHA256(sum.as(Digest.SHA256))
                .checksumType(sum.type())
                .serverSideEncryption(version.settings().encryption())
                .ssekmsKeyId(version.settings().kmsKey())
                .bucketKeyEnabled(version.settings().bucketKey())
                .build();
    }
}
