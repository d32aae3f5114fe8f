package dev.sila.localcloud.service.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in a JSON document a value stands: {@code $.users[0].name}, {@code $['a.b']}; an asterisk
 * for all members or elements.
 */
final class Selector {
    private static final Pattern STEP =
            Pattern.compile("\\.([\\w*-]+)|\\[(\\d+|\\*)]|\\[(?:'([^']*)'|\"([^\"]*)\")]");
    private static final Pattern WHOLE = Pattern.compile("\\$(?:" + STEP.pattern() + ")+");

    private Selector() {}

    /** Whether a text is a selector. */
    static boolean is(String text) {
        return WHOLE.matcher(text).matches();
    }

    /** What it finds in a document; JSON's null is found, what is not there is not. */
    static List<JsonNode> find(String selector, JsonNode document) {
        List<JsonNode> found = List.of(document);
        Matcher step = STEP.matcher(selector);
        while (step.find()) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode each : found) {
                step(step, each, next);
            }
            found = next;
        }
        return found;
    }

    private static void step(Matcher step, JsonNode node, List<JsonNode> next) {
        String index = step.group(2);
        String name = step.group(1);
        if ("*".equals(index) || "*".equals(name)) {
            node.forEach(next::add);
            return;
        }
        if (name == null) {
            name = step.group(3) == null ? step.group(4) : step.group(3);
        }
        JsonNode value =
                index == null
                        ? node.get(name)
                        : node.get(
                                index.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(index));
        if (value != null) {
            next.add(value);
        }
    }
}
