package dev.sila.aws.smoke;

import dev.sila.aws.Commands;
import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Waiter;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandInvocationStatus;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/**
 * Hosts on which a command that SSM runs ends with 0. A host is sent the command once its agent has
 * registered, and again after each run that failed.
 */
public final class CommandTest implements SmokeTest {
    private static final Set<CommandInvocationStatus> GOING_ON =
            Set.of(
                    CommandInvocationStatus.PENDING,
                    CommandInvocationStatus.IN_PROGRESS,
                    CommandInvocationStatus.DELAYED,
                    CommandInvocationStatus.CANCELLING);

    private static final String SILENT =
            "Systems Manager hears no agent of it: its role must let it register, and it must reach"
                    + " Systems Manager through NAT or interface_endpoints.";

    private final SsmClient ssm;
    private final Commands agents;
    private final String command;

    /** The command on its way to each host. */
    private final Map<String, String> running = new TreeMap<>();

    private final Map<String, String> reasons = new HashMap<>();

    /**
     * @param command for the host's shell
     */
    public CommandTest(SsmClient ssm, Waiter waiter, String command) {
        this.ssm = ssm;
        this.agents = new Commands(ssm, waiter);
        this.command = command;
    }

    @Override
    public String passing() {
        return "ends \"" + command + "\" with 0, run by SSM";
    }

    @Override
    public String reason(String instanceId) {
        return reasons.getOrDefault(instanceId, "");
    }

    @Override
    public Set<String> passed(Collection<Member> hosts) {
        Set<String> ids = hosts.stream().map(Member::instanceId).collect(Collectors.toSet());
        running.keySet().retainAll(ids);
        Set<String> passed = new HashSet<>();
        new TreeSet<>(running.values()).forEach(each -> passed.addAll(read(each)));
        Set<String> idle = new TreeSet<>(ids);
        idle.removeAll(passed);
        idle.removeAll(running.keySet());
        idle.stream().gather(Gatherers.windowFixed(Commands.MOST_INSTANCES)).forEach(this::send);
        return passed;
    }

    /**
     * The hosts on which that command ended well; those on which it ended at all may get another.
     */
    private Set<String> read(String commandId) {
        ListCommandInvocationsRequest request =
                ListCommandInvocationsRequest.builder().commandId(commandId).build();
        Set<String> passed = new HashSet<>();
        for (CommandInvocation each :
                ssm.listCommandInvocationsPaginator(request).commandInvocations()) {
            if (each.status() == CommandInvocationStatus.SUCCESS) {
                passed.add(each.instanceId());
            }
            if (!GOING_ON.contains(each.status())) {
                running.remove(each.instanceId(), commandId);
                reasons.put(
                        each.instanceId(), "the command's status is " + each.statusDetails() + ".");
            }
        }
        return passed;
    }

    private void send(List<String> hosts) {
        Set<String> online = agents.online(hosts);
        hosts.stream()
                .filter(each -> !online.contains(each))
                .forEach(each -> reasons.put(each, SILENT));
        if (online.isEmpty()) {
            return;
        }
        SendCommandRequest request =
                SendCommandRequest.builder()
                        .documentName("AWS-RunShellScript")
                        .comment("smoke test")
                        .instanceIds(online)
                        .parameters(Map.of("commands", List.of(command)))
                        .build();
        String id = ssm.sendCommand(request).command().commandId();
        online.forEach(each -> running.put(each, id));
    }
}
