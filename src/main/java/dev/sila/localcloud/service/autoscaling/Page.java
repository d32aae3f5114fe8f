package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param next the token of the next page, null on the last one
 */
record Page<T>(List<T> items, @Nullable String next) {
    /** Cuts by MaxRecords, of which AWS has a default and a maximum for each operation. */
    static <T> Page<T> of(
            List<T> all,
            @Nullable String token,
            @Nullable Integer size,
            int standard,
            int maximum) {
        int limit = size == null ? standard : size;
        if (limit < 1 || limit > maximum) {
            throw invalid(
                    "The number of records must be between 1 and " + maximum + ", but is " + limit);
        }
        if (token != null && !token.matches("p[0-9]{1,8}")) {
            throw new AwsFailure("InvalidNextToken", "The token '" + token + "' is invalid.");
        }
        int from = token == null ? 0 : Math.min(all.size(), Integer.parseInt(token.substring(1)));
        int to = Math.min(all.size(), from + limit);
        return new Page<>(all.subList(from, to), to < all.size() ? "p" + to : null);
    }
}
