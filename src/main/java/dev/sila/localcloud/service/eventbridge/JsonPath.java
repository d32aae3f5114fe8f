package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path into an event, such as {@code $.detail.state} or {@code $.resources[0]}. */
record JsonPath(List<String> steps) {
    private static final Pattern STEP =
            Pattern.compile("\\.([\\w$-]+)|\\['([^']+)']|\\[\"([^\"]+)\"]|\\[(\\d{1,9})]");

    JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws dev.sila.localcloud.AwsFailure if it is none that EventBridge knows
     */
    static JsonPath parse(String member, String text) {
        List<String> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int at = 1;
        while (at < text.length() && matcher.find(at) && matcher.start() == at) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    steps.add(matcher.group(group));
                }
            }
            at = matcher.end();
        }
        if (!text.startsWith("$") || at < text.length()) {
            throw Checks.invalid(
                    "Parameter " + member + " is not valid. Reason: no JSON path: " + text);
        }
        return new JsonPath(steps);
    }

    /** What is there; a missing node if nothing is. */
    JsonNode in(JsonNode event) {
        JsonNode node = event;
        for (String step : steps) {
            node =
                    node.isArray() && step.matches("\\d+")
                            ? node.path(Integer.parseInt(step))
                            : node.path(step);
        }
        return node;
    }
}
