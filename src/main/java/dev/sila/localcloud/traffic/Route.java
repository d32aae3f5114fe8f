package dev.sila.localcloud.traffic;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A listener's rule: all conditions must hold.
 *
 * @param conditions empty for the default rule
 */
public record Route(List<Condition> conditions, Destination destination) {
    public Route {
        conditions = List.copyOf(conditions);
    }

    boolean takes(String host, String path) {
        return conditions.stream()
                .allMatch(condition ->
                        condition.patterns().stream()
                                .anyMatch(pattern ->
                                        pattern.matcher(condition.onHost() ? host : path)
                                                .matches()));
    }

    /** One condition: the host (without case) or the path matches one of the patterns. */
    public record Condition(boolean onHost, List<Pattern> patterns) {
        /** From AWS's wildcards: {@code *} is any text, {@code ?} any one character. */
        public static Condition of(boolean onHost, List<String> wildcards) {
            return new Condition(
                    onHost, wildcards.stream().map(text -> compile(text, onHost)).toList());
        }

        private static Pattern compile(String wildcard, boolean onHost) {
            StringBuilder pattern = new StringBuilder();
            for (int index = 0; index < wildcard.length(); index++) {
                char each = wildcard.charAt(index);
                switch (each) {
                    case '*' -> pattern.append(".*");
                    case '?' -> pattern.append('.');
                    default -> pattern.append(Pattern.quote(String.valueOf(each)));
                }
            }
            return Pattern.compile(pattern.toString(), onHost ? Pattern.CASE_INSENSITIVE : 0);
        }
    }
}
