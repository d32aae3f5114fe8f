package dev.sila.localcloud.wire;

import dev.sila.localcloud.AwsFailure;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a request. A handler of an operation that streams its body in, such as S3's {@code
 * PutObject}, takes it as its third argument.
 *
 * @param digests what was computed on the way in
 * @param defect what was wrong with its encoding, if anything was
 */
public record Upload(Content content, Map<Digest, byte[]> digests, Optional<AwsFailure> defect) {
    public Upload {
        digests = Map.copyOf(digests);
    }

    static Upload of(byte[] bytes) {
        return new Upload(
                bytes.length == 0 ? Content.EMPTY : Content.of(bytes), Map.of(), Optional.empty());
    }

    /** A checksum of it. */
    public byte[] digest(Digest digest) {
        byte[] known = digests.get(digest);
        return known == null ? digest.of(content) : known;
    }
}
