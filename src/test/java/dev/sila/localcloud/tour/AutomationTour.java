package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.ManagedInstances;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.ssm.model.AutomationExecution;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionFilter;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionFilterKey;
import software.amazon.awssdk.services.ssm.model.AutomationExecutionStatus;
import software.amazon.awssdk.services.ssm.model.CreateDocumentRequest;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationExecutionsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeAutomationStepExecutionsRequest;
import software.amazon.awssdk.services.ssm.model.DocumentFormat;
import software.amazon.awssdk.services.ssm.model.DocumentType;
import software.amazon.awssdk.services.ssm.model.ExecutionMode;
import software.amazon.awssdk.services.ssm.model.GetAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.SendAutomationSignalRequest;
import software.amazon.awssdk.services.ssm.model.SignalType;
import software.amazon.awssdk.services.ssm.model.StartAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.StepExecution;
import software.amazon.awssdk.services.ssm.model.StopAutomationExecutionRequest;
import software.amazon.awssdk.services.ssm.model.Target;

/** Automations: AWS's own and one that uses most actions. */
final class AutomationTour implements Tour {
    private static final String BAKE =
            """
            schemaVersion: '0.3'
            parameters:
              InstanceId: {type: String}
              Branch: {type: String, default: 'yes'}
            outputs: [describe.Type, image.ImageId]
            mainSteps:
              - name: describe
                action: aws:executeAwsApi
                inputs: {Service: ec2, Api: DescribeInstances, InstanceIds: ['{{ InstanceId }}']}
                outputs:
                  - {Name: Type, Selector: '$.Reservations[0].Instances[0].InstanceType', Type: String}
              - name: choose
                action: aws:branch
                inputs:
                  Choices:
                    - {NextStep: command, Variable: '{{ Branch }}', StringEquals: 'yes'}
                  Default: pause
              - name: never
                action: aws:approve
                inputs: {}
              - name: command
                action: aws:runCommand
                inputs:
                  DocumentName: AWS-RunShellScript
                  InstanceIds: ['{{ InstanceId }}']
                  Parameters: {commands: ['echo {{ describe.Type }}']}
              - name: image
                action: aws:createImage
                inputs: {InstanceId: '{{ InstanceId }}', ImageName: 'baked-{{ automation:EXECUTION_ID }}', NoReboot: true}
              - name: tag
                action: aws:createTags
                inputs:
                  ResourceIds: ['{{ image.ImageId }}']
                  Tags: [{Key: Output, Value: '{{ command.Output }}'}]
              - name: available
                action: aws:assertAwsResourceProperty
                inputs: {Service: ec2, Api: DescribeImages, ImageIds: ['{{ image.ImageId }}'],
                  PropertySelector: '$.Images[0].State', DesiredValues: [available]}
              - name: pause
                action: aws:sleep
                inputs: {Duration: PT30S}
                isEnd: true
            """;

    @Override
    public String service() {
        return "SSM";
    }

    @Override
    public void walk(Rig rig) {
        List<String> ids = ManagedInstances.run(rig, 3);
        stopAndStart(rig, ids.getFirst());
        rig.ssm()
                .createDocument(
                        CreateDocumentRequest.builder()
                                .name("Bake")
                                .documentType(DocumentType.AUTOMATION)
                                .documentFormat(DocumentFormat.YAML)
                                .content(BAKE)
                                .build());
        bake(rig, ids.getFirst());
        targets(rig);
        stopped(rig, ids.getFirst());
        interactive(rig, ids.getFirst());
        assertThat(
                        rig
                                .ssm()
                                .describeAutomationExecutionsPaginator(
                                        DescribeAutomationExecutionsRequest.builder()
                                                .maxResults(2)
                                                .build())
                                .automationExecutionMetadataList()
                                .stream())
                .hasSize(9);
    }

    private static String start(Rig rig, StartAutomationExecutionRequest.Builder request) {
        return rig.ssm().startAutomationExecution(request.build()).automationExecutionId();
    }

    private static AutomationExecution get(Rig rig, String id) {
        return rig.ssm()
                .getAutomationExecution(
                        GetAutomationExecutionRequest.builder().automationExecutionId(id).build())
                .automationExecution();
    }

    private static StartAutomationExecutionRequest.Builder on(String document, String instanceId) {
        return StartAutomationExecutionRequest.builder()
                .documentName(document)
                .parameters(Map.of("InstanceId", List.of(instanceId)));
    }

