package dev.sila.localcloud.service;

import dev.sila.localcloud.AwsFailure;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tags of every resource by its identifier, with EC2's rules: keys of 1 to 127 characters,
 * values of up to 255, at most 50 on a resource, and the prefix {@code aws:} reserved (EC2 user
 * guide, "Tag restrictions").
 */
public final class TagStore {
    private static final int MOST = 50;
    private static final String RESERVED = "aws:";

    private final Map<String, Map<String, String>> byResource = new HashMap<>();

    /**
     * The tags of a resource, by key; empty if it has none. An immutable map, and the same one
     * until the resource's tags change, so that what is derived from it can be kept.
     */
    public Map<String, String> of(String resourceId) {
        return byResource.getOrDefault(resourceId, Map.of());
    }

    private void change(String resourceId, Consumer<Map<String, String>> change) {
        Map<String, String> tags = new TreeMap<>(of(resourceId));
        change.accept(tags);
        byResource.put(resourceId, Collections.unmodifiableMap(tags));
    }

    /**
     * Refuses tags that the resource may not get.
     *
     * @throws AwsFailure {@code InvalidParameterValue} or {@code TagLimitExceeded}
     */
    public void check(String resourceId, Map<String, String> tags) {
        tags.forEach(TagStore::check);
        Map<String, String> together = new TreeMap<>(of(resourceId));
        together.putAll(tags);
        if (together.keySet().stream().filter(key -> !reserved(key)).count() > MOST) {
            throw new AwsFailure(
                    "TagLimitExceeded",
                    "The maximum number of Tags for a resource has been reached.");
        }
    }

    /** Checks the tags, then adds them or overwrites those of the same key. */
    public void add(String resourceId, Map<String, String> tags) {
        check(resourceId, tags);
        addReserved(resourceId, tags);
    }

    /** Adds tags that AWS itself sets, such as {@code aws:autoscaling:groupName}. */
    public void addReserved(String resourceId, Map<String, String> tags) {
        if (!tags.isEmpty()) {
            change(resourceId, all -> all.putAll(tags));
        }
    }

    /** Removes a tag that AWS itself set. */
    public void removeReserved(String resourceId, String key) {
        change(resourceId, all -> all.remove(key));
    }

    /** Removes one tag; with a value, only if it has that value. */
    public void remove(String resourceId, String key, @Nullable String value) {
        if (reserved(key)) {
            throw reservedPrefix();
        }
        Map<String, String> tags = of(resourceId);
        if (tags.containsKey(key) && (value == null || value.equals(tags.get(key)))) {
            change(resourceId, all -> all.remove(key));
        }
    }

    /** Removes every tag that is not AWS's own. */
    public void removeAll(String resourceId) {
        change(resourceId, all -> all.keySet().removeIf(key -> !reserved(key)));
    }

    /** Forgets a resource that is gone. */
    public void forget(String resourceId) {
        byResource.remove(resourceId);
    }

    private static void check(String key, String value) {
        if (reserved(key)) {
            throw reservedPrefix();
        }
        if (key.isEmpty() || key.length() > 127) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Tag key exceeds the maximum length of 127 characters or is empty: '%s'"
                            .formatted(key));
        }
        if (value.length() > 255) {
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Tag value exceeds the maximum length of 255 characters: key '%s'"
                            .formatted(key));
        }
    }

    private static boolean reserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith(RESERVED);
    }

    private static AwsFailure reservedPrefix() {
        return new AwsFailure(
                "InvalidParameterValue",
                "Tag keys starting with 'aws:' are reserved for internal use");
    }
}
