package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.ManagedInstances;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CancelCommandRequest;
import software.amazon.awssdk.services.ssm.model.Command;
import software.amazon.awssdk.services.ssm.model.CommandFilter;
import software.amazon.awssdk.services.ssm.model.CommandFilterKey;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.CommandStatus;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandsRequest;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;
import software.amazon.awssdk.services.ssm.model.Target;

/** Commands on managed instances, with their states. */
final class CommandTour implements Tour {
    @Override
    public String service() {
        return "SSM";
    }

    @Override
    public void walk(Rig rig) {
        SsmClient ssm = rig.ssm();
        List<String> ids = ManagedInstances.run(rig, 4);
        ManagedInstances.runUnmanaged(rig);
        assertThat(online(ssm))
                .extracting(InstanceInformation::instanceId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(online(ssm).getFirst().platformName()).isEqualTo("Amazon Linux");
        successOf(rig, ids.getFirst());
        rates(rig);
        cancelled(rig, ids);
        timedOut(rig, ids.getFirst());
        undeliverable(rig, ids.getLast());
        assertThat(
                        ssm
                                .listCommandInvocationsPaginator(
                                        ListCommandInvocationsRequest.builder()
                                                .instanceId(ids.getFirst())
                                                .maxResults(1)
                                                .build())
                                .commandInvocations()
                                .stream())
                .hasSizeGreaterThan(2);
    }

    private static List<InstanceInformation> online(SsmClient ssm) {
        return ssm.describeInstanceInformation(
                        DescribeInstanceInformationRequest.builder()
                                .filters(
                                        InstanceInformationStringFilter.builder()
                                                .key("PingStatus")
                                                .values("Online")
                                                .build())
                                .build())
                .instanceInformationList();
    }

    private static SendCommandRequest.Builder script(String... lines) {
        return SendCommandRequest.builder()
                .documentName("AWS-RunShellScript")
                .parameters(Map.of("commands", List.of(lines)));
    }

    private static String send(Rig rig, SendCommandRequest.Builder request) {
        Command command = rig.ssm().sendCommand(request.build()).command();
        assertThat(command.status()).isEqualTo(CommandStatus.PENDING);
        return command.commandId();
    }

    private static Command command(Rig rig, String id) {
        return rig.ssm()
                .listCommands(ListCommandsRequest.builder().commandId(id).build())
                .commands()
                .getFirst();
    }

    private static GetCommandInvocationResponse invocation(Rig rig, String id, String instanceId) {
        return rig.ssm()
                .getCommandInvocation(
                        GetCommandInvocationRequest.builder()
                                .commandId(id)
                                .instanceId(instanceId)
                                .build());
    }

    private static List<CommandInvocation> invocations(Rig rig, String id) {
        return rig.ssm()
                .listCommandInvocations(
                        ListCommandInvocationsRequest.builder().commandId(id).details(true).build())
                .commandInvocations();
    }

    private static void successOf(Rig rig, String instanceId) {
        String id = send(rig, script("echo 'Hello, world'", "sleep 5").instanceIds(instanceId));
        rig.pass(Duration.ofSeconds(3));
        assertThat(command(rig, id).status()).isEqualTo(CommandStatus.IN_PROGRESS);
        assertThat(invocation(rig, id, instanceId).status())
                .isEqualTo(CommandInvocationStatus.IN_PROGRESS);
        rig.pass(Duration.ofSeconds(10));
        GetCommandInvocationResponse done = invocation(rig, id, instanceId);
        assertThat(done.status()).isEqualTo(CommandInvocationStatus.SUCCESS);
        assertThat(done.standardOutputContent()).isEqualTo("Hello, world\n");
        assertThat(done.responseCode()).isZero();
        assertThat(done.pluginName()).isEqualTo("runShellScript");
        assertThat(command(rig, id).completedCount()).isEqualTo(1);
        String other = send(rig, script("yum -y update").instanceIds(instanceId));
        rig.pass(Duration.ofSeconds(10));
        GetCommandInvocationResponse failed = invocation(rig, other, instanceId);
        assertThat(failed.status()).isEqualTo(CommandInvocationStatus.FAILED);
        assertThat(failed.standardErrorContent()).contains("yum -y update");
    }

    /** One at a time; the second error is one too many. */
    private static void rates(Rig rig) {
        Target web = Target.builder().key("tag:Role").values("web").build();
        String id = send(rig, script("exit 3").targets(web).maxConcurrency("25%").maxErrors("1"));
        rig.pass(Duration.ofMinutes(1));
        Command command = command(rig, id);
        assertThat(command.status()).isEqualTo(CommandStatus.FAILED);
        assertThat(command.targetCount()).isEqualTo(4);
        assertThat(command.errorCount()).isEqualTo(2);
        assertThat(invocations(rig, id))
                .extracting(CommandInvocation::statusDetails)
                .containsExactlyInAnyOrder("Failed", "Failed", "Terminated", "Terminated");
        String tolerant = send(rig, script("exit 3").targets(web).maxErrors("100%"));
        rig.pass(Duration.ofMinutes(1));
        assertThat(command(rig, tolerant).statusDetails()).isEqualTo("Incomplete");
        String none =
                send(
                        rig,
                        script("true")
                                .targets(Target.builder().key("tag:Role").values("no").build()));
        rig.pass(Duration.ofMinutes(1));
        assertThat(command(rig, none).statusDetails()).isEqualTo("NoInstancesInTag");
        assertThat(
                        rig.ssm()
                                .listCommands(
                                        ListCommandsRequest.builder()
                                                .filters(
                                                        CommandFilter.builder()
                                                                .key(CommandFilterKey.STATUS)
                                                                .value("Incomplete")
                                                                .build())
                                                .build())
                                .commands())
                .hasSize(1);
    }

    private static void cancelled(Rig rig, List<String> ids) {
        String id = send(rig, script("sleep 600").instanceIds(ids).maxConcurrency("2"));
        rig.pass(Duration.ofSeconds(10));
        assertThat(invocations(rig, id)).hasSize(2);
        rig.ssm().cancelCommand(CancelCommandRequest.builder().commandId(id).build());
        assertThat(command(rig, id).status()).isEqualTo(CommandStatus.CANCELLING);
        rig.pass(Duration.ofSeconds(10));
        assertThat(command(rig, id).status()).isEqualTo(CommandStatus.CANCELLED);
        assertThat(invocations(rig, id))
                .extracting(CommandInvocation::status)
                .containsOnly(CommandInvocationStatus.CANCELLED)
                .hasSize(4);
    }

    private static void timedOut(Rig rig, String instanceId) {
        String id =
                send(
                        rig,
                        SendCommandRequest.builder()
                                .documentName("AWS-RunShellScript")
                                .parameters(
                                        Map.of(
                                                "commands",
                                                List.of("sleep 600"),
                                                "executionTimeout",
                                                List.of("60")))
                                .instanceIds(instanceId));
        rig.pass(Duration.ofMinutes(2));
        assertThat(command(rig, id).status()).isEqualTo(CommandStatus.TIMED_OUT);
        assertThat(invocation(rig, id, instanceId).statusDetails()).isEqualTo("ExecutionTimedOut");
    }

    private static void undeliverable(Rig rig, String instanceId) {
        rig.ec2().stopInstances(StopInstancesRequest.builder().instanceIds(instanceId).build());
        rig.pass(Duration.ofMinutes(3));
        assertThat(rig.ssm().describeInstanceInformation().instanceInformationList())
                .filteredOn(each -> each.instanceId().equals(instanceId))
                .extracting(InstanceInformation::pingStatus)
                .containsExactly(PingStatus.CONNECTION_LOST);
        String id =
                send(
                        rig,
                        script("true")
                                .targets(
                                        Target.builder()
                                                .key("InstanceIds")
                                                .values(instanceId)
                                                .build()));
        rig.pass(Duration.ofMinutes(1));
        assertThat(command(rig, id).statusDetails()).isEqualTo("Undeliverable");
    }
}
