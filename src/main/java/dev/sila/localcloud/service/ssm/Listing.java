package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages of Systems Manager: 50 items at most unless the operation's model says otherwise. */
final class Listing {
    private static final int USUAL = 50;
    private static final Pages PAGES = new Pages(1, 1000);

    private Listing() {}

    /**
     * The page that a request asks for. Bounds of MaxResults are the model's.
     *
     * @param key by which items are in order
     */
    static <T> Page<T> page(
            List<T> items,
            Function<T, String> key,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        return PAGES.page(items, key, maxResults == null ? USUAL : maxResults, nextToken);
    }

    /** A key under which the greatest number comes first. */
    static String descending(long number) {
        return "%019d".formatted(Long.MAX_VALUE - number);
    }

    /** A key under which the smallest number comes first. */
    static String ascending(long number) {
        return "%019d".formatted(number);
    }
}
