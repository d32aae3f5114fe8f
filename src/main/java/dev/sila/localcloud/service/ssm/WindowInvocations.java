package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ssm.WindowRun.InvocationRun;
import dev.sila.localcloud.service.ssm.WindowRun.TaskRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.CommandStatus;
import software.amazon.awssdk.services.ssm.model.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowAutomationParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowRunCommandParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTarget;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskType;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.Target;

/** Begins what the tasks of maintenance windows are made of: commands and automations. */
final class WindowInvocations {
    private final Foundation foundation;
    private final CommandOperations commandOperations;
    private final Commands commands;
    private final AutomationOperations automationOperations;
    private final Automations automations;

    WindowInvocations(
            Foundation foundation,
            CommandOperations commandOperations,
            Commands commands,
            AutomationOperations automationOperations,
            Automations automations) {
        this.foundation = foundation;
        this.commandOperations = commandOperations;
        this.commands = commands;
        this.automationOperations = automationOperations;
        this.automations = automations;
    }

    /**
     * Some targets of a task that are worked on together.
     *
     * @param windowTargetId under which they are registered, if they are
     */
    private record Share(@Nullable String windowTargetId, List<Target> targets) {}

    /** Begins a task; {@code ended} is told once all of it has ended. */
    void begin(TaskRun task, Consumer<TaskRun> ended) {
        boolean command = task.task.task().type() == MaintenanceWindowTaskType.RUN_COMMAND;
        List<Share> shares = shares(task);
        for (Share share : shares) {
            task.invocations.add(
                    new InvocationRun(
                            foundation.identity().uuid(),
                            foundation.timeline().now(),
                            share.windowTargetId()));
        }
        List<InvocationRun> runs = List.copyOf(task.invocations);
        if (runs.isEmpty()) {
            ended.accept(task);
            return;
        }
        for (int i = 0; i < runs.size(); i++) {
            InvocationRun run = runs.get(i);
            Consumer<MaintenanceWindowExecutionStatus> over =
                    status -> over(task, run, status, ended);
            try {
                if (command) {
                    command(task, run, shares.get(i), over);
                } else {
                    automation(task, run, shares.get(i), over);
                }
            } catch (AwsFailure refused) {
                run.details = refused.code() + ": " + refused.getMessage();
                over.accept(MaintenanceWindowExecutionStatus.FAILED);
            }
        }
    }

    private void over(
            TaskRun task,
            InvocationRun run,
            MaintenanceWindowExecutionStatus status,
            Consumer<TaskRun> ended) {
        run.status = status;
        run.ended = foundation.timeline().now();
        if (task.invocations.stream().allMatch(each -> each.ended != null)) {
            ended.accept(task);
        }
    }

    /**
     * One share for each registered target that the task names, and one for what it names itself.
     */
    private static List<Share> shares(TaskRun task) {
        List<Share> shares = new ArrayList<>();
        List<Target> own = new ArrayList<>();
        for (Target target : task.task.task().targets()) {
            if (!target.key().equals("WindowTargetIds")) {
                own.add(target);
                continue;
            }
            for (String id : target.values()) {
                MaintenanceWindowTarget registered = task.run.window.targets.get(id);
                if (registered != null) {
                    shares.add(new Share(id, registered.targets()));
                }
            }
        }
        if (!own.isEmpty() || task.task.task().targets().isEmpty()) {
            shares.add(new Share(null, own));
        }
        return shares;
    }

    private void command(
            TaskRun task,
            InvocationRun run,
            Share share,
            Consumer<MaintenanceWindowExecutionStatus> over) {
        MaintenanceWindowRunCommandParameters how =
                Objects.requireNonNullElse(
                        task.task.how().runCommand(),
                        MaintenanceWindowRunCommandParameters.builder().build());
        Map<String, List<String>> parameters = filled(how.parameters(), task, run, share);
        run.parameters = parameters.toString();
        Command.Order order =
                commandOperations.order(
                        SendCommandRequest.builder()
                                .documentName(task.task.task().taskArn())
                                .documentVersion(how.documentVersion())
                                .documentHash(how.documentHash())
                                .comment(how.comment())
                                .timeoutSeconds(how.timeoutSeconds())
                                .parameters(parameters)
                                .targets(share.targets())
                                .maxConcurrency(task.task.task().maxConcurrency())
                                .maxErrors(task.task.task().maxErrors())
                                .build());
        Command command = commands.send(order, ended -> over.accept(status(ended.status)));
        run.executionId = command.id;
        run.cancel = () -> commands.cancel(command, List.of());
    }

