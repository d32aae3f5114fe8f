package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.service.logs.Condition.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fields with spaces between them, such as {@code [ip, user, ..., status = 4*, bytes]}. A message
 * matches if it has as many fields, and all conditions hold; an ellipsis stands for any number of
 * fields. Brackets and quotation marks in a message hold a field together.
 *
 * @param ellipsis where the ellipsis stands among the fields; -1 for nowhere
 */
record FieldPattern(List<Field> fields, int ellipsis) implements FilterPattern {
    private static final Pattern MESSAGE =
            Pattern.compile("\\s*(?:\\[([^\\]]*)]|\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");
    private static final Pattern PART =
            Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*\"|%[^%]*%|[^,\"%])*");
    private static final String NAME = "\\w+";

    /**
     * One field.
     *
     * @param name empty for one without
     */
    record Field(String name, Optional<Condition> condition) {
        String key(int position) {
            return "$" + (name.isEmpty() ? Integer.toString(position + 1) : name);
        }
    }

    static FieldPattern parse(String text) {
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int ellipsis = -1;
        long expressions = 0;
        for (String part : parts(text)) {
            if (part.equals("...")) {
                if (ellipsis >= 0) {
                    throw new Malformed("there is one ellipsis at most");
                }
                ellipsis = fields.size();
                continue;
            }
            Field field = field(part);
            if (!field.name().isEmpty() && !names.add(field.name())) {
                throw new Malformed("the field '" + field.name() + "' is there twice");
            }
            expressions += field.condition().map(Condition::expressions).orElse(0L);
            fields.add(field);
        }
        if (expressions > 2) {
            throw new Malformed("there are at most 2 regular expressions in a pattern");
        }
        return new FieldPattern(List.copyOf(fields), ellipsis);
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(text);
        int at = 0;
        while (true) {
            part.region(at, text.length()).lookingAt();
            parts.add(part.group().strip());
            if (part.end() == text.length()) {
                return parts;
            }
            if (text.charAt(part.end()) != ',') {
                throw new Malformed("unexpected '" + text.substring(part.end()) + "'");
            }
            at = part.end() + 1;
        }
    }

    private static Field field(String part) {
        if (part.isEmpty() || part.matches(NAME)) {
            return new Field(part, Optional.empty());
        }
        Condition condition = Conditions.parse(part, each -> each.matches(NAME));
        List<String> names = condition.names().distinct().toList();
        if (names.size() > 1) {
            throw new Malformed("the conditions of a field are about it alone: " + names);
        }
        return new Field(names.getFirst(), Optional.of(condition));
    }

    @Override
    public Optional<Map<String, String>> match(String message) {
        List<String> found = split(message);
        int skipped = found.size() - fields.size();
        if (ellipsis < 0 ? skipped != 0 : skipped < 0) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < found.size(); i++) {
            boolean before = ellipsis < 0 || i < ellipsis;
            if (!before && i < ellipsis + skipped) {
                values.put("$" + (i + 1), found.get(i));
                continue;
            }
            Field field = fields.get(before ? i : i - skipped);
            Value value = new Value(Value.Kind.STRING, found.get(i));
            if (field.condition().filter(each -> !each.holds(name -> List.of(value))).isPresent()) {
                return Optional.empty();
            }
            values.put(field.key(i), found.get(i));
        }
        return Optional.of(values);
    }

    private static List<String> split(String message) {
        List<String> fields = new ArrayList<>();
        String rest = message.strip();
        Matcher field = MESSAGE.matcher(rest);
        int at = 0;
        while (at < rest.length() && field.region(at, rest.length()).lookingAt()) {
            fields.add(
                    Optional.ofNullable(field.group(1))
                            .or(() -> Optional.ofNullable(field.group(2)))
                            .orElseGet(() -> field.group(3)));
            at = field.end();
        }
        return fields;
    }

    @Override
    public Optional<String> value(String source, String message, Map<String, String> values) {
        return Optional.ofNullable(values.get(source));
    }

    @Override
    public boolean has(String source) {
        return source.matches("\\$[0-9]+")
                || fields.stream().anyMatch(each -> source.equals("$" + each.name()));
    }
}
