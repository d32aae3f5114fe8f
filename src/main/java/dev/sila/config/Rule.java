package dev.sila.config;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One place where an option is looked for. Both parts may have holes such as {@code {hostclass}}.
 *
 * @param section the section's name
 * @param option the option's name in it
 */
public record Rule(String section, String option) {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");

    /** A place with all holes filled. */
    record Place(String section, String option) {}

    /** The place it means, or empty if a hole has no value, so that the rule does not apply. */
    Optional<Place> place(Map<String, String> holes) {
        return fill(section, holes)
                .flatMap(filledSection ->
                        fill(option, holes).map(filled -> new Place(filledSection, filled)));
    }

    private static Optional<String> fill(String template, Map<String, String> holes) {
        Matcher matcher = HOLE.matcher(template);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = holes.get(matcher.group(1));
            if (value == null) {
                return Optional.empty();
            }
            matcher.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(filled).toString());
    }

    @Override
    public String toString() {
        return "[" + section + "] " + option;
    }
}
