package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpHead;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One condition of a rule. It holds when one of its values is met. */
public final class Condition {
    private final Predicate<Inbound> test;

    private Condition(Predicate<Inbound> test) {
        this.test = test;
    }

    boolean holds(Inbound request) {
        return test.test(request);
    }

    /** On the host, without its port. */
    public static Condition host(List<Pattern> patterns) {
        return new Condition(request -> matches(patterns, request.host()));
    }

    /** On the path, without the query. */
    public static Condition path(List<Pattern> patterns) {
        return new Condition(request -> matches(patterns, request.line().path()));
    }

    /** On any of the header fields of a name. */
    public static Condition header(String name, List<Pattern> patterns) {
        return new Condition(request ->
                request.head().fields().stream()
                        .filter(field -> field.name().equalsIgnoreCase(name))
                        .map(HttpHead.Field::value)
                        .anyMatch(value -> matches(patterns, value)));
    }

    /** On the request's method. */
    public static Condition method(Set<String> methods) {
        return new Condition(request -> methods.contains(request.line().method()));
    }

    /** On the address that the connection comes from. */
    public static Condition source(List<AddressRange> ranges) {
        return new Condition(request ->
                ranges.stream().anyMatch(range -> range.contains(request.client().getAddress())));
    }

    /** On the pairs of the query string. */
    public static Condition query(List<Pair> wanted) {
        return new Condition(request ->
                Arrays.stream(request.line().query().split("&"))
                        .anyMatch(pair -> wanted.stream().anyMatch(each -> each.matches(pair))));
    }

    /**
     * A pair of a query string.
     *
     * @param key absent when any key will do
     */
    public record Pair(@Nullable Pattern key, Pattern value) {
        boolean matches(String pair) {
            int equals = pair.indexOf('=');
            String given = equals < 0 ? pair : pair.substring(equals + 1);
            String name = equals < 0 ? "" : pair.substring(0, equals);
            return (key == null || key.matcher(name).matches()) && value.matcher(given).matches();
        }
    }

    /**
     * From AWS's wildcards: {@code *} is any text, {@code ?} any one character, and a backslash
     * takes the meaning of either away.
     */
    public static Pattern wildcard(String text, boolean caseCounts) {
        StringBuilder pattern = new StringBuilder();
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each == '\\' && index + 1 < text.length()) {
                index++;
                pattern.append(Pattern.quote(text.substring(index, index + 1)));
            } else {
                switch (each) {
                    case '*' -> pattern.append(".*");
                    case '?' -> pattern.append('.');
                    default -> pattern.append(Pattern.quote(String.valueOf(each)));
                }
            }
        }
        return Pattern.compile(pattern.toString(), caseCounts ? 0 : Pattern.CASE_INSENSITIVE);
    }

    private static boolean matches(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).matches());
    }
}
