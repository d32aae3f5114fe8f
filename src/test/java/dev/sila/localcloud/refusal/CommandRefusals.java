package dev.sila.localcloud.refusal;

import dev.sila.localcloud.ManagedInstances;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.StartAutomationExecutionRequest;

/** What Systems Manager refuses of commands and automations. */
final class CommandRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/systems-manager/latest/APIReference/";
    private static final String SEND = API + "API_SendCommand.html";
    private static final String START = API + "API_StartAutomationExecution.html";
    private static final String NONE = "00000000-0000-4000-a000-000000000000";

    private static final List<Refusal> REFUSALS =
            List.of(
                    send(
                            "The document exists",
                            "InvalidDocument",
                            (r, id) -> r.documentName("None")),
                    send(
                            "The document is for commands",
                            "InvalidDocument",
                            (r, id) -> r.documentName("AWS-StopEC2Instance")),
                    send(
                            "The document's version exists",
                            "InvalidDocumentVersion",
                            (r, id) -> r.documentVersion("9")),
                    send(
                            "The platform is the document's",
                            "UnsupportedPlatformType",
                            (r, id) -> r.documentName("AWS-RunPowerShellScript")),
                    send(
                            "What is required is given",
                            "InvalidParameters",
                            (r, id) -> r.parameters(Map.of())),
                    send(
                            "What is given is the document's",
                            "InvalidParameters",
                            (r, id) ->
                                    r.parameters(
                                            Map.of("commands", List.of("x"), "y", List.of("z")))),
                    send(
                            "What is given matches its pattern",
                            "InvalidParameters",
                            (r, id) ->
                                    r.parameters(
                                            Map.of(
                                                    "commands",
                                                    List.of("x"),
                                                    "executionTimeout",
                                                    List.of("soon")))),
                    send(
                            "An instance is managed and runs",
                            "InvalidInstanceId",
                            (r, id) -> r.instanceIds("i-0123456789abcdef0")),
                    send(
                            "An instance is named once",
                            "DuplicateInstanceId",
                            (r, id) -> r.instanceIds(id, id)),
                    send(
                            "An instance ID looks like one",
                            "ValidationException",
                            (r, id) -> r.instanceIds("web")),
                    send(
                            "There are targets",
                            "ValidationException",
                            (r, id) -> r.instanceIds(List.of())),
                    send(
                            "A timeout is 30 seconds at least",
                            "ValidationException",
                            (r, id) -> r.timeoutSeconds(29)),
                    send(
                            "A rate is a number or a percentage",
                            "ValidationException",
                            (r, id) -> r.maxConcurrency("half")),
                    send(
                            "At least one is worked on at a time",
                            "ValidationException",
                            (r, id) -> r.maxConcurrency("0")),
                    new Refusal(
                            "A machine without a profile is not managed",
                            SEND,
                            "InvalidInstanceId",
                            rig -> {
                                String id = ManagedInstances.runUnmanaged(rig);
                                rig.ssm()
                                        .sendCommand(r ->
                                                r.documentName("AWS-UpdateSSMAgent")
                                                        .instanceIds(id));
                            }),
                    new Refusal(
                            "An invocation is not there right after sending",
                            API + "API_GetCommandInvocation.html",
                            "InvocationDoesNotExist",
                            rig -> {
                                String id = ManagedInstances.run(rig, 1).getFirst();
                                String command =
                                        rig.ssm()
                                                .sendCommand(r ->
                                                        r.documentName("AWS-UpdateSSMAgent")
                                                                .instanceIds(id))
                                                .command()
                                                .commandId();
                                rig.ssm()
                                        .getCommandInvocation(
                                                r -> r.commandId(command).instanceId(id));
                            }),
                    new Refusal(
                            "What is cancelled exists",
                            API + "API_CancelCommand.html",
                            "InvalidCommandId",
                            rig -> rig.ssm().cancelCommand(r -> r.commandId(NONE))),
                    new Refusal(
                            "Instances are filtered by known keys",
                            API + "API_DescribeInstanceInformation.html",
                            "InvalidFilterKey",
                            rig ->
                                    rig.ssm()
                                            .describeInstanceInformation(r ->
                                                    r.filters(f -> f.key("Size").values("1")))),
                    start(
                            "The runbook exists",
                            "AutomationDefinitionNotFoundException",
                            r -> r.documentName("None")),
                    start(
                            "The runbook is one",
                            "AutomationDefinitionNotFoundException",
                            r -> r.documentName("AWS-RunShellScript")),
                    start(
                            "The runbook's version exists",
                            "AutomationDefinitionVersionNotFoundException",
                            r -> r.documentVersion("9")),
                    start(
                            "A runbook gets what it requires",
                            "InvalidAutomationExecutionParametersException",
                            r -> r.parameters(Map.of("Other", List.of("x")))),
                    start(
                            "A runbook's parameter matches its pattern",
                            "InvalidAutomationExecutionParametersException",
                            r -> r.parameters(Map.of("InstanceId", List.of("web")))),
                    start(
                            "The role that is assumed exists",
                            "InvalidAutomationExecutionParametersException",
                            r ->
                                    r.parameters(
                                            Map.of(
                                                    "InstanceId",
                                                    List.of("i-0123456789abcdef0"),
                                                    "AutomationAssumeRole",
                                                    List.of(
                                                            "arn:aws:iam::000000000000:role/none")))),
                    start(
                            "Targets are of a known kind",
                            "InvalidTarget",
                            r ->
                                    r.targetParameterName("InstanceId")
                                            .targets(t -> t.key("Colour").values("red"))),
                    new Refusal(
                            "What is looked at exists",
                            API + "API_GetAutomationExecution.html",
                            "AutomationExecutionNotFoundException",
                            rig ->
                                    rig.ssm()
                                            .getAutomationExecution(
                                                    r -> r.automationExecutionId(NONE))),
                    new Refusal(
                            "What is over is not stopped",
                            API + "API_StopAutomationExecution.html",
                            "InvalidAutomationStatusUpdateException",
                            rig -> {
                                String id = begin(rig);
                                rig.pass(Duration.ofMinutes(1));
                                rig.ssm().stopAutomationExecution(r -> r.automationExecutionId(id));
                            }),
                    new Refusal(
                            "What does not wait gets no signal",
                            API + "API_SendAutomationSignal.html",
                            "InvalidAutomationSignalException",
                            rig -> {
                                String id = begin(rig);
                                rig.ssm()
                                        .sendAutomationSignal(r ->
                                                r.automationExecutionId(id).signalType("Resume"));
                            }));

    @Override
    public String service() {
        return "SSM";
    }

    private static Refusal send(
            String rule, String code, BiConsumer<SendCommandRequest.Builder, String> changes) {
        return new Refusal(
                rule,
                SEND,
                code,
                rig -> {
                    String id = ManagedInstances.run(rig, 1).getFirst();
                    SendCommandRequest.Builder request =
                            SendCommandRequest.builder()
                                    .documentName("AWS-RunShellScript")
                                    .instanceIds(id)
                                    .parameters(Map.of("commands", List.of("true")));
                    changes.accept(request, id);
                    rig.ssm().sendCommand(request.build());
                });
    }

    private static Refusal start(
            String rule, String code, Consumer<StartAutomationExecutionRequest.Builder> changes) {
        return new Refusal(
                rule,
                START,
                code,
                rig -> {
                    StartAutomationExecutionRequest.Builder request =
                            StartAutomationExecutionRequest.builder()
                                    .documentName("AWS-StopEC2Instance")
                                    .parameters(
                                            Map.of("InstanceId", List.of("i-0123456789abcdef0")));
                    changes.accept(request);
                    rig.ssm().startAutomationExecution(request.build());
                });
    }

    private static String begin(Rig rig) {
        return rig.ssm()
                .startAutomationExecution(r ->
                        r.documentName("AWS-StopEC2Instance")
                                .parameters(Map.of("InstanceId", List.of("i-0123456789abcdef0"))))
                .automationExecutionId();
    }

    @Override
    public List<Refusal> refusals() {
        return REFUSALS;
    }
}
