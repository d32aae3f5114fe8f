package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;

/** Carries one automation out, step by step. */
final class AutomationRun {
    private final Foundation foundation;
    private final Actions actions;
    private final AwsCalls aws;
    private final Automation automation;
    private final Function<String, Optional<JsonNode>> values;
    private final Consumer<Automation> ended;
    private boolean failedOnTheWay;

    AutomationRun(
            Foundation foundation,
            Actions actions,
            AwsCalls aws,
            Automation automation,
            Function<String, Optional<JsonNode>> values,
            Consumer<Automation> ended) {
        this.foundation = foundation;
        this.actions = actions;
        this.aws = aws;
        this.automation = automation;
        this.values = values;
        this.ended = ended;
    }

    void begin() {
        if (automation.status == AutomationExecutionStatus.CANCELLING) {
            end(AutomationExecutionStatus.CANCELLED, null);
            return;
        }
        automation.status = AutomationExecutionStatus.IN_PROGRESS;
        reach(definitions().getFirst());
    }

    private List<JsonNode> definitions() {
        List<JsonNode> steps = new ArrayList<>();
        automation.what.version().content().steps().forEach(steps::add);
        return steps;
    }

    /** Begins a step, at once or when a signal says so. */
    private void reach(JsonNode definition) {
        Automation.Step step = new Automation.Step(foundation.identity().uuid(), definition);
        automation.steps.add(step);
        if (automation.interactive) {
            automation.status = AutomationExecutionStatus.WAITING;
            automation.waiting =
                    () -> {
                        automation.status = AutomationExecutionStatus.IN_PROGRESS;
                        attempt(step);
                    };
            automation.cancelStep = () -> cancelled(step);
        } else {
            attempt(step);
        }
    }

    private void attempt(Automation.Step step) {
        step.attempts++;
        step.status = AutomationExecutionStatus.IN_PROGRESS;
        if (step.started == null) {
            step.started = foundation.timeline().now();
        }
        Context context = new Context(step);
        automation.cancelStep = context::cancelled;
        context.begin();
    }

    private void succeeded(Automation.Step step, @Nullable String next) {
        step.status = AutomationExecutionStatus.SUCCESS;
        over(step);
        goOn(step, next);
    }

    private void cancelled(Automation.Step step) {
        step.status = AutomationExecutionStatus.CANCELLED;
        over(step);
        end(AutomationExecutionStatus.CANCELLED, null);
    }

    private void over(Automation.Step step) {
        step.ended = foundation.timeline().now();
        automation.cancelStep = null;
        automation.waiting = null;
    }

    private void goOn(Automation.Step step, @Nullable String next) {
        if (automation.completing) {
            end(AutomationExecutionStatus.CANCELLED, null);
            return;
        }
        JsonNode following = next(step, next);
        if (following == null) {
            AutomationExecutionStatus status =
                    failedOnTheWay
                            ? AutomationExecutionStatus.FAILED
                            : AutomationExecutionStatus.SUCCESS;
            end(status, failedOnTheWay ? "A critical step failed." : null);
        } else {
            reach(following);
        }
    }

    private @Nullable JsonNode next(Automation.Step step, @Nullable String given) {
        List<JsonNode> all = definitions();
        String named = given == null ? step.definition.path("nextStep").asText("") : given;
        if (!named.isEmpty()) {
            return all.stream()
                    .filter(each -> each.path("name").asText().equals(named))
                    .findFirst()
                    .orElse(null);
        }
        int index = all.indexOf(step.definition) + 1;
        return step.isEnd() || index >= all.size() ? null : all.get(index);
    }

    private void failed(Automation.Step step, AutomationExecutionStatus status, String message) {
        int attempts = Math.max(1, step.definition.path("maxAttempts").asInt(1));
        if (step.attempts < attempts && status == AutomationExecutionStatus.FAILED) {
            attempt(step);
            return;
        }
        step.status = status;
        step.failure = message;
        over(step);
        String onFailure = step.onFailure();
        if (onFailure.equals("Abort")) {
            end(status, "Step fails when it is " + stage(step) + ". " + message);
            return;
        }
        failedOnTheWay |= step.isCritical();
        goOn(step, onFailure.startsWith("step:") ? onFailure.substring(5) : null);
    }

    private static String stage(Automation.Step step) {
        return "Execute/" + step.action() + " action of " + step.name();
    }

