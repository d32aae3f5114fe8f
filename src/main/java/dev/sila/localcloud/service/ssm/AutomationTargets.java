package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ssm.Automation.Targeting;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.Target;

/**
 * Carries an automation out for each of its targets: an execution of its own for each, some at
 * once, and no more of them once too many failed.
 */
final class AutomationTargets {
    private static final Duration BEGIN = Duration.ofSeconds(1);

    private final Foundation foundation;
    private final Automations automations;
    private final ManagedInstances instances;

    AutomationTargets(Foundation foundation, Automations automations, ManagedInstances instances) {
        this.foundation = foundation;
        this.automations = automations;
        this.instances = instances;
    }

    /** Refuses targets that there are not. */
    static void check(Targeting targeting) {
        for (Target target : targeting.targets()) {
            String key = String.valueOf(target.key());
            boolean known =
                    key.equals("ParameterValues")
                            || key.equalsIgnoreCase("InstanceIds")
                            || key.equals("tag-key")
                            || (key.startsWith("tag:") && key.length() > 4);
            if (!known || target.values().isEmpty()) {
                throw new AwsFailure("InvalidTarget", "The target is not valid: " + key);
            }
        }
        if (!targeting.targets().isEmpty() && targeting.parameter() == null) {
            throw new AwsFailure(
                    "InvalidTarget", "Targets need the name of a parameter: TargetParameterName.");
        }
    }

    /** Begins the execution and those of its targets. */
    Automation start(
            Automation.Order order, Map<String, JsonNode> values, Consumer<Automation> ended) {
        Automation parent = automations.add(order, values);
        foundation.timeline().after(BEGIN, () -> new Spread(parent, ended).begin());
        return parent;
    }

    /** What the parameters are for each target. */
    private List<Map<String, List<String>>> resolved(Targeting targeting) {
        Stream<Map<String, List<String>>> maps = targeting.maps().stream();
        String parameter = targeting.parameter();
        Stream<Map<String, List<String>>> single =
                parameter == null || targeting.targets().isEmpty()
                        ? Stream.empty()
                        : values(targeting.targets())
                                .distinct()
                                .map(each -> Map.of(parameter, List.of(each)));
        return Stream.concat(maps, single).toList();
    }

    private Stream<String> values(List<Target> targets) {
        Target first = targets.getFirst();
        if (first.key().equals("ParameterValues") || first.key().equalsIgnoreCase("InstanceIds")) {
            return first.values().stream();
        }
        return instances.all().stream()
                .filter(ManagedInstances.Machine::isRunning)
                .filter(each -> targets.stream().allMatch(target -> bears(each, target)))
                .map(ManagedInstances.Machine::id);
    }

    private static boolean bears(ManagedInstances.Machine machine, Target target) {
        return target.key().equals("tag-key")
                ? target.values().stream().anyMatch(machine.tags()::containsKey)
                : target.values().contains(machine.tags().get(target.key().substring(4)));
    }

    /** One execution with its targets. */
    private final class Spread {
        private final Automation parent;
        private final Consumer<Automation> ended;
        private final Deque<Map<String, List<String>>> waiting = new ArrayDeque<>();
        private RateControl rate = new RateControl(1, 0);
        private int running;
        private int failed;

        Spread(Automation parent, Consumer<Automation> ended) {
            this.parent = parent;
            this.ended = ended;
        }

        void begin() {
            Targeting targeting = parent.what.targeting();
            waiting.addAll(resolved(targeting));
            rate =
                    RateControl.of(
                            targeting.maxConcurrency(), targeting.maxErrors(), waiting.size());
            if (parent.status == AutomationExecutionStatus.PENDING) {
                parent.status = AutomationExecutionStatus.IN_PROGRESS;
            }
            goOn();
        }

        private boolean isStopped() {
            return parent.status == AutomationExecutionStatus.CANCELLING || rate.isExceeded(failed);
        }

        private void goOn() {
            while (running < rate.concurrency() && !waiting.isEmpty() && !isStopped()) {
                running++;
                child(waiting.remove());
            }
            if (running == 0) {
                finish();
            }
        }

        private void child(Map<String, List<String>> given) {
            Map<String, List<String>> parameters = new LinkedHashMap<>(parent.what.parameters());
            parameters.putAll(given);
            Automation.Order order = parent.what;
            String target = given.values().iterator().next().getFirst();
            Automation child =
                    automations.start(
                            new Automation.Order(
                                    order.document(),
                                    order.version(),
                                    parameters,
                                    order.mode(),
                                    AutomationTargets.none(),
                                    target,
                                    parent.id),
                            CommandSteps.values(order.version().content(), parameters),
                            this::ended);
            Automation.Step step =
                    new Automation.Step(
                            child.id,
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("name", target)
                                    .put("action", "aws:executeAutomation"));
            step.started = foundation.timeline().now();
            step.status = AutomationExecutionStatus.IN_PROGRESS;
            parent.steps.add(step);
        }

        private void ended(Automation child) {
            running--;
            for (Automation.Step step : parent.steps) {
                if (step.id.equals(child.id)) {
                    step.status = child.status;
                    step.failure = child.failure;
                    step.ended = child.ended;
                }
            }
            if (child.status != AutomationExecutionStatus.SUCCESS) {
                failed++;
            }
            goOn();
        }

        private void finish() {
            if (parent.isOver()) {
                return;
            }
            parent.ended = foundation.timeline().now();
            if (parent.status == AutomationExecutionStatus.CANCELLING) {
                parent.status = AutomationExecutionStatus.CANCELLED;
            } else if (failed > 0) {
                parent.status = AutomationExecutionStatus.FAILED;
                parent.failure = failed + " of the executions for the targets did not succeed.";
            } else {
                parent.status = AutomationExecutionStatus.SUCCESS;
            }
            ended.accept(parent);
        }
    }

    /** For an execution without targets. */
    static Targeting none() {
        return new Targeting(null, List.of(), List.of(), "10", "0");
    }

    /** What a request says of targets. */
    static Targeting of(
            @Nullable String parameter,
            List<Target> targets,
            List<Map<String, List<String>>> maps,
            @Nullable String maxConcurrency,
            @Nullable String maxErrors) {
        return new Targeting(
                parameter,
                targets,
                maps,
                Objects.requireNonNullElse(maxConcurrency, "10"),
                Objects.requireNonNullElse(maxErrors, "0"));
    }
}
