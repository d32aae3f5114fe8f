package dev.sila.localcloud.service.s3;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;

/** One bucket. Under the local cloud's lock. */
final class Bucket {
    static final String ENABLED = "Enabled";

    /** S3 lists keys in the order of their UTF-8 bytes. */
    static final Comparator<String> BY_BYTES =
            (one, other) ->
                    Arrays.compareUnsigned(
                            one.getBytes(StandardCharsets.UTF_8),
                            other.getBytes(StandardCharsets.UTF_8));

    final String name;
    final Instant created;

    /** The versions of each object, the newest first; never an empty list. */
    final NavigableMap<String, List<Version>> objects = new TreeMap<>(BY_BYTES);

    /** Unfinished uploads by their identifiers. */
    final Map<String, PartedUpload> uploads = new LinkedHashMap<>();

    /** Empty as long as versioning was never set. */
    String versioning = "";

    Acl acl = Acl.PRIVATE;
    @Nullable ObjectOwnership ownership = ObjectOwnership.BUCKET_OWNER_ENFORCED;
    Optional<BucketPolicy> policy = Optional.empty();
    Map<String, String> tags = Map.of();

    @Nullable PublicAccessBlockConfiguration accessBlock =
            PublicAccessBlockConfiguration.builder()
                    .blockPublicAcls(true)
                    .ignorePublicAcls(true)
                    .blockPublicPolicy(true)
                    .restrictPublicBuckets(true)
                    .build();

    private final Map<Class<?>, SdkPojo> configurations = new HashMap<>();

    Bucket(String name, Instant created) {
        this.name = name;
        this.created = created;
    }

    boolean keepsVersions() {
        return versioning.equals(ENABLED);
    }

    /** With {@code BucketOwnerEnforced}, as new buckets are, there are no access control lists. */
    boolean hasAcls() {
        return ownership != ObjectOwnership.BUCKET_OWNER_ENFORCED;
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    /** A configuration that was put. */
    <C extends SdkPojo> Optional<C> configuration(Class<C> type) {
        return Optional.ofNullable(type.cast(configurations.get(type)));
    }

    void configure(SdkPojo configuration) {
        configurations.put(configuration.getClass(), configuration);
    }

    void unconfigure(Class<? extends SdkPojo> type) {
        configurations.remove(type);
    }

    /** The newest version of an object, which may be a delete marker. */
    Optional<Version> newest(String key) {
        return Optional.ofNullable(objects.get(key)).map(List::getFirst);
    }

    /** An object, unless it is deleted. */
    Optional<Version> current(String key) {
        return newest(key).filter(each -> !each.marker());
    }

    Optional<Version> version(String key, String id) {
        return objects.getOrDefault(key, List.of()).stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    /** Puts a version in front; one without an identifier takes the place of the one before. */
    void add(Version version) {
        List<Version> versions = objects.computeIfAbsent(version.key(), key -> new ArrayList<>());
        if (version.id().equals(Version.NULL)) {
            versions.removeIf(each -> each.id().equals(Version.NULL));
        }
        versions.addFirst(version);
    }

    /** Changes a version in its place. */
    void change(Version version, UnaryOperator<Version> how) {
        objects.getOrDefault(version.key(), new ArrayList<>())
                .replaceAll(each -> each.id().equals(version.id()) ? how.apply(each) : each);
    }

    void remove(String key, String id) {
        List<Version> versions = objects.get(key);
        if (versions != null) {
            versions.removeIf(each -> each.id().equals(id));
            if (versions.isEmpty()) {
                objects.remove(key);
            }
        }
    }

    boolean isEmpty() {
        return objects.isEmpty() && uploads.isEmpty();
    }

    /** All versions of all objects, by key and then the newest first. */
    List<Version> versions() {
        return objects.values().stream().flatMap(Collection::stream).toList();
    }
}
