package dev.sila.localcloud.service.s3;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of an object besides its bytes.
 *
 * @param storageClass AWS's name of it
 * @param encryption AWS's name of the algorithm
 * @param kmsKey the key's ARN, if its algorithm has one
 */
record Settings(
        @Nullable String contentType,
        @Nullable String cacheControl,
        @Nullable String contentDisposition,
        @Nullable String contentEncoding,
        @Nullable String contentLanguage,
        @Nullable Instant expires,
        @Nullable String websiteRedirect,
        Map<String, String> metadata,
        String storageClass,
        String encryption,
        @Nullable String kmsKey,
        @Nullable Boolean bucketKey) {
    static final Settings NONE =
            new Settings(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of(),
                    "STANDARD",
                    "AES256",
                    null,
                    null);

    Settings {
        metadata = Map.copyOf(metadata);
    }

    Settings stored(String newClass) {
        return new Settings(
                contentType,
                cacheControl,
                contentDisposition,
                contentEncoding,
                contentLanguage,
                expires,
                websiteRedirect,
                metadata,
                newClass,
                encryption,
                kmsKey,
                bucketKey);
    }
}
