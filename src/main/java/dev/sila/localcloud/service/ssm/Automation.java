package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.Target;

/** One execution of an automation document. */
final class Automation {
    final String id;
    final long order;
    final Order what;
    final Instant started;
    final List<Step> steps = new ArrayList<>();
    final Map<String, List<String>> outputs = new LinkedHashMap<>();

    /** The values of parameters, with defaults. */
    final Map<String, JsonNode> values;

    AutomationExecutionStatus status = AutomationExecutionStatus.PENDING;
    @Nullable Instant ended;
    @Nullable String failure;

    /** What it waits for, if anything: a signal lets it go on. */
    @Nullable Runnable waiting;

    /** Ends the step that is being carried out. */
    @Nullable Runnable cancelStep;

    boolean interactive;

    /** Whether it is to end after the step that is being carried out. */
    boolean completing;

    Automation(String id, long order, Order what, Map<String, JsonNode> values, Instant started) {
        this.id = id;
        this.order = order;
        this.what = what;
        this.values = values;
        this.started = started;
        this.interactive = what.mode() == ExecutionMode.INTERACTIVE;
    }

    /**
     * What was asked for.
     *
     * @param target the one target of a child
     * @param parent the execution that began this one for one of its targets
     */
    record Order(
            Document document,
            Document.Version version,
            Map<String, List<String>> parameters,
            ExecutionMode mode,
            Targeting targeting,
            @Nullable String target,
            @Nullable String parent) {}

    /**
     * On what it is to be carried out.
     *
     * @param parameter gets the target's value; null for an execution without targets
     * @param maps likewise, several parameters at once
     */
    record Targeting(
            @Nullable String parameter,
            List<Target> targets,
            List<Map<String, List<String>>> maps,
            String maxConcurrency,
            String maxErrors) {
        boolean isThere() {
            return !targets.isEmpty() || !maps.isEmpty();
        }
    }

    /** One step that was begun. */
    static final class Step {
        final String id;
        final JsonNode definition;
        final Map<String, String> inputs = new LinkedHashMap<>();
        final Map<String, JsonNode> outputs = new LinkedHashMap<>();
        AutomationExecutionStatus status = AutomationExecutionStatus.PENDING;
        @Nullable Instant started;
        @Nullable Instant ended;
        @Nullable String failure;
        int attempts;

        Step(String id, JsonNode definition) {
            this.id = id;
            this.definition = definition;
        }

        String name() {
            return definition.path("name").asText();
        }

        String action() {
            return definition.path("action").asText();
        }

        String onFailure() {
            return definition.path("onFailure").asText("Abort");
        }

        boolean isCritical() {
            return !definition.path("isCritical").asText("").equals("false");
        }

        boolean isEnd() {
            return definition.path("isEnd").asText("").equals("true");
        }

        boolean isOver() {
            return ended != null;
        }
    }

    boolean isOver() {
        return ended != null;
    }

    /** The step that was begun last, unless it is over. */
    Optional<Step> current() {
        return steps.stream().filter(each -> !each.isOver()).reduce((first, last) -> last);
    }

    Optional<Step> step(String name) {
        return steps.stream().filter(each -> each.name().equals(name)).reduce((a, b) -> b);
    }
}
