package dev.sila.localcloud.service.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sila.localcloud.service.pattern.JsonPattern;
import dev.sila.localcloud.service.pattern.MalformedPatternException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.eventbridge.model.InputTransformer;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * What a target gets of an event. Source: EventBridge user guide, "Amazon EventBridge input
 * transformation".
 */
final class Inputs {
    private static final Pattern VARIABLE = Pattern.compile("<([\\w.-]+)>");
    private static final Set<String> RESERVED =
            Set.of(
                    "aws.events.rule-arn",
                    "aws.events.rule-name",
                    "aws.events.event.ingestion-time",
                    "aws.events.event",
                    "aws.events.event.json");

    private Inputs() {}

    /** Refuses a target whose input makes no sense. */
    static void check(Target target) {
        long given =
                Stream.of(target.input(), target.inputPath(), target.inputTransformer())
                        .filter(Objects::nonNull)
                        .count();
        if (given > 1) {
            throw Checks.invalid(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target "
                            + target.id()
                            + ".");
        }
        if (target.input() != null) {
            json("Input", target.input());
        }
        if (target.inputPath() != null) {
            JsonPath.parse("InputPath", target.inputPath());
        }
        if (target.inputTransformer() != null) {
            check(target.inputTransformer());
        }
    }

    /** The text that a target gets. */
    static String of(Target target, Rule rule, JsonNode event) {
        if (target.input() != null) {
            return target.input();
        }
        if (target.inputPath() != null) {
            JsonNode found = JsonPath.parse("InputPath", target.inputPath()).in(event);
            return found.isMissingNode() ? "null" : found.toString();
        }
        if (target.inputTransformer() != null) {
            return filled(target.inputTransformer(), rule, event);
        }
        return event.toString();
    }

    private static void check(InputTransformer transformer) {
        String template = Checks.required("InputTemplate", transformer.inputTemplate());
        if (transformer.inputPathsMap().size() > 100) {
            throw Checks.invalid("InputPathsMap can have at most 100 paths.");
        }
        transformer
                .inputPathsMap()
                .forEach((name, path) -> {
                    if (name.toLowerCase(Locale.ROOT).startsWith("aws")) {
                        throw Checks.invalid("InputPathsMap: names cannot start with AWS: " + name);
                    }
                    JsonPath.parse("InputPathsMap", path);
                });
        Matcher matcher = VARIABLE.matcher(template);
        while (matcher.find()) {
            String name = matcher.group(1);
            if (!transformer.inputPathsMap().containsKey(name) && !RESERVED.contains(name)) {
                throw Checks.invalid(
                        "InputTemplate for target contains a placeholder that is not in"
                                + " InputPathsMap: "
                                + name);
            }
        }
    }

    private static String filled(InputTransformer transformer, Rule rule, JsonNode event) {
        Map<String, JsonNode> values = new HashMap<>();
        values.put("aws.events.rule-arn", TextNode.valueOf(rule.arn));
        values.put("aws.events.rule-name", TextNode.valueOf(rule.name));
        values.put("aws.events.event.ingestion-time", event.path("time"));
        values.put("aws.events.event.json", event);
        values.put("aws.events.event", event);
        transformer
                .inputPathsMap()
                .forEach((name, path) ->
                        values.put(name, JsonPath.parse("InputPathsMap", path).in(event)));
        String template = transformer.inputTemplate();
        StringBuilder filled = new StringBuilder();
        Matcher matcher = VARIABLE.matcher(template);
        int at = 0;
        while (matcher.find()) {
            String before = template.substring(at, matcher.start());
            filled.append(before);
            JsonNode value = values.getOrDefault(matcher.group(1), MissingNode.getInstance());
            filled.append(text(value, isQuoted(template.substring(0, matcher.start()))));
            at = matcher.end();
        }
        return filled.append(template.substring(at)).toString();
    }

    /**
     * Inside quotes a value goes without its own; outside it stays JSON. What is missing is left
     * out.
     */
    private static String text(JsonNode value, boolean quoted) {
        if (value.isMissingNode()) {
            return "";
        }
        if (!quoted) {
            return value.toString();
        }
        if (value.isTextual()) {
            String json = value.toString();
            return json.substring(1, json.length() - 1);
        }
        return value.toString().replace("\"", "");
    }

    private static boolean isQuoted(String before) {
        long quotes = Pattern.compile("(?<!\\\\)\"").matcher(before).results().count();
        return quotes % 2 == 1;
    }

    static JsonNode json(String member, String text) {
        try {
            return JsonPattern.json(text);
        } catch (MalformedPatternException wrong) {
            throw Checks.invalid(
                    "Parameter "
                            + member
                            + " is not valid. Reason: JSON syntax error in "
                            + member
                            + ": "
                            + List.of(String.valueOf(wrong.getMessage())));
        }
    }
}