    private void end(AutomationExecutionStatus status, @Nullable String failure) {
        automation.status = status;
        automation.failure = failure;
        automation.ended = foundation.timeline().now();
        automation.waiting = null;
        automation.cancelStep = null;
        for (JsonNode output : automation.what.version().content().tree().path("outputs")) {
            String name = output.asText();
            values.apply(name)
                    .ifPresent(value ->
                            automation.outputs.put(name, DocumentParameter.strings(value)));
        }
        ended.accept(automation);
    }

    /** One attempt of one step. */
    private final class Context implements StepContext {
        private final Automation.Step step;
        private final List<Runnable> stops = new ArrayList<>();
        private ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        private boolean over;

        Context(Automation.Step step) {
            this.step = step;
        }

        void begin() {
            int timeout = step.definition.path("timeoutSeconds").asInt(0);
            if (timeout == 0 && step.action().equals("aws:waitForAwsResourceProperty")) {
                timeout = 3600;
            }
            if (timeout > 0) {
                after(Duration.ofSeconds(timeout), this::timedOut);
            }
            guarded(() -> {
                JsonNode resolved = Trees.resolved(step.definition.path("inputs"), values);
                if (resolved instanceof ObjectNode object) {
                    inputs = object;
                }
                step.inputs.clear();
                inputs.forEachEntry((name, value) -> step.inputs.put(name, value.toString()));
                actions.begin(step.action(), this);
            });
        }

        /** Turns what goes wrong on the way into the step's failure. */
        private void guarded(Runnable work) {
            try {
                work.run();
            } catch (AwsFailure refused) {
                fail(
                        "%s: %s (Service Exception, Status Code: %d)"
                                .formatted(refused.code(), refused.getMessage(), refused.status()));
            } catch (StepFailure | IllegalArgumentException wrong) {
                fail(Objects.requireNonNullElse(wrong.getMessage(), "The inputs are not valid."));
            }
        }

        private boolean close() {
            boolean first = !over;
            over = true;
            return first;
        }

        private void timedOut() {
            if (close()) {
                stops.forEach(Runnable::run);
                failed(step, AutomationExecutionStatus.TIMED_OUT, "The step timed out.");
            }
        }

        void cancelled() {
            if (close()) {
                stops.forEach(Runnable::run);
                AutomationRun.this.cancelled(step);
            }
        }

        @Override
        public Automation automation() {
            return automation;
        }

        @Override
        public ObjectNode inputs() {
            return inputs;
        }

        @Override
        public JsonNode call(String service, String action, JsonNode parameters) {
            return aws.call(service, action, parameters);
        }

        @Override
        public void after(Duration duration, Runnable next) {
            foundation
                    .timeline()
                    .after(
                            duration,
                            () -> {
                                if (!over) {
                                    guarded(next);
                                }
                            });
        }

        @Override
        public void waitForSignal(Runnable next) {
            step.status = AutomationExecutionStatus.WAITING;
            automation.status = AutomationExecutionStatus.WAITING;
            automation.waiting =
                    () -> {
                        automation.status = AutomationExecutionStatus.IN_PROGRESS;
                        next.run();
                    };
        }

        @Override
        public void onStop(Runnable stop) {
            stops.add(stop);
        }

        @Override
        public void succeed(ObjectNode outputs) {
            guarded(() -> {
                JsonNode answer = outputs.path("OutputPayload");
                for (JsonNode wanted : step.definition.path("outputs")) {
                    select(wanted, answer.isMissingNode() ? outputs : answer);
                }
                outputs.forEachEntry(step.outputs::put);
                if (close()) {
                    succeeded(step, null);
                }
            });
        }

        private void select(JsonNode wanted, JsonNode answer) {
            List<JsonNode> found = Selector.of(wanted.path("Selector").asText()).select(answer);
            boolean list = wanted.path("Type").asText("").matches("StringList|MapList");
            JsonNode value;
            if (list && found.size() == 1 && found.getFirst().isArray()) {
                value = found.getFirst();
            } else if (list) {
                value = JsonNodeFactory.instance.arrayNode().addAll(found);
            } else if (found.isEmpty()) {
                throw new StepFailure(
                        "The selector of output "
                                + wanted.path("Name").asText()
                                + " finds nothing.");
            } else {
                value = found.getFirst();
            }
            step.outputs.put(wanted.path("Name").asText(), value);
        }

        @Override
        public void branch(@Nullable String next) {
            if (close()) {
                succeeded(step, next);
            }
        }

        @Override
        public void fail(String message) {
            if (close()) {
                failed(step, AutomationExecutionStatus.FAILED, message);
            }
        }
    }
}
