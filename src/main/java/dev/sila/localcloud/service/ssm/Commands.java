package dev.sila.localcloud.service.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.CommandStatus;

/**
 * Sends commands to instances: as many at once as the command allows, and none any more once too
 * many failed.
 */
final class Commands {
    /** From sending to the first invocation. */
    private static final Duration DISPATCH = Duration.ofSeconds(1);

    private final Foundation foundation;
    private final Nodes nodes;
    private final InvocationRun run;
    private final Parameters parameters;
    private final Map<String, Command> byId = new LinkedHashMap<>();

    Commands(Foundation foundation, Nodes nodes, Parameters parameters, CommandRunner runner) {
        this.foundation = foundation;
        this.nodes = nodes;
        this.parameters = parameters;
        this.run = new InvocationRun(foundation.timeline(), runner);
    }

    Collection<Command> all() {
        return byId.values();
    }

    Command command(String id) {
        Command command = byId.get(id);
        if (command == null) {
            throw new AwsFailure("InvalidCommandId", "The command ID " + id + " is not valid.");
        }
        return command;
    }

    Nodes nodes() {
        return nodes;
    }

    Foundation foundation() {
        return foundation;
    }

    /**
     * Sends a command.
     *
     * @param ended told when it is over
     */
    Command send(Command.Order order, Consumer<Command> ended) {
        Instant now = foundation.timeline().now();
        Map<String, JsonNode> values =
                CommandSteps.values(order.version().content(), order.parameters());
        Command command =
                new Command(
                        foundation.identity().uuid(),
                        byId.size(),
                        order,
                        now,
                        now.plusSeconds(order.timeoutSeconds()));
        command.targets = order.instanceIds().size();
        byId.put(command.id, command);
        foundation.timeline().after(DISPATCH, () -> new Sending(command, values, ended).begin());
        return command;
    }

    /** Takes a command back from some instances, or from all of them. */
    void cancel(Command command, List<String> instanceIds) {
        if (command.isOver()) {
            return;
        }
        if (instanceIds.isEmpty()) {
            command.status = CommandStatus.CANCELLING;
            command.details = "Cancelling";
        }
        for (Invocation each : List.copyOf(command.invocations.values())) {
            if (instanceIds.isEmpty() || instanceIds.contains(each.instanceId)) {
                run.cancel(each);
            }
        }
    }

    /** One command on its way. */
    private final class Sending {
        private final Command command;
        private final Map<String, JsonNode> values;
        private final Consumer<Command> ended;
        private final Deque<String> waiting = new ArrayDeque<>();
        private RateControl rate = new RateControl(1, 0);
        private int running;

        Sending(Command command, Map<String, JsonNode> values, Consumer<Command> ended) {
            this.command = command;
            this.values = values;
            this.ended = ended;
        }

        void begin() {
            if (command.what.targets().isEmpty()) {
                waiting.addAll(command.what.instanceIds());
            } else {
                nodes.targeted(command.what.targets()).forEach(each -> waiting.add(each.id()));
            }
            command.targets = waiting.size();
            if (waiting.isEmpty()) {
                over(CommandStatus.SUCCESS, "NoInstancesInTag");
                return;
            }
            rate =
                    RateControl.of(
                            command.what.maxConcurrency(),
                            command.what.maxErrors(),
                            waiting.size());
            if (command.status == CommandStatus.PENDING) {
                command.status = CommandStatus.IN_PROGRESS;
                command.details = "InProgress";
            }
            goOn();
        }

        private void goOn() {
            while (running < rate.concurrency() && !waiting.isEmpty() && !isStopped()) {
                deliver(waiting.poll());
            }
            if (running == 0 && (waiting.isEmpty() || isStopped())) {
                finish();
            }
        }

        private boolean isStopped() {
            return command.status == CommandStatus.CANCELLING || rate.isExceeded(command.failed);
        }

        private void deliver(String instanceId) {
            Instant now = foundation.timeline().now();
            Invocation invocation = new Invocation(command, instanceId, now);
            command.invocations.put(instanceId, invocation);
            Optional<Nodes.Node> node = nodes.find(instanceId).filter(Nodes.Node::online);
            if (node.isEmpty()) {
                invocation.status = CommandInvocationStatus.FAILED;
                invocation.details = "Undeliverable";
                command.completed++;
                command.undelivered++;
                return;
            }
            running++;
            List<CommandSteps.Step> steps =
                    CommandSteps.of(
                            command.what.version().content(),
                            values,
                            this::stored,
                            node.get().machine().platform());
            run.begin(invocation, steps, this::ended);
        }

        private Optional<String> stored(String name) {
            return parameters.find(name).map(each -> each.latest().shown(true));
        }

        private void ended(Invocation invocation) {
            running--;
            command.completed++;
            if (invocation.status == CommandInvocationStatus.FAILED
                    || invocation.status == CommandInvocationStatus.TIMED_OUT) {
                command.failed++;
            }
            goOn();
        }

        private void finish() {
            boolean cancelled = command.status == CommandStatus.CANCELLING;
            for (String instanceId : waiting) {
                Invocation invocation =
                        new Invocation(command, instanceId, foundation.timeline().now());
                invocation.status = CommandInvocationStatus.CANCELLED;
                invocation.details = cancelled ? "Cancelled" : "Terminated";
                command.invocations.put(instanceId, invocation);
                command.completed++;
            }
            waiting.clear();
            if (cancelled) {
                over(CommandStatus.CANCELLED, "Cancelled");
            } else if (rate.isExceeded(command.failed)) {
                over(failure(), failure() == CommandStatus.TIMED_OUT ? "TimedOut" : "Failed");
            } else if (command.failed > 0 || command.undelivered > 0) {
                boolean none = command.undelivered == command.targets;
                over(CommandStatus.FAILED, none ? "Undeliverable" : "Incomplete");
            } else {
                over(CommandStatus.SUCCESS, "Success");
            }
        }

        private CommandStatus failure() {
            boolean timedOut =
                    command.invocations.values().stream()
                            .noneMatch(each -> each.status == CommandInvocationStatus.FAILED);
            return timedOut ? CommandStatus.TIMED_OUT : CommandStatus.FAILED;
        }

        private void over(CommandStatus status, String details) {
            command.status = status;
            command.details = details;
            ended.accept(command);
        }
    }
}
