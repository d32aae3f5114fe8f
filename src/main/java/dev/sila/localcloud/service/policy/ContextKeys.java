package dev.sila.localcloud.service.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The condition keys of a request with their values. Upper and lower case of keys are the same. */
public final class ContextKeys {
    /** No keys. */
    public static final ContextKeys NONE = new ContextKeys(Map.of());

    private final SortedMap<String, List<String>> values =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * @param values those of each key, such as {@code aws:SourceIp}; an empty list is a key that is
     *     there without a value
     */
    public ContextKeys(Map<String, List<String>> values) {
        values.forEach((key, all) -> this.values.put(key, List.copyOf(all)));
    }

    /** These keys and those; those win. */
    public ContextKeys with(Map<String, List<String>> more) {
        Map<String, List<String>> both = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        both.putAll(values);
        both.putAll(more);
        return new ContextKeys(both);
    }

    /** Whether the request has the key. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The key's values; none if the request does not have it. */
    public List<String> values(String key) {
        return values.getOrDefault(key, List.of());
    }

    /** All keys with their values, sorted. */
    public Map<String, List<String>> all() {
        return Collections.unmodifiableMap(values);
    }
}
