package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** The versions of a bucket's objects, by key and then the newest first. */
final class VersionLists {
    /** Between a key and the place of a version of it: no key has it, and it sorts before all. */
    private static final String SEPARATOR = "\0";

    private record Entry(Version version, boolean latest) {}

    private final Store store;

    VersionLists(Store store) {
        this.store = store;
    }

    public ListObjectVersionsResponse listObjectVersions(
            ListObjectVersionsRequest request, Caller caller) {
        Bucket bucket =
                store.reach(
                        caller,
                        "s3:ListBucketVersions",
                        request.bucket(),
                        request.expectedBucketOwner());
        String encoding = request.encodingTypeAsString();
        int most = Listing.most(request.maxKeys(), "max-keys");
        Listing<Entry> page =
                Listing.of(
                        entries(bucket),
                        Lists.orEmpty(request.prefix()),
                        request.delimiter(),
                        after(request, bucket),
                        most);
        ListObjectVersionsResponse.Builder answer =
                ListObjectVersionsResponse.builder()
                        .name(bucket.name)
                        .prefix(Listing.encoded(Lists.orEmpty(request.prefix()), encoding))
                        .delimiter(Listing.encoded(request.delimiter(), encoding))
                        .keyMarker(Listing.encoded(Lists.orEmpty(request.keyMarker()), encoding))
                        .versionIdMarker(Lists.orEmpty(request.versionIdMarker()))
                        .maxKeys(most)
                        .encodingType(encoding)
                        .isTruncated(page.truncated())
                        .commonPrefixes(page.shownPrefixes(encoding));
        fill(answer, page, encoding);
        return answer.build();
    }

    private void fill(
            ListObjectVersionsResponse.Builder answer,
            Listing<Entry> page,
            @Nullable String encoding) {
        List<ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        for (Entry each : page.items()) {
            if (each.version().marker()) {
                markers.add(marker(each, encoding));
            } else {
                versions.add(version(each, encoding));
            }
        }
        answer.versions(versions).deleteMarkers(markers);
        if (page.truncated()) {
            int separator = page.last().indexOf(SEPARATOR);
            String key = separator < 0 ? page.last() : page.last().substring(0, separator);
            answer.nextKeyMarker(Listing.encoded(key, encoding));
            if (separator >= 0) {
                answer.nextVersionIdMarker(page.items().getLast().version().id());
            }
        }
    }

    private static NavigableMap<String, Entry> entries(Bucket bucket) {
        NavigableMap<String, Entry> entries = new TreeMap<>(Bucket.BY_BYTES);
        bucket.objects.forEach((key, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                entries.put(place(key, i), new Entry(versions.get(i), i == 0));
            }
        });
        return entries;
    }

    private static String place(String key, int index) {
        return key + SEPARATOR + "%09d".formatted(index);
    }

    /** All of a key's versions lie before the page, or those up to the marker. */
    private static String after(ListObjectVersionsRequest request, Bucket bucket) {
        String key = Lists.orEmpty(request.keyMarker());
        String id = Lists.orEmpty(request.versionIdMarker());
        if (id.isEmpty()) {
            boolean prefix = request.delimiter() != null && key.endsWith(request.delimiter());
            return key.isEmpty() || prefix ? key : place(key, 999_999_999);
        }
        if (key.isEmpty()) {
            throw Refusals.invalidArgument(
                    "A version-id marker cannot be specified without a key marker.",
                    "version-id-marker",
                    id);
        }
        Versions.checkId(id);
        List<String> ids =
                bucket.objects.getOrDefault(key, List.of()).stream().map(Version::id).toList();
        int index = ids.indexOf(id);
        return place(key, index < 0 ? 999_999_999 : index);
    }

    private ObjectVersion version(Entry entry, @Nullable String encoding) {
        Version version = entry.version();
        ObjectVersion.Builder shown =
                ObjectVersion.builder()
                        .key(Listing.encoded(version.key(), encoding))
                        .versionId(version.id())
                        .isLatest(entry.latest())
                        .lastModified(version.modified())
                        .eTag(version.quotedEtag())
                        .size(version.content().length())
                        .storageClass(version.settings().storageClass())
                        .owner(store.owner());
        version.sum()
                .ifPresent(each ->
                        shown.checksumAlgorithmWithStrings(each.digest().name())
                                .checksumType(each.type()));
        return shown.build();
    }

    private DeleteMarkerEntry marker(Entry entry, @Nullable String encoding) {
        return DeleteMarkerEntry.builder()
                .key(Listing.encoded(entry.version().key(), encoding))
                .versionId(entry.version().id())
                .isLatest(entry.latest())
                .lastModified(entry.version().modified())
                .owner(store.owner())
                .build();
    }
}
