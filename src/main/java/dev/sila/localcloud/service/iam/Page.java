package dev.sila.localcloud.service.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as IAM pages: {@code MaxItems} from 1 to 1000, 100 if not said, and a marker
 * that survives what is added or deleted between pages.
 *
 * @param marker where the next page starts, null on the last one
 */
record Page<T>(List<T> items, @Nullable String marker) {

    /**
     * Cuts a page out of a list.
     *
     * @param all in the order of their keys, compared without regard to case
     */
    static <T> Page<T> of(
            List<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer most) {
        int size = most == null ? 100 : Checks.range("maxItems", most, 1, 1000);
        String after = marker == null ? "" : decode(marker);
        List<T> rest =
                all.stream()
                        .filter(each -> key.apply(each).compareToIgnoreCase(after) > 0)
                        .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, encode(key.apply(items.getLast())));
    }

    boolean truncated() {
        return marker != null;
    }

    private static String encode(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            return new String(Base64.getDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalid("Invalid Marker: " + marker);
        }
    }
}
