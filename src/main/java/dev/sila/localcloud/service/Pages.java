package dev.sila.localcloud.service;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Cuts answers into pages as EC2 does. A page continues after the key of the last item of the one
 * before, so that items which come or go meanwhile neither repeat nor hide others.
 *
 * @param smallest the least MaxResults, 5 for most operations
 * @param largest the greatest MaxResults, 1000 for most operations
 */
public record Pages(int smallest, int largest) {
    private static final String MARK = "after ";

    /**
     * The page of these items that the request asks for; all of them, in the order given, if it
     * asks for no pages.
     *
     * @throws AwsFailure {@code InvalidParameterValue} for MaxResults outside the bounds, {@code
     *     InvalidNextToken} for a token that is none
     */
    public <T> Page<T> page(
            List<T> items,
            Function<T, String> key,
            @Nullable Integer maxResults,
            @Nullable String nextToken) {
        int size = size(maxResults);
        if (maxResults == null && nextToken == null) {
            return new Page<>(items, null);
        }
        String last = nextToken == null ? "" : lastKey(nextToken);
        List<T> rest =
                items.stream()
                        .filter(item -> key.apply(item).compareTo(last) > 0)
                        .sorted(Comparator.comparing(key))
                        .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> page = rest.subList(0, size);
        return new Page<>(page, token(key.apply(page.getLast())));
    }

    private int size(@Nullable Integer maxResults) {
        if (maxResults == null) {
            return largest;
        }
        if (maxResults < smallest || maxResults > largest) {
            String bound =
                    maxResults < smallest
                            ? "greater than or equal to " + smallest
                            : "less than or equal to " + largest;
            throw new AwsFailure(
                    "InvalidParameterValue",
                    "Value ( %d ) for parameter maxResults is invalid. Expecting a value %s."
                            .formatted(maxResults, bound));
        }
        return maxResults;
    }

    private static String token(String key) {
        return Base64.getUrlEncoder().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String lastKey(String token) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(token);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below, like any other text that is no token of ours.
        }
        throw new AwsFailure("InvalidNextToken", "The specified NextToken is not valid.");
    }
}
