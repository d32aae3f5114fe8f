package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Caller;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket, in both versions of the operation. */
final class Lists {
    private final Store store;

    Lists(Store store) {
        this.store = store;
    }

    public ListObjectsResponse listObjects(ListObjectsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller, "s3:ListBucket", request.bucket(), request.expectedBucketOwner());
        String encoding = request.encodingTypeAsString();
        int most = Listing.most(request.maxKeys(), "max-keys");
        Listing<Version> page =
                Listing.of(
                        current(bucket),
                        orEmpty(request.prefix()),
                        request.delimiter(),
                        orEmpty(request.marker()),
                        most);
        boolean tellsNext = page.truncated() && request.delimiter() != null;
        return ListObjectsResponse.builder()
                .name(bucket.name)
                .prefix(Listing.encoded(orEmpty(request.prefix()), encoding))
                .marker(Listing.encoded(orEmpty(request.marker()), encoding))
                .delimiter(Listing.encoded(request.delimiter(), encoding))
                .maxKeys(most)
                .encodingType(encoding)
                .isTruncated(page.truncated())
                .nextMarker(tellsNext ? Listing.encoded(page.last(), encoding) : null)
                .contents(shown(page.items(), encoding, true))
                .commonPrefixes(page.shownPrefixes(encoding))
                .build();
    }

    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller, "s3:ListBucket", request.bucket(), request.expectedBucketOwner());
        String encoding = request.encodingTypeAsString();
        int most = Listing.most(request.maxKeys(), "max-keys");
        String after =
                Optional.ofNullable(request.continuationToken())
                        .map(Tokens::read)
                        .orElse(orEmpty(request.startAfter()));
        Listing<Version> page =
                Listing.of(
                        current(bucket),
                        orEmpty(request.prefix()),
                        request.delimiter(),
                        after,
                        most);
        boolean owners = Boolean.TRUE.equals(request.fetchOwner());
        return ListObjectsV2Response.builder()
                .name(bucket.name)
                .prefix(Listing.encoded(orEmpty(request.prefix()), encoding))
                .startAfter(Listing.encoded(request.startAfter(), encoding))
                .delimiter(Listing.encoded(request.delimiter(), encoding))
                .continuationToken(request.continuationToken())
                .nextContinuationToken(page.truncated() ? Tokens.write(page.last()) : null)
                .maxKeys(most)
                .keyCount(page.items().size() + page.prefixes().size())
                .encodingType(encoding)
                .isTruncated(page.truncated())
                .contents(shown(page.items(), encoding, owners))
                .commonPrefixes(page.shownPrefixes(encoding))
                .build();
    }

    private static NavigableMap<String, Version> current(Bucket bucket) {
        NavigableMap<String, Version> current = new TreeMap<>(Bucket.BY_BYTES);
        bucket.objects.forEach((key, versions) -> {
            if (!versions.getFirst().marker()) {
                current.put(key, versions.getFirst());
            }
        });
        return current;
    }

    private List<S3Object> shown(
            List<Version> versions, @Nullable String encoding, boolean owners) {
        return versions.stream().map(each -> shown(each, encoding, owners)).toList();
    }

    private S3Object shown(Version version, @Nullable String encoding, boolean owner) {
        S3Object.Builder object =
                S3Object.builder()
                        .key(Listing.encoded(version.key(), encoding))
                        .lastModified(version.modified())
                        .eTag(version.quotedEtag())
                        .size(version.content().length())
                        .storageClass(version.settings().storageClass());
        version.sum()
                .ifPresent(each ->
                        object.checksumAlgorithmWithStrings(each.digest().name())
                                .checksumType(each.type()));
        return (owner ? object.owner(store.owner()) : object).build();
    }

    static String orEmpty(@Nullable String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
