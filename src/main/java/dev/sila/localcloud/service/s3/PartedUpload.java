package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * An upload in parts that is not complete.
 *
 * @param declared the checksum that it was begun with, if any
 * @param composite whether its checksum is one of its parts' checksums
 * @param parts by number
 */
record PartedUpload(
        String id,
        String key,
        Instant begun,
        Settings settings,
        Map<String, String> tags,
        Acl acl,
        Optional<Digest> declared,
        boolean composite,
        NavigableMap<Integer, Part> parts) {
    /** The checksum of the whole. */
    Digest digest() {
        return declared.orElse(Digest.CRC64NVME);
    }

    /**
     * One part.
     *
     * @param etag without quotation marks
     * @param sum of the upload's kind
     */
    record Part(int number, Content content, String etag, Sum sum, Instant modified) {}
}
