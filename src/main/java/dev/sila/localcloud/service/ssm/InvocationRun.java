package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.ssm.Invocation.Plugin;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.CommandPluginStatus;

/** Carries the steps of one invocation out, one after the other. */
final class InvocationRun {
    /** Until the agent fetches what waits for it. */
    private static final Duration FETCH = Duration.ofSeconds(1);

    /** Until a cancelled step has ended. */
    private static final Duration CANCEL = Duration.ofSeconds(1);

    private static final int MOST_OUTPUT = 24_000;
    private static final int MOST_ERROR = 8_000;

    private final Timeline timeline;
    private final CommandRunner runner;

    InvocationRun(Timeline timeline, CommandRunner runner) {
        this.timeline = timeline;
        this.runner = runner;
    }

    /** Begins the steps; {@code ended} is told once, when the invocation is over. */
    void begin(Invocation invocation, List<CommandSteps.Step> steps, Consumer<Invocation> ended) {
        steps.forEach(each -> invocation.plugins.add(new Plugin(each.name(), each.action())));
        Progress progress = new Progress(invocation, steps, ended);
        timeline.after(FETCH, progress::fetched);
    }

    /** Has an invocation end as cancelled, unless it is over. */
    void cancel(Invocation invocation) {
        if (invocation.isOver()) {
            return;
        }
        invocation.status = CommandInvocationStatus.CANCELLING;
        invocation.details = "Cancelling";
        if (invocation.stop != null) {
            invocation.stop.stop();
        }
        Runnable next = invocation.next;
        invocation.quiet();
        if (next != null) {
            timeline.after(CANCEL, next);
        }
    }

    /** How far an invocation has come. */
    private final class Progress {
        private final Invocation invocation;
        private final Deque<CommandSteps.Step> steps;
        private final Deque<Plugin> plugins;
        private final Consumer<Invocation> ended;
        private boolean exited;
        private boolean forgiven;

        Progress(Invocation invocation, List<CommandSteps.Step> steps, Consumer<Invocation> ended) {
            this.invocation = invocation;
            this.steps = new ArrayDeque<>(steps);
            this.plugins = new ArrayDeque<>(invocation.plugins);
            this.ended = ended;
        }

        void fetched() {
            if (invocation.status == CommandInvocationStatus.PENDING) {
                invocation.status = CommandInvocationStatus.IN_PROGRESS;
                invocation.details = "InProgress";
            }
            next();
        }

        private void next() {
            while (!steps.isEmpty()) {
                CommandSteps.Step step = steps.poll();
                Plugin plugin = plugins.remove();
                plugin.started = timeline.now();
                if (invocation.status == CommandInvocationStatus.CANCELLING) {
                    plugin.end(CommandPluginStatus.CANCELLED, "Cancelled", -1, timeline.now());
                } else if (!step.wanted()) {
                    skip(plugin, "unsatisfied preconditions: " + step.action());
                } else if (exited && !step.last()) {
                    skip(plugin, "the exit of an earlier step");
                } else {
                    start(step, plugin);
                    return;
                }
            }
            finish();
        }

        private void skip(Plugin plugin, String why) {
            plugin.output = CommandSteps.SKIPPED + why + ". Step name: " + plugin.name;
            plugin.end(CommandPluginStatus.SUCCESS, "Success", 0, timeline.now());
        }

        private void start(CommandSteps.Step step, Plugin plugin) {
            plugin.status = CommandPluginStatus.IN_PROGRESS;
            plugin.details = "InProgress";
            invocation.next =
                    () -> {
                        plugin.end(CommandPluginStatus.CANCELLED, "Cancelled", -1, timeline.now());
                        next();
                    };
            invocation.timeout = timeline.after(step.timeout(), () -> timedOut(plugin));
            invocation.stop =
                    runner.run(
                            new CommandRunner.Step(
                                    invocation.command.id,
                                    invocation.instanceId,
                                    step.name(),
                                    step.action(),
                                    step.inputs()),
                            result -> answered(step, plugin, result));
        }

        private void answered(CommandSteps.Step step, Plugin plugin, CommandRunner.Result result) {
            if (plugin.status != CommandPluginStatus.IN_PROGRESS
                    || invocation.status == CommandInvocationStatus.CANCELLING) {
                return;
            }
            invocation.quiet();
            plugin.output = cut(result.output(), MOST_OUTPUT);
            plugin.error = cut(result.error(), MOST_ERROR);
            boolean good = result.exitCode() == 0;
            plugin.end(
                    good ? CommandPluginStatus.SUCCESS : CommandPluginStatus.FAILED,
                    good ? "Success" : "Failed",
                    result.exitCode(),
                    timeline.now());
            if (!good && step.onFailure().matches("exit|successAndExit")) {
                exited = true;
                forgiven = step.onFailure().equals("successAndExit");
            }
            next();
        }

        private void timedOut(Plugin plugin) {
            if (invocation.stop != null) {
                invocation.stop.stop();
            }
            invocation.quiet();
            plugin.end(CommandPluginStatus.TIMED_OUT, "ExecutionTimedOut", -1, timeline.now());
            exited = true;
            next();
        }

        private void finish() {
            invocation.next = null;
            if (invocation.status == CommandInvocationStatus.CANCELLING) {
                end(CommandInvocationStatus.CANCELLED, "Cancelled");
            } else if (any(CommandPluginStatus.TIMED_OUT)) {
                end(CommandInvocationStatus.TIMED_OUT, "ExecutionTimedOut");
            } else if (any(CommandPluginStatus.FAILED) && !forgiven) {
                end(CommandInvocationStatus.FAILED, "Failed");
            } else {
                end(CommandInvocationStatus.SUCCESS, "Success");
            }
        }

        private boolean any(CommandPluginStatus status) {
            return invocation.plugins.stream().anyMatch(each -> each.status == status);
        }

        private void end(CommandInvocationStatus status, String details) {
            invocation.status = status;
            invocation.details = details;
            ended.accept(invocation);
        }
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