    private static void stopAndStart(Rig rig, String instanceId) {
        String id = start(rig, on("AWS-RestartEC2Instance", instanceId));
        assertThat(get(rig, id).automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.PENDING);
        rig.pass(Duration.ofSeconds(5));
        AutomationExecution running = get(rig, id);
        assertThat(running.automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.IN_PROGRESS);
        assertThat(running.currentStepName()).isEqualTo("stopInstances");
        rig.pass(Duration.ofMinutes(10));
        AutomationExecution done = get(rig, id);
        assertThat(done.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(done.stepExecutions())
                .extracting(StepExecution::stepName)
                .containsExactly("stopInstances", "startInstances");
        assertThat(done.stepExecutions().getLast().outputs())
                .containsEntry("InstanceStates", List.of("running"));
    }

    private static void bake(Rig rig, String instanceId) {
        String id = start(rig, on("Bake", instanceId));
        rig.pass(Duration.ofMinutes(20));
        AutomationExecution done = get(rig, id);
        assertThat(done.failureMessage()).isNull();
        assertThat(done.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(done.stepExecutions())
                .extracting(StepExecution::stepName)
                .containsExactly(
                        "describe", "choose", "command", "image", "tag", "available", "pause");
        assertThat(done.outputs()).containsEntry("describe.Type", List.of("t3.micro"));
        String image = Objects.requireNonNull(done.outputs().get("image.ImageId")).getFirst();
        assertThat(rig.ec2().describeImages(request -> request.imageIds(image)).images())
                .allSatisfy(
                        each -> assertThat(each.tags().getFirst().value()).startsWith("t3.micro"));
        assertThat(
                        rig.ssm()
                                .describeAutomationStepExecutions(
                                        DescribeAutomationStepExecutionsRequest.builder()
                                                .automationExecutionId(id)
                                                .reverseOrder(true)
                                                .maxResults(2)
                                                .build())
                                .stepExecutions())
                .extracting(StepExecution::stepName)
                .containsExactly("pause", "available");
    }

    private static void targets(Rig rig) {
        String id =
                start(
                        rig,
                        StartAutomationExecutionRequest.builder()
                                .documentName("AWS-StartEC2Instance")
                                .targetParameterName("InstanceId")
                                .targets(Target.builder().key("tag:Role").values("web").build())
                                .maxConcurrency("1")
                                .maxErrors("0"));
        rig.pass(Duration.ofMinutes(2));
        AutomationExecution parent = get(rig, id);
        assertThat(parent.automationExecutionStatus()).isEqualTo(AutomationExecutionStatus.SUCCESS);
        assertThat(parent.stepExecutions()).hasSize(3);
        assertThat(
                        rig.ssm()
                                .describeAutomationExecutions(
                                        DescribeAutomationExecutionsRequest.builder()
                                                .filters(
                                                        AutomationExecutionFilter.builder()
                                                                .key(
                                                                        AutomationExecutionFilterKey
                                                                                .PARENT_EXECUTION_ID)
                                                                .values(id)
                                                                .build())
                                                .build())
                                .automationExecutionMetadataList())
                .hasSize(3);
    }

    private static StartAutomationExecutionRequest.Builder pausing(String instanceId) {
        return StartAutomationExecutionRequest.builder()
                .documentName("Bake")
                .parameters(Map.of("InstanceId", List.of(instanceId), "Branch", List.of("no")));
    }

    private static void stopped(Rig rig, String instanceId) {
        String id = start(rig, pausing(instanceId));
        rig.pass(Duration.ofSeconds(5));
        assertThat(get(rig, id).currentStepName()).isEqualTo("pause");
        rig.ssm()
                .stopAutomationExecution(
                        StopAutomationExecutionRequest.builder().automationExecutionId(id).build());
        assertThat(get(rig, id).automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.CANCELLING);
        rig.pass(Duration.ofSeconds(5));
        assertThat(get(rig, id).automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.CANCELLED);
        String again = start(rig, on("AWS-StopEC2Instance", "i-0123456789abcdef0"));
        rig.pass(Duration.ofMinutes(1));
        assertThat(get(rig, again).failureMessage()).contains("InvalidInstanceID.NotFound");
    }

    private static void interactive(Rig rig, String instanceId) {
        String id = start(rig, pausing(instanceId).mode(ExecutionMode.INTERACTIVE));
        rig.pass(Duration.ofSeconds(5));
        assertThat(get(rig, id).automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.WAITING);
        signal(rig, id, SignalType.START_STEP, Map.of("StepName", List.of("describe")));
        assertThat(get(rig, id).currentStepName()).isEqualTo("choose");
        signal(rig, id, SignalType.RESUME, Map.of());
        rig.pass(Duration.ofMinutes(1));
        assertThat(get(rig, id).automationExecutionStatus())
                .isEqualTo(AutomationExecutionStatus.SUCCESS);
    }

    private static void signal(
            Rig rig, String id, SignalType type, Map<String, List<String>> payload) {
        SendAutomationSignalRequest.Builder request =
                SendAutomationSignalRequest.builder().automationExecutionId(id).signalType(type);
        if (!payload.isEmpty()) {
            request.payload(payload);
        }
        rig.ssm().sendAutomationSignal(request.build());
    }
}
