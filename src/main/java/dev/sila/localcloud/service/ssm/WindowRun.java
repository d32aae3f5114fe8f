package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskCutoffBehavior;

/**
 * One time that a window opened. Tasks of one priority run at once; those of the next begin when
 * all of them have ended, unless the cutoff has passed.
 */
final class WindowRun {
    private static final Set<MaintenanceWindowExecutionStatus> OPEN =
            Set.of(
                    MaintenanceWindowExecutionStatus.PENDING,
                    MaintenanceWindowExecutionStatus.IN_PROGRESS,
                    MaintenanceWindowExecutionStatus.CANCELLING);

    final Window window;
    final String id;
    final long order;
    final Instant started;
    final List<TaskRun> tasks = new ArrayList<>();

    MaintenanceWindowExecutionStatus status = MaintenanceWindowExecutionStatus.PENDING;
    @Nullable String details;
    @Nullable Instant ended;

    private final Foundation foundation;
    private final WindowInvocations invocations;
    private boolean cutOff;

    WindowRun(
            Foundation foundation,
            WindowInvocations invocations,
            Window window,
            String id,
            long order) {
        this.foundation = foundation;
        this.invocations = invocations;
        this.window = window;
        this.id = id;
        this.order = order;
        this.started = foundation.timeline().now();
    }

    /** One task in it. */
    static final class TaskRun {
        final WindowRun run;
        final String id;
        final Window.Task task;
        final List<InvocationRun> invocations = new ArrayList<>();
        MaintenanceWindowExecutionStatus status = MaintenanceWindowExecutionStatus.PENDING;
        @Nullable String details;
        @Nullable Instant started;
        @Nullable Instant ended;

        TaskRun(WindowRun run, String id, Window.Task task) {
            this.run = run;
            this.id = id;
            this.task = task;
        }
    }

    /** One command or automation that a task began. */
    static final class InvocationRun {
        final String id;
        final Instant started;
        final @Nullable String windowTargetId;
        String parameters = "";

        /** The command's or the automation's ID. */
        @Nullable String executionId;

        @Nullable String details;
        @Nullable Instant ended;
        @Nullable Runnable cancel;
        MaintenanceWindowExecutionStatus status = MaintenanceWindowExecutionStatus.IN_PROGRESS;

        InvocationRun(String id, Instant started, @Nullable String windowTargetId) {
            this.id = id;
            this.started = started;
            this.windowTargetId = windowTargetId;
        }
    }

    boolean isOver() {
        return !OPEN.contains(status);
    }

    /** Begins, or is skipped while an earlier one goes on. */
    void begin(boolean overlaps) {
        if (overlaps) {
            end(MaintenanceWindowExecutionStatus.SKIPPED_OVERLAPPING, "Overlapping execution");
            return;
        }
        status = MaintenanceWindowExecutionStatus.IN_PROGRESS;
        window.tasks
                .values()
                .forEach(each -> tasks.add(new TaskRun(this, foundation.identity().uuid(), each)));
        if (tasks.isEmpty()) {
            end(MaintenanceWindowExecutionStatus.SUCCESS, "No tasks to execute.");
            return;
        }
        WindowTimes.at(foundation.timeline(), started.plus(window.settings.open()), this::cutOff);
        goOn();
    }

    private void goOn() {
        TreeMap<Integer, List<TaskRun>> pending = new TreeMap<>();
        for (TaskRun each : tasks) {
            if (each.status == MaintenanceWindowExecutionStatus.IN_PROGRESS) {
                return;
            }
            if (each.status == MaintenanceWindowExecutionStatus.PENDING) {
                int priority = Objects.requireNonNullElse(each.task.task().priority(), 0);
                pending.computeIfAbsent(priority, missing -> new ArrayList<>()).add(each);
            }
        }
        if (pending.isEmpty() || cutOff || status == MaintenanceWindowExecutionStatus.CANCELLING) {
            finish();
            return;
        }
        List<TaskRun> next = pending.firstEntry().getValue();
        next.forEach(each -> {
            each.status = MaintenanceWindowExecutionStatus.IN_PROGRESS;
            each.started = foundation.timeline().now();
        });
        next.forEach(each -> invocations.begin(each, this::ended));
    }

    /** A task has ended: the state of the worst of its invocations is its own. */
    private void ended(TaskRun task) {
        task.ended = foundation.timeline().now();
        task.status = worst(task.invocations.stream().map(each -> each.status).toList());
        if (task.invocations.isEmpty()) {
            task.details = "No invocations to execute.";
        }
        task.invocations.stream()
                .filter(each -> each.details != null)
                .findFirst()
                .ifPresent(each -> task.details = each.details);
        goOn();
    }

    private static MaintenanceWindowExecutionStatus worst(
            List<MaintenanceWindowExecutionStatus> all) {
        for (MaintenanceWindowExecutionStatus each :
                List.of(
                        MaintenanceWindowExecutionStatus.FAILED,
                        MaintenanceWindowExecutionStatus.TIMED_OUT,
                        MaintenanceWindowExecutionStatus.CANCELLED)) {
            if (all.contains(each)) {
                return each;
            }
        }
        return MaintenanceWindowExecutionStatus.SUCCESS;
    }

    /** From now on nothing is begun; tasks that want it are cancelled. */
    private void cutOff() {
        if (isOver()) {
            return;
        }
        cutOff = true;
        for (TaskRun each : tasks) {
            if (each.task.task().cutoffBehavior()
                    == MaintenanceWindowTaskCutoffBehavior.CANCEL_TASK) {
                cancel(each);
            }
        }
        goOn();
    }

    private static void cancel(TaskRun task) {
        for (InvocationRun each : List.copyOf(task.invocations)) {
            Runnable cancel = each.cancel;
            if (cancel != null && each.ended == null) {
                cancel.run();
            }
        }
    }

    /** Cancels all that was begun and begins nothing more. */
    void cancel() {
        if (!isOver()) {
            status = MaintenanceWindowExecutionStatus.CANCELLING;
            tasks.forEach(WindowRun::cancel);
            goOn();
        }
    }

    private void finish() {
        boolean cancelled = status == MaintenanceWindowExecutionStatus.CANCELLING;
        for (TaskRun each : tasks) {
            if (each.status == MaintenanceWindowExecutionStatus.PENDING) {
                each.status =
                        cancelled
                                ? MaintenanceWindowExecutionStatus.CANCELLED
                                : MaintenanceWindowExecutionStatus.TIMED_OUT;
                each.details = cancelled ? null : "The cutoff had passed.";
            }
        }
        end(
                cancelled
                        ? MaintenanceWindowExecutionStatus.CANCELLED
                        : worst(tasks.stream().map(each -> each.status).toList()),
                null);
    }

    private void end(MaintenanceWindowExecutionStatus state, @Nullable String why) {
        if (!isOver()) {
            status = state;
            details = why;
            ended = foundation.timeline().now();
        }
    }
}
