package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.ManagedInstances;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CreateMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowAutomationParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecution;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionTaskIdentity;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionTaskInvocationIdentity;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowResourceType;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowRunCommandParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskCutoffBehavior;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskInvocationParameters;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskType;
import software.amazon.awssdk.services.ssm.model.RegisterTargetWithMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.RegisterTaskWithMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.ScheduledWindowExecution;
import software.amazon.awssdk.services.ssm.model.Target;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowRequest;

/**
 * Maintenance windows, which open at their times. The tour begins on Sunday, 1 March 2026, noon.
 */
final class WindowTour implements Tour {
    private static final Target WEB = Target.builder().key("tag:Role").values("web").build();

    @Override
    public String service() {
        return "SSM";
    }

    @Override
    public void walk(Rig rig) {
        SsmClient ssm = rig.ssm();
        ManagedInstances.run(rig, 2);
        String window = create(rig);
        plans(ssm, window);
        String target =
                ssm.registerTargetWithMaintenanceWindow(
                                RegisterTargetWithMaintenanceWindowRequest.builder()
                                        .windowId(window)
                                        .resourceType(MaintenanceWindowResourceType.INSTANCE)
                                        .targets(WEB)
                                        .ownerInformation("web team")
                                        .build())
                        .windowTargetId();
        targets(ssm, window, target);
        String command = command(ssm, window, target);
        String automation = automation(ssm, window, target);
        tasks(ssm, window, command);
        rig.pass(Duration.ofHours(20));
        executions(rig, window, command, automation);
        cancelled(rig, window, automation);
        ssm.deregisterTaskFromMaintenanceWindow(
                request -> request.windowId(window).windowTaskId(command));
        ssm.deregisterTargetFromMaintenanceWindow(
                request -> request.windowId(window).windowTargetId(target));
        ssm.deleteMaintenanceWindow(request -> request.windowId(window));
        assertThat(ssm.describeMaintenanceWindows().windowIdentities()).isEmpty();
    }

    private static String create(Rig rig) {
        SsmClient ssm = rig.ssm();
        CreateMaintenanceWindowRequest request =
                CreateMaintenanceWindowRequest.builder()
                        .name("nightly")
                        .schedule("cron(0 2 ? * * *)")
                        .scheduleTimezone("America/New_York")
                        .duration(3)
                        .cutoff(1)
                        .allowUnassociatedTargets(false)
                        .clientToken("once")
                        .build();
        String window = ssm.createMaintenanceWindow(request).windowId();
        assertThat(ssm.createMaintenanceWindow(request).windowId()).isEqualTo(window);
        assertThat(ssm.getMaintenanceWindow(get -> get.windowId(window)).nextExecutionTime())
                .isEqualTo("2026-03-02T02:00-05:00");
        ssm.updateMaintenanceWindow(
                UpdateMaintenanceWindowRequest.builder()
                        .windowId(window)
                        .description("Every night")
                        .build());
        assertThat(
                        ssm.describeMaintenanceWindows(describe ->
                                        describe.filters(
                                                filter -> filter.key("Name").values("nightly")))
                                .windowIdentities()
                                .getFirst()
                                .description())
                .isEqualTo("Every night");
        return window;
    }

    /** Summer time begins on 8 March 2026. */
    private static void plans(SsmClient ssm, String window) {
        List<String> times =
                ssm
                        .describeMaintenanceWindowSchedule(
                                request -> request.windowId(window).maxResults(8))
                        .scheduledWindowExecutions()
                        .stream()
                        .map(ScheduledWindowExecution::executionTime)
                        .toList();
        assertThat(times)
                .hasSize(8)
                .startsWith("2026-03-02T02:00-05:00")
                .endsWith("2026-03-08T03:00-04:00", "2026-03-09T02:00-04:00");
    }

    private static void targets(SsmClient ssm, String window, String target) {
        ssm.updateMaintenanceWindowTarget(
                request -> request.windowId(window).windowTargetId(target).name("web"));
        assertThat(
                        ssm.describeMaintenanceWindowTargets(request -> request.windowId(window))
                                .targets()
                                .getFirst()
                                .name())
                .isEqualTo("web");
        assertThat(
                        ssm.describeMaintenanceWindowsForTarget(request ->
                                        request.targets(WEB)
                                                .resourceType(
                                                        MaintenanceWindowResourceType.INSTANCE))
                                .windowIdentities())
                .hasSize(1);
    }

    private static RegisterTaskWithMaintenanceWindowRequest.Builder task(
            String window, String target) {
        return RegisterTaskWithMaintenanceWindowRequest.builder()
                .windowId(window)
                .targets(Target.builder().key("WindowTargetIds").values(target).build())
                .maxConcurrency("1")
                .maxErrors("0");
    }

    private static String command(SsmClient ssm, String window, String target) {
        return ssm.registerTaskWithMaintenanceWindow(
                        task(window, target)
                                .taskType(MaintenanceWindowTaskType.RUN_COMMAND)
                                .taskArn("AWS-RunShellScript")
                                .priority(1)
                                .taskInvocationParameters(
                                        MaintenanceWindowTaskInvocationParameters.builder()
                                                .runCommand(
                                                        MaintenanceWindowRunCommandParameters
                                                                .builder()
                                                                .parameters(
                                                                        Map.of(
                                                                                "commands",
                                                                                List.of(
                                                                                        "echo {{WINDOW_ID}}")))
                                                                .build())
                                                .build())
                                .build())
                .windowTaskId();
    }

