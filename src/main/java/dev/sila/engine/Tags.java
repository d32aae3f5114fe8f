package dev.sila.engine;

import java.util.Map;
import java.util.TreeMap;

/**
 * The tags that a resource shall carry, by key. Tags compare as a part: found tags satisfy wanted
 * ones when they hold every wanted key with its value, so that tags which others put on a resource
 * are neither reported nor removed.
 */
public record Tags(Map<String, String> values) implements Partial {
    public static final Tags NONE = new Tags(Map.of());

    public Tags {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static Tags of(String key, String value) {
        return new Tags(Map.of(key, value));
    }

    /** These tags and the others; where both have a key, the other's value. */
    public Tags and(Tags others) {
        Map<String, String> both = new TreeMap<>(values);
        both.putAll(others.values);
        return new Tags(both);
    }

    public Tags and(String key, String value) {
        return and(of(key, value));
    }

    @Override
    public boolean satisfiedBy(Object found) {
        return found instanceof Tags(Map<String, String> present)
                && present.entrySet().containsAll(values.entrySet());
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
