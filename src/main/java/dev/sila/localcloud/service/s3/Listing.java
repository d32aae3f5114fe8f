package dev.sila.localcloud.service.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CommonPrefix;

/**
 * One page of keys. Keys that share what stands between the prefix and the next delimiter are one
 * entry. Source: S3 user guide, "Organizing objects using prefixes".
 *
 * @param last the last key or common prefix of the page, empty for an empty page
 */
record Listing<V>(List<V> items, List<String> prefixes, boolean truncated, String last) {
    private static final int MOST = 1000;

    /**
     * @param entries by key
     * @param after where the page begins, without it; a common prefix stands for all its keys
     */
    static <V> Listing<V> of(
            NavigableMap<String, V> entries,
            String prefix,
            @Nullable String delimiter,
            String after,
            int most) {
        List<V> items = new ArrayList<>();
        List<String> prefixes = new ArrayList<>();
        String last = "";
        String at = Bucket.BY_BYTES.compare(prefix, after) > 0 ? prefix : after;
        boolean inclusive = !at.equals(after) || after.isEmpty();
        for (var entry : entries.tailMap(at, inclusive).entrySet()) {
            String key = entry.getKey();
            if (!key.startsWith(prefix)) {
                break;
            }
            String common = common(key, prefix, delimiter);
            boolean seen = !common.isEmpty() && (common.equals(last) || after.equals(common));
            if (seen) {
                continue;
            }
            if (items.size() + prefixes.size() == most) {
                return new Listing<>(items, prefixes, most > 0, last);
            }
            if (common.isEmpty()) {
                items.add(entry.getValue());
                last = key;
            } else {
                prefixes.add(common);
                last = common;
            }
        }
        return new Listing<>(items, prefixes, false, last);
    }

    private static String common(String key, String prefix, @Nullable String delimiter) {
        int end =
                delimiter == null || delimiter.isEmpty()
                        ? -1
                        : key.indexOf(delimiter, prefix.length());
        return end < 0 || delimiter == null ? "" : key.substring(0, end + delimiter.length());
    }

    /** How many entries a page may have. */
    static int most(@Nullable Integer asked, String name) {
        if (asked != null && asked < 0) {
            throw Refusals.invalidArgument(
                    "Argument " + name + " must be an integer between 0 and 2147483647",
                    name,
                    asked);
        }
        return asked == null ? MOST : Math.min(asked, MOST);
    }

    /** A key or prefix as the encoding that was asked for has it. */
    static @Nullable String encoded(@Nullable String text, @Nullable String encoding) {
        if (encoding != null && !encoding.equals("url")) {
            throw Refusals.invalidArgument(
                    "Invalid Encoding Method specified in Request", "encoding-type", encoding);
        }
        return text == null || encoding == null ? text : Urls.encode(text);
    }

    /** The common prefixes as they are shown. */
    List<CommonPrefix> shownPrefixes(@Nullable String encoding) {
        return prefixes.stream()
                .map(each -> CommonPrefix.builder().prefix(encoded(each, encoding)).build())
                .toList();
    }
}
