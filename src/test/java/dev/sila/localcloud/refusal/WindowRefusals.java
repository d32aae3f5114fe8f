package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.CreateMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.RegisterTaskWithMaintenanceWindowRequest;

/** What Systems Manager refuses of maintenance windows. */
final class WindowRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/";
    private static final String CREATE = API + "API_CreateMaintenanceWindow.html";
    private static final String TASK = API + "API_RegisterTaskWithMaintenanceWindow.html";
    private static final String CRON =
            "https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-cron-and-rate-expressions.html";
    private static final String NONE = "00000000-0000-4000-a000-000000000000";

    private static final List<Refusal> REFUSALS =
            List.of(
                    window("A window is open for 24 hours at most", r -> r.duration(25)),
                    window("A cutoff is less than the duration", r -> r.cutoff(2)),
                    window("A name has three characters at least", r -> r.name("ab")),
                    window("A time zone is one of IANA", r -> r.scheduleTimezone("Mars/Olympus")),
                    window("An offset is six days at most", r -> r.scheduleOffset(7)),
                    window(
                            "An offset is for cron expressions",
                            r -> r.schedule("rate(1 day)").scheduleOffset(1)),
                    window("A date is one", r -> r.startDate("soon")),
                    window(
                            "A window ends after it begins",
                            r ->
                                    r.startDate("2026-05-01T00:00:00Z")
                                            .endDate("2026-04-01T00:00:00Z")),
                    schedule("A schedule is cron, rate or at", "every day"),
                    schedule("Cron has six fields", "cron(0 2 * * *)"),
                    schedule("One of the days is ?", "cron(0 2 1 * MON *)"),
                    schedule("A minute is 59 at most", "cron(60 2 ? * * *)"),
                    schedule("A rate of one is in the singular", "rate(1 days)"),
                    schedule("A rate is positive", "rate(0 days)"),
                    schedule("A moment is one", "at(2026-02-30T00:00:00)"),
                    new Refusal(
                            "A token belongs to one request",
                            CREATE,
                            "IdempotentParameterMismatch",
                            rig -> {
                                create(rig, r -> r.clientToken("t"));
                                create(rig, r -> r.clientToken("t").name("other"));
                            }),
                    new Refusal(
                            "There are 50 windows at most",
                            "https://docs.aws.amazon.com/general/latest/gr/ssm.html",
                            "ResourceLimitExceededException",
                            rig -> {
                                for (int i = 0; i < 51; i++) {
                                    create(rig, r -> {});
                                }
                            }),
                    new Refusal(
                            "What is looked at exists",
                            API + "API_GetMaintenanceWindow.html",
                            "DoesNotExistException",
                            rig ->
                                    rig.ssm()
                                            .getMaintenanceWindow(
                                                    r -> r.windowId("mw-00000000000000000"))),
                    new Refusal(
                            "What replaces a window is whole",
                            API + "API_UpdateMaintenanceWindow.html",
                            "ValidationException",
                            rig -> {
                                String window = create(rig, r -> {});
                                rig.ssm()
                                        .updateMaintenanceWindow(r ->
                                                r.windowId(window).replace(true).name("other"));
                            }),
                    task(
                            "A task's target is registered",
                            "DoesNotExistException",
                            r -> r.targets(t -> t.key("WindowTargetIds").values(NONE))),
                    task("A command has targets", "ValidationException", r -> r.targets(List.of())),
                    task(
                            "A task with targets has a rate",
                            "ValidationException",
                            r -> r.maxConcurrency(null)),
                    task(
                            "Targets that are not registered are allowed",
                            "ValidationException",
                            r ->
                                    r.targets(t ->
                                            t.key("InstanceIds").values("i-0123456789abcdef0"))),
                    task(
                            "A command is invoked as a command",
                            "ValidationException",
                            r ->
                                    r.taskInvocationParameters(
                                            p -> p.automation(a -> a.documentVersion("1")))),
                    new Refusal(
                            "A target that a task names stays, if that is wanted",
                            API + "API_DeregisterTargetFromMaintenanceWindow.html",
                            "TargetInUseException",
                            rig -> {
                                String window = create(rig, r -> {});
                                String target = target(rig, window);
                                task(rig, window, target, r -> {});
                                rig.ssm()
                                        .deregisterTargetFromMaintenanceWindow(r ->
                                                r.windowId(window)
                                                        .windowTargetId(target)
                                                        .safe(true));
                            }),
                    new Refusal(
                            "An execution that is cancelled exists",
                            API + "API_CancelMaintenanceWindowExecution.html",
                            "DoesNotExistException",
                            rig ->
                                    rig.ssm()
                                            .cancelMaintenanceWindowExecution(
                                                    r -> r.windowExecutionId(NONE))));

    @Override
    public String service() {
        return "SSM";
    }

    private static String create(
            Rig rig, Consumer<CreateMaintenanceWindowRequest.Builder> changes) {
        CreateMaintenanceWindowRequest.Builder request =
                CreateMaintenanceWindowRequest.builder()
                        .name("nightly")
                        .schedule("cron(0 2 ? * * *)")
                        .duration(2)
                        .cutoff(1)
                        .allowUnassociatedTargets(false);
        changes.accept(request);
        return rig.ssm().createMaintenanceWindow(request.build()).windowId();
    }

    private static Refusal window(
            String rule, Consumer<CreateMaintenanceWindowRequest.Builder> changes) {
        return new Refusal(rule, CREATE, "ValidationException", rig -> create(rig, changes));
    }

    private static Refusal schedule(String rule, String schedule) {
        return new Refusal(
                rule, CRON, "ValidationException", rig -> create(rig, r -> r.schedule(schedule)));
    }

    private static String target(Rig rig, String window) {
        return rig.ssm()
                .registerTargetWithMaintenanceWindow(r ->
                        r.windowId(window)
                                .resourceType("INSTANCE")
                                .targets(t -> t.key("tag:Role").values("web")))
                .windowTargetId();
    }

    private static String task(
            Rig rig,
            String window,
            String target,
            Consumer<RegisterTaskWithMaintenanceWindowRequest.Builder> changes) {
        RegisterTaskWithMaintenanceWindowRequest.Builder request =
                RegisterTaskWithMaintenanceWindowRequest.builder()
                        .windowId(window)
                        .taskType("RUN_COMMAND")
                        .taskArn("AWS-RunShellScript")
                        .targets(t -> t.key("WindowTargetIds").values(target))
                        .maxConcurrency("1")
                        .maxErrors("0");
        changes.accept(request);
        return rig.ssm().registerTaskWithMaintenanceWindow(request.build()).windowTaskId();
    }

    private static Refusal task(
            String rule,
            String code,
            Consumer<RegisterTaskWithMaintenanceWindowRequest.Builder> changes) {
        return new Refusal(
                rule,
                TASK,
                code,
                rig -> {
                    String window = create(rig, r -> {});
                    task(rig, window, target(rig, window), changes);
                });
    }

    @Override
    public List<Refusal> refusals() {
        return REFUSALS;
    }
}
