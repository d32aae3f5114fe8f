package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;

/** All executions of automations: some at once, others queued until one ends. */
final class Automations {
    private static final Duration BEGIN = Duration.ofSeconds(1);
    private static final int LONGEST_QUEUE = 1000;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss").withZone(ZoneOffset.UTC);

    private final Foundation foundation;
    private final Actions actions;
    private final AwsCalls aws;
    private final Parameters parameters;
    private final Map<String, Automation> byId = new LinkedHashMap<>();
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int running;

    Automations(Foundation foundation, Actions actions, AwsCalls aws, Parameters parameters) {
        this.foundation = foundation;
        this.actions = actions;
        this.aws = aws;
        this.parameters = parameters;
    }

    Collection<Automation> all() {
        return byId.values();
    }

    Automation automation(String id) {
        return find(id).orElseThrow(() ->
                new AwsFailure(
                        "AutomationExecutionNotFoundException",
                        "There is no automation execution information for the requested"
                                + " automation execution ID: "
                                + id));
    }

    Optional<Automation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * Begins an execution without targets, or the child of one with targets.
     *
     * @param ended told when it is over
     */
    Automation start(
            Automation.Order order, Map<String, JsonNode> values, Consumer<Automation> ended) {
        if (queue.size() >= LONGEST_QUEUE) {
            throw new AwsFailure(
                    "AutomationExecutionLimitExceededException",
                    "The number of simultaneously running Automation executions exceeded the"
                            + " allowable limit.");
        }
        Automation automation = add(order, values);
        AutomationRun run =
                new AutomationRun(
                        foundation,
                        actions,
                        aws,
                        automation,
                        name -> value(automation, name),
                        over -> {
                            running--;
                            next();
                            ended.accept(over);
                        });
        queue.add(() -> foundation.timeline().after(BEGIN, run::begin));
        next();
        return automation;
    }

    /** An execution that others carry out: the parent of those for each target. */
    Automation add(Automation.Order order, Map<String, JsonNode> values) {
        Automation automation =
                new Automation(
                        foundation.identity().uuid(),
                        byId.size(),
                        order,
                        values,
                        foundation.timeline().now());
        byId.put(automation.id, automation);
        return automation;
    }

    private void next() {
        while (running < foundation.quotas().of(SsmQuotas.AUTOMATIONS) && !queue.isEmpty()) {
            running++;
            queue.remove().run();
        }
    }

    /** Ends an execution with its children. */
    void cancel(Automation automation) {
        for (Automation each : List.copyOf(byId.values())) {
            if (automation.id.equals(each.what.parent()) && !each.isOver()) {
                cancel(each);
            }
        }
        if (automation.isOver()) {
            return;
        }
        automation.status = AutomationExecutionStatus.CANCELLING;
        Runnable step = automation.cancelStep;
        if (step != null) {
            foundation.timeline().after(BEGIN, step);
        }
    }

    /** The value of a reference: a parameter, a step's output, or one of AWS's own. */
    private Optional<JsonNode> value(Automation automation, String name) {
        JsonNode own = automation.values.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        if (name.contains(":")) {
            return builtIn(automation, name).map(JsonNodeFactory.instance::textNode);
        }
        int dot = name.indexOf('.');
        return dot < 0
                ? Optional.empty()
                : automation
                        .step(name.substring(0, dot))
                        .map(step -> step.outputs.get(name.substring(dot + 1)));
    }

    private Optional<String> builtIn(Automation automation, String name) {
        return switch (name) {
            case "automation:EXECUTION_ID" -> Optional.of(automation.id);
            case "global:REGION" -> Optional.of(foundation.realm().region());
            case "global:ACCOUNT_ID" -> Optional.of(foundation.realm().account());
            case "global:DATE" -> Optional.of(DATE.format(foundation.timeline().now()));
            case "global:DATE_TIME" -> Optional.of(DATE_TIME.format(foundation.timeline().now()));
            default ->
                    name.startsWith("ssm:")
                            ? parameters
                                    .find(name.substring(4))
                                    .map(each -> each.latest().shown(true))
                            : Optional.empty();
        };
    }
}