    private static MaintenanceWindowExecutionStatus status(CommandStatus status) {
        return switch (status) {
            case SUCCESS -> MaintenanceWindowExecutionStatus.SUCCESS;
            case CANCELLED -> MaintenanceWindowExecutionStatus.CANCELLED;
            case TIMED_OUT -> MaintenanceWindowExecutionStatus.TIMED_OUT;
            default -> MaintenanceWindowExecutionStatus.FAILED;
        };
    }

    /**
     * With targets: for each of the instances, as the parameter that holds the pseudo parameter.
     */
    private void automation(
            TaskRun task,
            InvocationRun run,
            Share share,
            Consumer<MaintenanceWindowExecutionStatus> over) {
        MaintenanceWindowAutomationParameters how =
                Objects.requireNonNullElse(
                        task.task.how().automation(),
                        MaintenanceWindowAutomationParameters.builder().build());
        Map<String, List<String>> parameters = filled(how.parameters(), task, run, share);
        run.parameters = parameters.toString();
        Automation.Targeting targeting = AutomationTargets.none();
        if (!share.targets().isEmpty()) {
            String target =
                    parameters.entrySet().stream()
                            .filter(each ->
                                    each.getValue().stream().anyMatch(WindowInvocations::isTarget))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(() ->
                                    Refusals.validation(
                                            "No parameter of the task holds {{RESOURCE_ID}}."));
            parameters.remove(target);
            targeting =
                    AutomationTargets.of(
                            target,
                            share.targets(),
                            List.of(),
                            task.task.task().maxConcurrency(),
                            task.task.task().maxErrors());
        }
        Automation automation =
                automationOperations.start(
                        task.task.task().taskArn(),
                        how.documentVersion(),
                        parameters,
                        ExecutionMode.AUTO,
                        targeting,
                        ended -> over.accept(status(ended.status)));
        run.executionId = automation.id;
        run.cancel = () -> automations.cancel(automation);
    }

    private static boolean isTarget(String value) {
        return value.replace(" ", "").matches("\\{\\{(RESOURCE_ID|TARGET_ID)}}");
    }

    private static MaintenanceWindowExecutionStatus status(AutomationExecutionStatus status) {
        return switch (status) {
            case SUCCESS -> MaintenanceWindowExecutionStatus.SUCCESS;
            case CANCELLED -> MaintenanceWindowExecutionStatus.CANCELLED;
            case TIMED_OUT -> MaintenanceWindowExecutionStatus.TIMED_OUT;
            default -> MaintenanceWindowExecutionStatus.FAILED;
        };
    }

    /** Puts pseudo parameters in place (user guide, "Using pseudo parameters"). */
    private static Map<String, List<String>> filled(
            Map<String, List<String>> parameters, TaskRun task, InvocationRun run, Share share) {
        Map<String, String> pseudo = new LinkedHashMap<>();
        pseudo.put("WINDOW_ID", task.run.window.id);
        pseudo.put("WINDOW_TASK_ID", task.task.task().windowTaskId());
        pseudo.put("WINDOW_EXECUTION_ID", task.run.id);
        pseudo.put("TASK_EXECUTION_ID", task.id);
        pseudo.put("INVOCATION_ID", run.id);
        if (share.windowTargetId() != null) {
            pseudo.put("WINDOW_TARGET_ID", share.windowTargetId());
        }
        Map<String, List<String>> filled = new LinkedHashMap<>();
        parameters.forEach((name, values) ->
                filled.put(name, values.stream().map(each -> filled(each, pseudo)).toList()));
        return filled;
    }

    private static String filled(String value, Map<String, String> pseudo) {
        String filled = value;
        for (Map.Entry<String, String> each : pseudo.entrySet()) {
            filled = filled.replaceAll("\\{\\{\\s*" + each.getKey() + "\\s*}}", each.getValue());
        }
        return filled;
    }
}
