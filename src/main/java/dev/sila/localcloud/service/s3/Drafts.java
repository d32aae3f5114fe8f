package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionConfiguration;

/**
 * What requests that write an object say of it: {@code PutObject}, {@code CopyObject} and {@code
 * CreateMultipartUpload} have the same members for it.
 */
final class Drafts {
    private static final int MOST_METADATA = 2048;
    private static final int LONGEST_KEY = 1024;
    private static final Set<String> CLASSES =
            Set.of(
                    "STANDARD",
                    "REDUCED_REDUNDANCY",
                    "STANDARD_IA",
                    "ONEZONE_IA",
                    "INTELLIGENT_TIERING",
                    "GLACIER",
                    "DEEP_ARCHIVE",
                    "GLACIER_IR");
    private static final Set<String> REFUSED =
            Set.of(
                    "SSECustomerAlgorithm",
                    "CopySourceSSECustomerAlgorithm",
                    "ObjectLockMode",
                    "ObjectLockRetainUntilDate",
                    "ObjectLockLegalHoldStatus",
                    "WriteOffsetBytes");

    private final Store store;

    Drafts(Store store) {
        this.store = store;
    }

    /** Refuses keys that are too long, and what this part of the local cloud has not. */
    static void check(SdkPojo request, String key) {
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw new AwsFailure("KeyTooLongError", "Your key is too long")
                    .detail("MaxSizeAllowed", Integer.toString(LONGEST_KEY));
        }
        for (SdkField<?> field : request.sdkFields()) {
            if (REFUSED.contains(field.memberName()) && field.getValueOrDefault(request) != null) {
                throw Refusals.notImplemented(field.locationName());
            }
        }
    }

    /** The settings of a new object. */
    Settings settings(SdkPojo request, Bucket bucket) {
        Map<String, String> metadata = metadata(request);
        long size =
                metadata.entrySet().stream()
                        .mapToLong(each -> each.getKey().length() + each.getValue().length())
                        .sum();
        if (size > MOST_METADATA) {
            throw new AwsFailure(
                            "MetadataTooLarge",
                            "Your metadata headers exceed the maximum allowed metadata size")
                    .detail("MaxSizeAllowed", Integer.toString(MOST_METADATA))
                    .detail("Size", Long.toString(size));
        }
        Settings encrypted = encrypted(request, bucket);
        return new Settings(
                text(request, "ContentType"),
                text(request, "CacheControl"),
                text(request, "ContentDisposition"),
                text(request, "ContentEncoding"),
                text(request, "ContentLanguage"),
                member(request, "Expires") instanceof Instant expires ? expires : null,
                redirect(request),
                metadata,
                storageClass(request),
                encrypted.encryption(),
                encrypted.kmsKey(),
                encrypted.bucketKey());
    }

    /** The settings of a copy that keeps what was said of its source. */
    Settings kept(Settings source, SdkPojo request, Bucket bucket) {
        Settings encrypted = encrypted(request, bucket);
        return new Settings(
                source.contentType(),
                source.cacheControl(),
                source.contentDisposition(),
                source.contentEncoding(),
                source.contentLanguage(),
                source.expires(),
                redirect(request),
                source.metadata(),
                storageClass(request),
                encrypted.encryption(),
                encrypted.kmsKey(),
                encrypted.bucketKey());
    }

    private static @Nullable String redirect(SdkPojo request) {
        String location = text(request, "WebsiteRedirectLocation");
        if (location != null && !location.matches("(/|https?://).*")) {
            throw new AwsFailure(
                    "InvalidRedirectLocation",
                    "The website redirect location must have a prefix of 'http://' or 'https://'"
                            + " or '/'.");
        }
        return location;
    }

    private static String storageClass(SdkPojo request) {
        String asked = Optional.ofNullable(text(request, "StorageClass")).orElse("STANDARD");
        if (!CLASSES.contains(asked)) {
            throw new AwsFailure(
                            "InvalidStorageClass", "The storage class you specified is not valid")
                    .detail("StorageClassRequested", asked);
        }
        return asked;
    }

    /** What the request asks for, or else what the bucket does by itself. */
    private Settings encrypted(SdkPojo request, Bucket bucket) {
        Optional<ServerSideEncryptionByDefault> byDefault =
                bucket.configuration(ServerSideEncryptionConfiguration.class)
                        .map(each -> each.rules().getFirst().applyServerSideEncryptionByDefault());
        String asked = text(request, "ServerSideEncryption");
        String key = text(request, "SSEKMSKeyId");
        String algorithm =
                asked != null
                        ? asked
                        : byDefault
                                .map(ServerSideEncryptionByDefault::sseAlgorithmAsString)
                                .orElse("AES256");
        checkEncryption(algorithm, asked, key);
        String standard =
                asked != null
                        ? null
                        : byDefault.map(ServerSideEncryptionByDefault::kmsMasterKeyID).orElse(null);
        boolean kms = !algorithm.equals("AES256");
        return new Settings(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of(),
                "STANDARD",
                algorithm,
                kms ? keyArn(key == null ? standard : key) : null,
                (kms && member(request, "BucketKeyEnabled") instanceof Boolean enabled)
                        ? enabled
                        : null);
    }

    private static void checkEncryption(
            String algorithm, @Nullable String asked, @Nullable String key) {
        if (!Set.of("AES256", "aws:kms", "aws:kms:dsse").contains(algorithm)) {
            throw Refusals.invalidArgument(
                    "The encryption method specified is not supported",
                    "x-amz-server-side-encryption",
                    algorithm);
        }
        if (key != null && (asked == null || algorithm.equals("AES256"))) {
            throw Refusals.invalidArgument(
                    "Server Side Encryption with AWS KMS managed key requires HTTP header"
                            + " x-amz-server-side-encryption : aws:kms",
                    "x-amz-server-side-encryption",
                    asked);
        }
    }

    /** Without a key, the one that AWS keeps for S3. */
    private String keyArn(@Nullable String key) {
        if (key != null && key.startsWith("arn:")) {
            return key;
        }
        String resource = key == null ? "alias/aws/s3" : key;
        return store.foundation
                .realm()
                .arn("kms", resource.startsWith("alias/") ? resource : "key/" + resource);
    }

    private static Map<String, String> metadata(SdkPojo request) {
        Map<String, String> metadata = new TreeMap<>();
        if (member(request, "Metadata") instanceof Map<?, ?> map) {
            map.forEach((key, value) -> metadata.put(key.toString(), value.toString()));
        }
        return metadata;
    }

    static @Nullable String text(SdkPojo request, String member) {
        return member(request, member) instanceof String text ? text : null;
    }

    private static @Nullable Object member(SdkPojo request, String name) {
        return request.sdkFields().stream()
                .filter(each -> each.memberName().equals(name))
                .findFirst()
                .map(each -> each.getValueOrDefault(request))
                .orElse(null);
    }
}
