package dev.sila.localcloud.service.balancing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list; the marker is the place where the next one starts.
 *
 * @param next null on the last page
 */
public record Pages<T>(List<T> items, @Nullable String next) {
    private static final int MAXIMUM = 400;

    /** Cuts by AWS's PageSize (1 to 400, 400 unless given) and Marker. */
    public static <T> Pages<T> of(List<T> all, @Nullable String marker, @Nullable Integer size) {
        int limit = size == null ? MAXIMUM : size;
        if (limit < 1 || limit > MAXIMUM) {
            throw Refused.invalid(
                    "1 validation error detected: Value '%d' at 'pageSize' failed to satisfy constraint: Member must have value between 1 and 400"
                            .formatted(limit));
        }
        int from = start(marker, all.size());
        int to = Math.min(all.size(), from + limit);
        return new Pages<>(all.subList(from, to), to < all.size() ? "m" + to : null);
    }

    private static int start(@Nullable String marker, int size) {
        if (marker == null || marker.isEmpty()) {
            return 0;
        }
        if (!marker.matches("m[0-9]{1,8}")) {
            throw Refused.invalid("Invalid marker '" + marker + "'");
        }
        return Math.min(size, Integer.parseInt(marker.substring(1)));
    }
}
