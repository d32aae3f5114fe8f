package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Caller;
import dev.sila.localcloud.wire.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Initiator;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsRequest;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;

/** Unfinished uploads and their parts. */
final class UploadLists {
    private static final String SEPARATOR = "\0";

    private final Store store;

    UploadLists(Store store) {
        this.store = store;
    }

    public ListPartsResponse listParts(ListPartsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:ListMultipartUploadParts",
                        request.bucket(),
                        request.key(),
                        request.expectedBucketOwner());
        PartedUpload upload = Uploads.find(bucket, request.key(), request.uploadId());
        int most = Listing.most(request.maxParts(), "max-parts");
        int after = Objects.requireNonNullElse(request.partNumberMarker(), 0);
        List<PartedUpload.Part> all = List.copyOf(upload.parts().tailMap(after, false).values());
        List<PartedUpload.Part> page = all.subList(0, Math.min(most, all.size()));
        ListPartsResponse.Builder answer =
                ListPartsResponse.builder()
                        .bucket(bucket.name)
                        .key(upload.key())
                        .uploadId(upload.id())
                        .partNumberMarker(after)
                        .maxParts(most)
                        .isTruncated(page.size() < all.size())
                        .nextPartNumberMarker(page.isEmpty() ? after : page.getLast().number())
                        .parts(page.stream().map(each -> shown(each, upload)).toList())
                        .initiator(initiator())
                        .owner(store.owner())
                        .storageClass(upload.settings().storageClass());
        upload.declared()
                .ifPresent(each ->
                        answer.checksumAlgorithm(each.name())
                                .checksumType(upload.composite() ? "COMPOSITE" : "FULL_OBJECT"));
        return answer.build();
    }

    private static Part shown(PartedUpload.Part part, PartedUpload upload) {
        Part.Builder shown =
                Part.builder()
                        .partNumber(part.number())
                        .eTag("\"" + part.etag() + "\"")
                        .size(part.content().length())
                        .lastModified(part.modified());
        if (upload.declared().isPresent()) {
            shown.checksumCRC32(part.sum().as(Digest.CRC32))
                    .checksumCRC32C(part.sum().as(Digest.CRC32C))
                    .checksumCRC64NVME(part.sum().as(Digest.CRC64NVME))
                    .checksumSHA1(part.sum().as(Digest.SHA1))
                    .checksumSHA256(part.sum().as(Digest.SHA256));
        }
        return shown.build();
    }

    private Initiator initiator() {
        return Initiator.builder().id(store.owner().id()).build();
    }

    /** By key, and those of one key in the order in which they were begun. */
    public ListMultipartUploadsResponse listMultipartUploads(
            ListMultipartUploadsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:ListBucketMultipartUploads",
                        request.bucket(),
                        request.expectedBucketOwner());
        String encoding = request.encodingTypeAsString();
        int most = Listing.most(request.maxUploads(), "max-uploads");
        Listing<PartedUpload> page =
                Listing.of(
                        entries(bucket),
                        Lists.orEmpty(request.prefix()),
                        request.delimiter(),
                        after(request, bucket),
                        most);
        boolean next = page.truncated() && !page.items().isEmpty();
        return ListMultipartUploadsResponse.builder()
                .bucket(bucket.name)
                .prefix(Listing.encoded(Lists.orEmpty(request.prefix()), encoding))
                .delimiter(Listing.encoded(request.delimiter(), encoding))
                .keyMarker(Listing.encoded(Lists.orEmpty(request.keyMarker()), encoding))
                .uploadIdMarker(Lists.orEmpty(request.uploadIdMarker()))
                .nextKeyMarker(
                        next ? Listing.encoded(page.items().getLast().key(), encoding) : null)
                .nextUploadIdMarker(next ? page.items().getLast().id() : null)
                .maxUploads(most)
                .encodingType(encoding)
                .isTruncated(page.truncated())
                .uploads(page.items().stream().map(each -> shown(each, encoding)).toList())
                .commonPrefixes(page.shownPrefixes(encoding))
                .build();
    }

    private static NavigableMap<String, PartedUpload> entries(Bucket bucket) {
        NavigableMap<String, PartedUpload> entries = new TreeMap<>(Bucket.BY_BYTES);
        int index = 0;
        for (PartedUpload each : bucket.uploads.values()) {
            entries.put(place(each.key(), index++), each);
        }
        return entries;
    }

    private static String place(String key, int index) {
        return key + SEPARATOR + "%09d".formatted(index);
    }

    private static String after(ListMultipartUploadsRequest request, Bucket bucket) {
        String key = Lists.orEmpty(request.keyMarker());
        List<String> ids = new ArrayList<>(bucket.uploads.keySet());
        int index = ids.indexOf(Lists.orEmpty(request.uploadIdMarker()));
        return key.isEmpty() ? "" : place(key, index < 0 ? 999_999_999 : index);
    }

    private MultipartUpload shown(PartedUpload upload, @Nullable String encoding) {
        MultipartUpload.Builder shown =
                MultipartUpload.builder()
                        .key(Listing.encoded(upload.key(), encoding))
                        .uploadId(upload.id())
                        .initiated(upload.begun())
                        .storageClass(upload.settings().storageClass())
                        .owner(store.owner())
                        .initiator(initiator());
        upload.declared()
                .ifPresent(each ->
                        shown.checksumAlgorithm(each.name())
                                .checksumType(upload.composite() ? "COMPOSITE" : "FULL_OBJECT"));
        return shown.build();
    }
}