    private static String automation(SsmClient ssm, String window, String target) {
        return ssm.registerTaskWithMaintenanceWindow(
                        task(window, target)
                                .taskType(MaintenanceWindowTaskType.AUTOMATION)
                                .taskArn("AWS-RestartEC2Instance")
                                .priority(2)
                                .cutoffBehavior(MaintenanceWindowTaskCutoffBehavior.CANCEL_TASK)
                                .taskInvocationParameters(
                                        MaintenanceWindowTaskInvocationParameters.builder()
                                                .automation(
                                                        MaintenanceWindowAutomationParameters
                                                                .builder()
                                                                .parameters(
                                                                        Map.of(
                                                                                "InstanceId",
                                                                                List.of(
                                                                                        "{{RESOURCE_ID}}")))
                                                                .build())
                                                .build())
                                .build())
                .windowTaskId();
    }

    private static void tasks(SsmClient ssm, String window, String command) {
        ssm.updateMaintenanceWindowTask(
                request -> request.windowId(window).windowTaskId(command).name("greet"));
        assertThat(
                        ssm.getMaintenanceWindowTask(
                                        request -> request.windowId(window).windowTaskId(command))
                                .name())
                .isEqualTo("greet");
        assertThat(ssm.describeMaintenanceWindowTasks(request -> request.windowId(window)).tasks())
                .hasSize(2);
    }

    private static MaintenanceWindowExecution newest(SsmClient ssm, String window) {
        return ssm.describeMaintenanceWindowExecutions(request -> request.windowId(window))
                .windowExecutions()
                .getFirst();
    }

    private static void executions(Rig rig, String window, String command, String automation) {
        SsmClient ssm = rig.ssm();
        MaintenanceWindowExecution run = newest(ssm, window);
        assertThat(run.startTime()).isEqualTo("2026-03-02T07:00:00Z");
        assertThat(run.status()).isEqualTo(MaintenanceWindowExecutionStatus.SUCCESS);
        String id = run.windowExecutionId();
        List<String> taskIds =
                ssm.getMaintenanceWindowExecution(request -> request.windowExecutionId(id))
                        .taskIds();
        assertThat(taskIds).hasSize(2).doesNotContain(command, automation);
        List<MaintenanceWindowExecutionTaskIdentity> tasks =
                ssm.describeMaintenanceWindowExecutionTasks(
                                request -> request.windowExecutionId(id))
                        .windowExecutionTaskIdentities();
        assertThat(tasks)
                .extracting(MaintenanceWindowExecutionTaskIdentity::status)
                .containsOnly(MaintenanceWindowExecutionStatus.SUCCESS);
        String greeting =
                tasks.stream()
                        .filter(each -> each.taskType() == MaintenanceWindowTaskType.RUN_COMMAND)
                        .findFirst()
                        .orElseThrow()
                        .taskExecutionId();
        assertThat(
                        ssm.getMaintenanceWindowExecutionTask(
                                        request -> request.windowExecutionId(id).taskId(greeting))
                                .priority())
                .isEqualTo(1);
        greeted(ssm, window, id, greeting);
    }

    private static void greeted(SsmClient ssm, String window, String id, String greeting) {
        MaintenanceWindowExecutionTaskInvocationIdentity invocation =
                ssm.describeMaintenanceWindowExecutionTaskInvocations(
                                request -> request.windowExecutionId(id).taskId(greeting))
                        .windowExecutionTaskInvocationIdentities()
                        .getFirst();
        String commandId =
                ssm.getMaintenanceWindowExecutionTaskInvocation(request ->
                                request.windowExecutionId(id)
                                        .taskId(greeting)
                                        .invocationId(invocation.invocationId()))
                        .executionId();
        assertThat(
                        ssm.listCommandInvocations(
                                        request -> request.commandId(commandId).details(true))
                                .commandInvocations())
                .hasSize(2)
                .allSatisfy(each ->
                        assertThat(each.commandPlugins().getFirst().output())
                                .isEqualTo(window + "\n"));
    }

    /** While the machines restart in the next night. */
    private static void cancelled(Rig rig, String window, String automation) {
        SsmClient ssm = rig.ssm();
        Duration untilTwo = Duration.between(rig.now(), Instant.parse("2026-03-03T07:00:10Z"));
        rig.pass(untilTwo);
        MaintenanceWindowExecution run = newest(ssm, window);
        assertThat(run.status()).isEqualTo(MaintenanceWindowExecutionStatus.IN_PROGRESS);
        ssm.cancelMaintenanceWindowExecution(
                request -> request.windowExecutionId(run.windowExecutionId()));
        assertThat(newest(ssm, window).status())
                .isEqualTo(MaintenanceWindowExecutionStatus.CANCELLING);
        rig.pass(Duration.ofMinutes(1));
        assertThat(newest(ssm, window).status())
                .isEqualTo(MaintenanceWindowExecutionStatus.CANCELLED);
        assertThat(automation).isNotBlank();
    }
}
