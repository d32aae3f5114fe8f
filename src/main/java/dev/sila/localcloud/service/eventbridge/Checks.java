package dev.sila.localcloud.service.eventbridge;

import dev.sila.localcloud.AwsFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.model.Tag;

/** What EventBridge demands of parameters, and its refusals. Source: EventBridge API reference. */
final class Checks {
    static final String NAME = "[.\\-_A-Za-z0-9]{1,64}";
    private static final int MOST_TAGS = 50;

    private Checks() {}

    static <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw constraint("null", member, "Member must not be null");
        }
        return value;
    }

    static String pattern(String member, @Nullable String given, String pattern) {
        String value = required(member, given);
        if (!value.matches(pattern)) {
            throw constraint(
                    "'" + value + "'",
                    member,
                    "Member must satisfy regular expression pattern: " + pattern);
        }
        return value;
    }

    static int limit(@Nullable Integer given) {
        if (given != null && (given < 1 || given > 100)) {
            throw constraint("'" + given + "'", "limit", "Member must be between 1 and 100");
        }
        return given == null ? 100 : given;
    }

    static AwsFailure constraint(String value, String member, String constraint) {
        return invalid(
                "1 validation error detected: Value %s at '%s' failed to satisfy constraint: %s"
                        .formatted(value, member, constraint));
    }

    static AwsFailure invalid(String message) {
        return new AwsFailure("ValidationException", message);
    }

    static AwsFailure notFound(String message) {
        return new AwsFailure("ResourceNotFoundException", message);
    }

    static AwsFailure limitExceeded(String message) {
        return new AwsFailure("LimitExceededException", message);
    }

    static AwsFailure unsupported(String member) {
        return invalid("Parameter " + member + " is not supported by the local cloud.");
    }

    /** The tags that are there after adding some. */
    static Map<String, String> tagged(Map<String, String> before, List<Tag> added) {
        Map<String, String> after = new TreeMap<>(before);
        Set<String> keys = new HashSet<>();
        for (Tag tag : added) {
            String key = pattern("tags.member.key", tag.key(), "(?s).{1,128}");
            String value = pattern("tags.member.value", tag.value(), "(?s).{0,256}");
            if (key.startsWith("aws:") || !keys.add(key)) {
                throw invalid("Tag key " + key + " is reserved or given twice.");
            }
            after.put(key, value);
        }
        if (after.size() > MOST_TAGS) {
            throw invalid("A resource can have at most " + MOST_TAGS + " tags.");
        }
        return after;
    }

    /** One page of a list whose items have names in order. */
    record Page<T>(List<T> items, @Nullable String nextToken) {
        static <T> Page<T> of(
                List<T> all,
                java.util.function.Function<T, String> name,
                @Nullable Integer limit,
                @Nullable String token) {
            int size = limit(limit);
            String after = token == null ? "" : read(token);
            List<T> rest =
                    all.stream()
                            .filter(each -> name.apply(each).compareTo(after) > 0)
                            .limit(size + 1L)
                            .toList();
            if (rest.size() <= size) {
                return new Page<>(rest, null);
            }
            byte[] last = name.apply(rest.get(size - 1)).getBytes(StandardCharsets.UTF_8);
            return new Page<>(rest.subList(0, size), Base64.getEncoder().encodeToString(last));
        }

        private static String read(String token) {
            try {
                return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException wrong) {
                throw invalid("Parameter NextToken is not valid.");
            }
        }
    }
}
