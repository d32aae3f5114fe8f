package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** {@code aws:branch}: the first choice that holds says which step comes next. */
final class Branching {
    private static final Map<String, BiPredicate<String, String>> TEXTS =
            Map.of(
                    "StringEquals", String::equals,
                    "EqualsIgnoreCase", String::equalsIgnoreCase,
                    "StartsWith", String::startsWith,
                    "EndsWith", String::endsWith,
                    "Contains", String::contains,
                    "BooleanEquals", String::equalsIgnoreCase);
    private static final Map<String, BiPredicate<Double, Double>> NUMBERS =
            Map.of(
                    "NumericEquals", Double::equals,
                    "NumericGreater", (left, right) -> left > right,
                    "NumericLesser", (left, right) -> left < right,
                    "NumericGreaterOrEquals", (left, right) -> left >= right,
                    "NumericLesserOrEquals", (left, right) -> left <= right);

    private Branching() {}

    static void choose(StepContext step) {
        for (JsonNode choice : step.inputs().path("Choices")) {
            if (holds(choice)) {
                step.branch(choice.path("NextStep").asText());
                return;
            }
        }
        step.branch(step.text("Default").orElse(null));
    }

    static boolean holds(JsonNode choice) {
        if (choice.has("And")) {
            return all(choice.get("And")).allMatch(Branching::holds);
        }
        if (choice.has("Or")) {
            return all(choice.get("Or")).anyMatch(Branching::holds);
        }
        if (choice.has("Not")) {
            return !holds(choice.get("Not"));
        }
        String value = Trees.text(choice.path("Variable"));
        return TEXTS.entrySet().stream()
                        .anyMatch(each ->
                                choice.has(each.getKey())
                                        && each.getValue()
                                                .test(value, Trees.text(choice.get(each.getKey()))))
                || NUMBERS.entrySet().stream()
                        .anyMatch(each ->
                                choice.has(each.getKey())
                                        && each.getValue()
                                                .test(
                                                        number(value),
                                                        choice.get(each.getKey()).asDouble()));
    }

    private static Stream<JsonNode> all(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static double number(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        return plain.matches("-?\\d+(\\.\\d+)?") ? Double.parseDouble(plain) : Double.NaN;
    }
}
