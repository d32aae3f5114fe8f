package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Content;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object, or a delete marker.
 *
 * @param id {@code null} as text for what was written without versioning
 * @param etag without quotation marks
 * @param marker whether it says that the object is deleted
 * @param parts the sizes of the parts that it was put together from; empty if it came whole
 */
record Version(
        String key,
        String id,
        Instant modified,
        boolean marker,
        Content content,
        String etag,
        Settings settings,
        Optional<Sum> sum,
        List<Long> parts,
        Map<String, String> tags,
        Acl acl) {
    static final String NULL = "null";

    Version {
        parts = List.copyOf(parts);
    }

    static Version marker(String key, String id, Instant now) {
        return new Version(
                key,
                id,
                now,
                true,
                Content.EMPTY,
                "",
                Settings.NONE,
                Optional.empty(),
                List.of(),
                Map.of(),
                Acl.PRIVATE);
    }

    /** As clients see it. */
    String quotedEtag() {
        return "\"" + etag + "\"";
    }

    /** Its identifier, if the bucket has had versions at all. */
    @Nullable String shownId(Bucket bucket) {
        return bucket.versioning.isEmpty() ? null : id;
    }

    Version with(String newId, Instant when) {
        return new Version(
                key, newId, when, marker, content, etag, settings, sum, parts, tags, acl);
    }

    Version tagged(Map<String, String> newTags) {
        return new Version(
                key, id, modified, marker, content, etag, settings, sum, parts, newTags, acl);
    }

    Version shared(Acl newAcl) {
        return new Version(
                key, id, modified, marker, content, etag, settings, sum, parts, tags, newAcl);
    }

    Version moved(String storageClass) {
        return new Version(
                key,
                id,
                modified,
                marker,
                content,
                etag,
                settings.stored(storageClass),
                sum,
                parts,
                tags,
                acl);
    }
}
