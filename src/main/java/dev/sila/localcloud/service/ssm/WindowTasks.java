package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Idempotency;
import dev.sila.localcloud.service.Page;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DeregisterTaskFromMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.DeregisterTaskFromMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowTasksRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowTasksResponse;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowTaskRequest;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowTaskResponse;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowFilter;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTask;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskInvocationParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskType;
import software.amazon.awssdk.services.ssm.model.RegisterTaskWithMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.RegisterTaskWithMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.Target;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowTaskRequest;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowTaskResponse;

/** What windows do. */
final class WindowTasks {
    private static final int MOST = 20;

    private final Windows windows;
    private final Idempotency idempotency = new Idempotency();

    WindowTasks(Windows windows) {
        this.windows = windows;
    }

    public RegisterTaskWithMaintenanceWindowResponse registerTaskWithMaintenanceWindow(
            RegisterTaskWithMaintenanceWindowRequest request) {
        return idempotency.once(
                "RegisterTaskWithMaintenanceWindow",
                request.clientToken(),
                request,
                RegisterTaskWithMaintenanceWindowResponse.class,
                () -> register(request));
    }

    private RegisterTaskWithMaintenanceWindowResponse register(
            RegisterTaskWithMaintenanceWindowRequest request) {
        Refusals.unsupported("TaskParameters", request.taskParameters());
        Refusals.unsupported("LoggingInfo", request.loggingInfo());
        Refusals.unsupported("AlarmConfiguration", request.alarmConfiguration());
        Window window = windows.window(request.windowId());
        if (window.tasks.size() >= MOST) {
            throw new AwsFailure(
                    "ResourceLimitExceededException", "A window can have " + MOST + " tasks.");
        }
        MaintenanceWindowTask task =
                MaintenanceWindowTask.builder()
                        .windowId(window.id)
                        .windowTaskId(windows.foundation().identity().uuid())
                        .taskArn(request.taskArn())
                        .type(request.taskType())
                        .targets(request.targets())
                        .priority(Objects.requireNonNullElse(request.priority(), 1))
                        .serviceRoleArn(request.serviceRoleArn())
                        .maxConcurrency(request.maxConcurrency())
                        .maxErrors(request.maxErrors())
                        .name(request.name())
                        .description(request.description())
                        .cutoffBehavior(request.cutoffBehavior())
                        .build();
        put(window, task, how(request.taskInvocationParameters()));
        return RegisterTaskWithMaintenanceWindowResponse.builder()
                .windowTaskId(task.windowTaskId())
                .build();
    }

    private static MaintenanceWindowTaskInvocationParameters how(
            @Nullable MaintenanceWindowTaskInvocationParameters given) {
        return given == null ? MaintenanceWindowTaskInvocationParameters.builder().build() : given;
    }

    private static void put(
            Window window,
            MaintenanceWindowTask task,
            MaintenanceWindowTaskInvocationParameters how) {
        boolean command = task.type() == MaintenanceWindowTaskType.RUN_COMMAND;
        if (!command && task.type() != MaintenanceWindowTaskType.AUTOMATION) {
            throw new AwsFailure(
                    "FeatureNotAvailableException",
                    "The local cloud does not carry out tasks of the type "
                            + task.typeAsString()
                            + ".");
        }
        if (command && task.targets().isEmpty()) {
            throw Refusals.validation("A task of the type RUN_COMMAND must have targets.");
        }
        boolean rated = task.maxConcurrency() != null && task.maxErrors() != null;
        if (!task.targets().isEmpty() && !rated) {
            throw Refusals.validation(
                    "MaxConcurrency and MaxErrors are required for a task with targets.");
        }
        boolean other =
                how.lambda() != null
                        || how.stepFunctions() != null
                        || (command ? how.automation() != null : how.runCommand() != null);
        if (other) {
            throw Refusals.validation(
                    "TaskInvocationParameters are not those of the task type "
                            + task.typeAsString()
                            + ".");
        }
        checkCommand(how);
        task.targets().forEach(each -> check(window, each));
        window.tasks.put(task.windowTaskId(), new Window.Task(task, how));
    }

    private static void checkCommand(MaintenanceWindowTaskInvocationParameters how) {
        if (how.runCommand() != null) {
            Refusals.unsupported("OutputS3BucketName", how.runCommand().outputS3BucketName());
            Refusals.unsupported("NotificationConfig", how.runCommand().notificationConfig());
            Refusals.unsupported(
                    "CloudWatchOutputConfig", how.runCommand().cloudWatchOutputConfig());
        }
    }

    private static void check(Window window, Target target) {
        if (!target.key().equals("WindowTargetIds")) {
            if (!target.key().equals("InstanceIds")) {
                throw Refusals.validation(
                        "Targets of a task are WindowTargetIds or InstanceIds, not "
                                + target.key());
            }
            if (!window.settings.unassociatedTargets()) {
                throw Refusals.validation(
                        "The window does not allow targets that are not registered with it.");
            }
            return;
        }
        for (String id : target.values()) {
            if (!window.targets.containsKey(id)) {
                throw Refusals.doesNotExist("Maintenance window target", id);
            }
        }
    }

