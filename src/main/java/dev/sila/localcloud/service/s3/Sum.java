package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Digest;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that S3 keeps of an object or a part.
 *
 * @param value in Base64; with a hyphen and the number of parts if it is one of parts' checksums
 * @param composite whether it is one of parts' checksums
 */
record Sum(Digest digest, String value, boolean composite) {
    static Sum of(Digest digest, byte[] value) {
        return new Sum(digest, Base64.getEncoder().encodeToString(value), false);
    }

    /** The value, if it is of that kind. */
    @Nullable String as(Digest wanted) {
        return digest == wanted ? value : null;
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(value);
    }

    /** AWS's name of its kind. */
    String type() {
        return composite ? "COMPOSITE" : "FULL_OBJECT";
    }
}
