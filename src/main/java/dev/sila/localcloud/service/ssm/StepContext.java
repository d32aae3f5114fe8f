package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an action of an automation sees: its inputs, time, other services, and how it ends. */
interface StepContext {
    Automation automation();

    /** With all references in place. */
    ObjectNode inputs();

    /** Calls another service; a refusal fails the step. */
    JsonNode call(String service, String action, JsonNode inputs);

    /** Goes on later, unless the step is over by then. */
    void after(Duration duration, Runnable next);

    /** Has the step wait for a signal. */
    void waitForSignal(Runnable next);

    /** Something to do if the step is cancelled or times out. */
    void onStop(Runnable stop);

    /** Ends the step well. */
    void succeed(ObjectNode outputs);

    /** Ends the step well and has another step come next. */
    void branch(@Nullable String next);

    /** Ends the step badly. */
    void fail(String message);

    /** An input's text. */
    default Optional<String> text(String name) {
        return Optional.ofNullable(inputs().get(name)).map(Trees::text);
    }

    /** An input's text, or else the step fails. */
    default String required(String name) {
        return text(name).orElseThrow(() -> new StepFailure("The input " + name + " is missing."));
    }

    /** An input as a list of texts: one value is a list of one. */
    default List<String> list(String name) {
        JsonNode value = inputs().path(name);
        return value.isMissingNode() ? List.of() : DocumentParameter.strings(value);
    }

    /** An empty object. */
    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A list of texts. */
    static JsonNode array(List<String> values) {
        List<JsonNode> nodes = new ArrayList<>();
        values.forEach(each -> nodes.add(JsonNodeFactory.instance.textNode(each)));
        return JsonNodeFactory.instance.arrayNode().addAll(nodes);
    }

    /** A step that can not be carried out. */
    final class StepFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StepFailure(String message) {
            super(message);
        }
    }
}
