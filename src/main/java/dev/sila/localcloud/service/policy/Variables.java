package dev.sila.localcloud.service.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces policy variables, {@code ${aws:username}} or {@code ${key, 'default'}}, by the request's
 * values. {@code ${*}}, {@code ${?}} and {@code ${$}} stand for those characters themselves. Only
 * version 2012-10-17 has variables. Source: IAM user guide, "IAM policy elements: Variables and
 * tags".
 */
final class Variables {
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\{\\s*([^},]*?)\\s*(?:,\\s*'([^'}]*)'\\s*)?\\}");

    private final ContextKeys keys;
    private final boolean enabled;

    Variables(ContextKeys keys, boolean enabled) {
        this.keys = keys;
        this.enabled = enabled;
    }

    /** The keys that a text refers to. */
    static List<String> keysOf(String text) {
        return VARIABLE.matcher(text)
                .results()
                .map(each -> each.group(1))
                .filter(each -> !isCharacter(each))
                .toList();
    }

    /** A pattern with its variables replaced; nothing if one of them has no single value. */
    Optional<Wildcard> wildcard(String text) {
        return replaced(text, Wildcard::expression, Pattern::quote).map(Wildcard::ofExpression);
    }

    /** A text with its variables replaced; nothing if one of them has no single value. */
    Optional<String> text(String text) {
        return replaced(text, Function.identity(), Function.identity());
    }

    private Optional<String> replaced(
            String text, Function<String, String> written, Function<String, String> value) {
        if (!enabled || !text.contains("${")) {
            return Optional.of(written.apply(text));
        }
        StringBuilder result = new StringBuilder();
        Matcher variables = VARIABLE.matcher(text);
        int end = 0;
        while (variables.find()) {
            Optional<String> found = value(variables.group(1), variables.group(2));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            result.append(written.apply(text.substring(end, variables.start())));
            result.append(value.apply(found.get()));
            end = variables.end();
        }
        return Optional.of(result.append(written.apply(text.substring(end))).toString());
    }

    private Optional<String> value(String key, @Nullable String otherwise) {
        if (isCharacter(key)) {
            return Optional.of(key);
        }
        List<String> values = keys.values(key);
        return values.size() == 1
                ? Optional.of(values.getFirst())
                : Optional.ofNullable(values.isEmpty() ? otherwise : null);
    }

    private static boolean isCharacter(String key) {
        return key.equals("*") || key.equals("?") || key.equals("$");
    }
}
