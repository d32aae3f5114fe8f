package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.ssm.WindowRun.InvocationRun;
import dev.sila.localcloud.service.ssm.WindowRun.TaskRun;
import java.time.ZoneOffset;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.CancelMaintenanceWindowExecutionRequest;
import software.amazon.awssdk.services.ssm.model.CancelMaintenanceWindowExecutionResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionTaskInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionTaskInvocationsResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionTasksRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionTasksResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowExecutionsResponse;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionRequest;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionResponse;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionTaskInvocationRequest;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionTaskInvocationResponse;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionTaskRequest;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowExecutionTaskResponse;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecution;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionTaskIdentity;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionTaskInvocationIdentity;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowFilter;

/** Tells what windows did, the newest execution first, and cancels it. */
final class WindowReading {
    private final Windows windows;

    WindowReading(Windows windows) {
        this.windows = windows;
    }

    public DescribeMaintenanceWindowExecutionsResponse describeMaintenanceWindowExecutions(
            DescribeMaintenanceWindowExecutionsRequest request) {
        List<WindowRun> found =
                windows.find(request.windowId()).map(each -> each.runs).orElse(List.of()).stream()
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        Page<WindowRun> page =
                Listing.page(
                        found,
                        each -> Listing.descending(each.order),
                        request.maxResults(),
                        request.nextToken());
        return DescribeMaintenanceWindowExecutionsResponse.builder()
                .windowExecutions(
                        page.items().stream()
                                .map(each ->
                                        MaintenanceWindowExecution.builder()
                                                .windowId(each.window.id)
                                                .windowExecutionId(each.id)
                                                .status(each.status)
                                                .statusDetails(each.details)
                                                .startTime(each.started)
                                                .endTime(each.ended)
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(WindowRun run, MaintenanceWindowFilter filter) {
        return filter.values().stream()
                .map(each -> WindowTimes.time(each, ZoneOffset.UTC))
                .allMatch(time ->
                        switch (filter.key()) {
                            case "ExecutedBefore" -> run.started.isBefore(time);
                            case "ExecutedAfter" -> run.started.isAfter(time);
                            default ->
                                    throw Refusals.validation(
                                            "The filter key isn't valid: " + filter.key());
                        });
    }

    public GetMaintenanceWindowExecutionResponse getMaintenanceWindowExecution(
            GetMaintenanceWindowExecutionRequest request) {
        WindowRun run = windows.run(request.windowExecutionId());
        return GetMaintenanceWindowExecutionResponse.builder()
                .windowExecutionId(run.id)
                .taskIds(run.tasks.stream().map(each -> each.id).toList())
                .status(run.status)
                .statusDetails(run.details)
                .startTime(run.started)
                .endTime(run.ended)
                .build();
    }

    public CancelMaintenanceWindowExecutionResponse cancelMaintenanceWindowExecution(
            CancelMaintenanceWindowExecutionRequest request) {
        WindowRun run = windows.run(request.windowExecutionId());
        run.cancel();
        return CancelMaintenanceWindowExecutionResponse.builder().windowExecutionId(run.id).build();
    }

    public DescribeMaintenanceWindowExecutionTasksResponse describeMaintenanceWindowExecutionTasks(
            DescribeMaintenanceWindowExecutionTasksRequest request) {
        WindowRun run = windows.run(request.windowExecutionId());
        List<TaskRun> found =
                run.tasks.stream()
                        .filter(each -> isWanted(each.status, request.filters()))
                        .toList();
        Page<TaskRun> page =
                Listing.page(found, each -> each.id, request.maxResults(), request.nextToken());
        return DescribeMaintenanceWindowExecutionTasksResponse.builder()
                .windowExecutionTaskIdentities(
                        page.items().stream()
                                .map(each ->
                                        MaintenanceWindowExecutionTaskIdentity.builder()
                                                .windowExecutionId(run.id)
                                                .taskExecutionId(each.id)
                                                .status(each.status)
                                                .statusDetails(each.details)
                                                .startTime(each.started)
                                                .endTime(each.ended)
                                                .taskArn(each.task.task().taskArn())
                                                .taskType(each.task.task().type())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean isWanted(
            MaintenanceWindowExecutionStatus status, List<MaintenanceWindowFilter> filters) {
        return filters.stream()
                .allMatch(filter -> {
                    if (!filter.key().equals("STATUS")) {
                        throw Refusals.validation("The filter key isn't valid: " + filter.key());
                    }
                    return filter.values().contains(status.toString());
                });
    }

    private static TaskRun task(WindowRun run, String id) {
        return run.tasks.stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() ->
                        Refusals.doesNotExist("Task of the maintenance window execution", id));
    }

    public GetMaintenanceWindowExecutionTaskResponse getMaintenanceWindowExecutionTask(
            GetMaintenanceWindowExecutionTaskRequest request) {
        WindowRun run = windows.run(request.windowExecutionId());
        TaskRun task = task(run, request.taskId());
        return GetMaintenanceWindowExecutionTaskResponse.builder()
                .windowExecutionId(run.id)
                .taskExecutionId(task.id)
                .taskArn(task.task.task().taskArn())
                .serviceRole(task.task.task().serviceRoleArn())
                .type(task.task.task().type())
                .priority(task.task.task().priority())
                .maxConcurrency(task.task.task().maxConcurrency())
                .maxErrors(task.task.task().maxErrors())
                .status(task.status)
                .statusDetails(task.details)
                .startTime(task.started)
                .endTime(task.ended)
                .build();
    }

    public DescribeMaintenanceWindowExecutionTaskInvocationsResponse
            describeMaintenanceWindowExecutionTaskInvocations(
                    DescribeMaintenanceWindowExecutionTaskInvocationsRequest request) {
        TaskRun task = task(windows.run(request.windowExecutionId()), request.taskId());
        List<InvocationRun> found =
                task.invocations.stream()
                        .filter(each -> isWanted(each.status, request.filters()))
                        .toList();
        Page<InvocationRun> page =
                Listing.page(found, each -> each.id, request.maxResults(), request.nextToken());
        return DescribeMaintenanceWindowExecutionTaskInvocationsResponse.builder()
                .windowExecutionTaskInvocationIdentities(
                        page.items().stream().map(each -> identity(task, each)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static MaintenanceWindowExecutionTaskInvocationIdentity identity(
            TaskRun task, InvocationRun invocation) {
        return MaintenanceWindowExecutionTaskInvocationIdentity.builder()
                .windowExecutionId(task.run.id)
                .taskExecutionId(task.id)
                .invocationId(invocation.id)
                .executionId(invocation.executionId)
                .taskType(task.task.task().type())
                .parameters(invocation.parameters)
                .status(invocation.status)
                .statusDetails(invocation.details)
                .startTime(invocation.started)
                .endTime(invocation.ended)
                .windowTargetId(invocation.windowTargetId)
                .build();
    }

    public GetMaintenanceWindowExecutionTaskInvocationResponse
            getMaintenanceWindowExecutionTaskInvocation(
                    GetMaintenanceWindowExecutionTaskInvocationRequest request) {
        TaskRun task = task(windows.run(request.windowExecutionId()), request.taskId());
        InvocationRun invocation =
                task.invocations.stream()
                        .filter(each -> each.id.equals(request.invocationId()))
                        .findFirst()
                        .orElseThrow(() ->
                                Refusals.doesNotExist(
                                        "Invocation of the task", request.invocationId()));
        return GetMaintenanceWindowExecutionTaskInvocationResponse.builder()
                .windowExecutionId(task.run.id)
                .taskExecutionId(task.id)
                .invocationId(invocation.id)
                .executionId(invocation.executionId)
                .taskType(task.task.task().type())
                .parameters(invocation.parameters)
                .status(invocation.status)
                .statusDetails(invocation.details)
                .startTime(invocation.started)
                .endTime(invocation.ended)
                .windowTargetId(invocation.windowTargetId)
                .build();
    }
}
