package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a command document means for one instance: its steps with all parameters in place. */
final class CommandSteps {
    static final String SKIPPED = "Step execution skipped due to ";
    private static final int USUAL_TIMEOUT = 3600;

    private CommandSteps() {}

    /**
     * One step.
     *
     * @param onFailure {@code exit} or {@code successAndExit} end the command, anything else goes
     *     on
     * @param last whether it runs even after an exit
     * @param wanted whether its precondition holds
     */
    record Step(
            String name,
            String action,
            JsonNode inputs,
            String onFailure,
            boolean last,
            boolean wanted) {
        /** How long it may take. */
        Duration timeout() {
            String text = inputs.path("timeoutSeconds").asText("");
            return Duration.ofSeconds(
                    text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : USUAL_TIMEOUT);
        }
    }

    /**
     * The values of all parameters: given, or by default.
     *
     * @throws AwsFailure {@code InvalidParameters} if one is unknown, missing or not allowed
     */
    static Map<String, JsonNode> values(DocumentContent content, Map<String, List<String>> given) {
        Map<String, JsonNode> values = new HashMap<>();
        Map<String, List<String>> unknown = new HashMap<>(given);
        for (DocumentParameter parameter : content.parameters()) {
            List<String> value = unknown.remove(parameter.name());
            if (value != null) {
                parameter.problem(value).ifPresent(CommandSteps::refuse);
                values.put(parameter.name(), parameter.typed(value));
            } else if (parameter.defaultValue().isPresent()) {
                values.put(parameter.name(), parameter.defaultValue().get());
            } else {
                refuse("Parameter \"" + parameter.name() + "\" requires a value.");
            }
        }
        unknown.keySet()
                .forEach(each -> refuse("Parameter \"" + each + "\" is not in the document."));
        return values;
    }

    private static void refuse(String problem) {
        throw new AwsFailure("InvalidParameters", problem);
    }

    /**
     * The steps for an instance.
     *
     * @param secrets the value of a parameter of Parameter Store, by its name
     * @param platform of the instance
     */
    static List<Step> of(
            DocumentContent content,
            Map<String, JsonNode> values,
            Function<String, Optional<String>> secrets,
            String platform) {
        Function<String, Optional<JsonNode>> resolver =
                name -> {
                    if (name.startsWith("ssm:")) {
                        return secrets.apply(name.substring(4))
                                .map(JsonNodeFactory.instance::textNode);
                    }
                    return name.equals("platformType")
                            ? Optional.of(JsonNodeFactory.instance.textNode(platform))
                            : Optional.ofNullable(values.get(name));
                };
        List<Step> steps = new ArrayList<>();
        content.tree()
                .path("runtimeConfig")
                .forEachEntry((plugin, config) -> old(plugin, config, resolver, steps));
        for (JsonNode step : content.steps()) {
            JsonNode inputs = Trees.resolved(step.path("inputs"), resolver);
            steps.add(
                    new Step(
                            step.path("name").asText(),
                            step.path("action").asText(),
                            inputs,
                            step.path("onFailure").asText(inputs.path("onFailure").asText("")),
                            inputs.path("finallyStep").asText("").equals("true")
                                    || step.path("finallyStep").asText("").equals("true"),
                            holds(step.path("precondition"), resolver)));
        }
        return steps;
    }

    /** A plugin of schema 1.2: its properties are one object or a list. */
    private static void old(
            String plugin,
            JsonNode config,
            Function<String, Optional<JsonNode>> resolver,
            List<Step> steps) {
        JsonNode properties = config.path("properties");
        List<JsonNode> each = new ArrayList<>();
        if (properties.isArray()) {
            properties.forEach(each::add);
        } else {
            each.add(properties);
        }
        each.forEach(inputs ->
                steps.add(
                        new Step(
                                plugin,
                                plugin,
                                Trees.resolved(inputs, resolver),
                                "",
                                false,
                                true)));
    }

    private static boolean holds(
            JsonNode precondition, Function<String, Optional<JsonNode>> resolver) {
        JsonNode pair = precondition.path("StringEquals");
        if (pair.size() != 2) {
            return true;
        }
        return value(pair.get(0).asText(), resolver).equals(value(pair.get(1).asText(), resolver));
    }

    /** {@code platformType} stands for itself or within braces. */
    private static String value(String text, Function<String, Optional<JsonNode>> resolver) {
        String wanted = text.equals("platformType") ? "{{ platformType }}" : text;
        return Trees.text(Trees.resolved(JsonNodeFactory.instance.textNode(wanted), resolver));
    }
}