    private static Window.Task task(Window window, String id) {
        Window.Task task = window.tasks.get(id);
        if (task == null) {
            throw Refusals.doesNotExist("Maintenance window task", id);
        }
        return task;
    }

    public UpdateMaintenanceWindowTaskResponse updateMaintenanceWindowTask(
            UpdateMaintenanceWindowTaskRequest request) {
        Refusals.unsupported("TaskParameters", request.taskParameters());
        Refusals.unsupported("LoggingInfo", request.loggingInfo());
        Refusals.unsupported("AlarmConfiguration", request.alarmConfiguration());
        Window window = windows.window(request.windowId());
        Window.Task before = task(window, request.windowTaskId());
        MaintenanceWindowTask now = before.task();
        boolean replace = Boolean.TRUE.equals(request.replace());
        if (replace && request.taskArn() == null) {
            throw Refusals.validation("With Replace, TaskArn is required.");
        }
        MaintenanceWindowTask task = changed(now, request, replace);
        MaintenanceWindowTaskInvocationParameters how =
                request.taskInvocationParameters() == null && !replace
                        ? before.how()
                        : how(request.taskInvocationParameters());
        put(window, task, how);
        return UpdateMaintenanceWindowTaskResponse.builder()
                .windowId(window.id)
                .windowTaskId(task.windowTaskId())
                .targets(task.targets())
                .taskArn(task.taskArn())
                .serviceRoleArn(task.serviceRoleArn())
                .taskInvocationParameters(how)
                .priority(task.priority())
                .maxConcurrency(task.maxConcurrency())
                .maxErrors(task.maxErrors())
                .name(task.name())
                .description(task.description())
                .cutoffBehavior(task.cutoffBehavior())
                .build();
    }

    private static MaintenanceWindowTask changed(
            MaintenanceWindowTask now,
            UpdateMaintenanceWindowTaskRequest request,
            boolean replace) {
        return now.toBuilder()
                .targets(
                        request.targets().isEmpty() && !replace ? now.targets() : request.targets())
                .taskArn(Objects.requireNonNullElse(request.taskArn(), now.taskArn()))
                .serviceRoleArn(kept(replace, request.serviceRoleArn(), now.serviceRoleArn()))
                .priority(Objects.requireNonNullElse(request.priority(), now.priority()))
                .maxConcurrency(kept(replace, request.maxConcurrency(), now.maxConcurrency()))
                .maxErrors(kept(replace, request.maxErrors(), now.maxErrors()))
                .name(kept(replace, request.name(), now.name()))
                .description(kept(replace, request.description(), now.description()))
                .cutoffBehavior(kept(replace, request.cutoffBehavior(), now.cutoffBehavior()))
                .build();
    }

    private static <T> @Nullable T kept(boolean replace, @Nullable T given, @Nullable T before) {
        return given != null || replace ? given : before;
    }

    public DeregisterTaskFromMaintenanceWindowResponse deregisterTaskFromMaintenanceWindow(
            DeregisterTaskFromMaintenanceWindowRequest request) {
        Window window = windows.window(request.windowId());
        task(window, request.windowTaskId());
        window.tasks.remove(request.windowTaskId());
        return DeregisterTaskFromMaintenanceWindowResponse.builder()
                .windowId(window.id)
                .windowTaskId(request.windowTaskId())
                .build();
    }

    public GetMaintenanceWindowTaskResponse getMaintenanceWindowTask(
            GetMaintenanceWindowTaskRequest request) {
        Window window = windows.window(request.windowId());
        Window.Task found = task(window, request.windowTaskId());
        MaintenanceWindowTask task = found.task();
        return GetMaintenanceWindowTaskResponse.builder()
                .windowId(window.id)
                .windowTaskId(task.windowTaskId())
                .targets(task.targets())
                .taskArn(task.taskArn())
                .serviceRoleArn(task.serviceRoleArn())
                .taskType(task.type())
                .taskInvocationParameters(found.how())
                .priority(task.priority())
                .maxConcurrency(task.maxConcurrency())
                .maxErrors(task.maxErrors())
                .name(task.name())
                .description(task.description())
                .cutoffBehavior(task.cutoffBehavior())
                .build();
    }

    public DescribeMaintenanceWindowTasksResponse describeMaintenanceWindowTasks(
            DescribeMaintenanceWindowTasksRequest request) {
        Window window = windows.window(request.windowId());
        List<MaintenanceWindowTask> found =
                window.tasks.values().stream()
                        .map(Window.Task::task)
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        Page<MaintenanceWindowTask> page =
                Listing.page(
                        found,
                        MaintenanceWindowTask::windowTaskId,
                        request.maxResults(),
                        request.nextToken());
        return DescribeMaintenanceWindowTasksResponse.builder()
                .tasks(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(MaintenanceWindowTask task, MaintenanceWindowFilter filter) {
        List<String> values = filter.values();
        return switch (filter.key()) {
            case "WindowTaskId" -> values.contains(task.windowTaskId());
            case "TaskArn" -> values.contains(task.taskArn());
            case "Priority" -> values.contains(String.valueOf(task.priority()));
            case "TaskType" -> values.contains(task.typeAsString());
            default -> throw Refusals.validation("The filter key isn't valid: " + filter.key());
        };
    }
}
