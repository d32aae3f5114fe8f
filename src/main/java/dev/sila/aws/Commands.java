package dev.sila.aws;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.CommandInvocation;
import software.amazon.awssdk.services.ssm.model.CommandPlugin;
import software.amazon.awssdk.services.ssm.model.CommandStatus;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationRequest;
import software.amazon.awssdk.services.ssm.model.GetCommandInvocationResponse;
import software.amazon.awssdk.services.ssm.model.InstanceInformation;
import software.amazon.awssdk.services.ssm.model.InstanceInformationStringFilter;
import software.amazon.awssdk.services.ssm.model.InvalidDocumentException;
import software.amazon.awssdk.services.ssm.model.ListCommandInvocationsRequest;
import software.amazon.awssdk.services.ssm.model.ListCommandsRequest;
import software.amazon.awssdk.services.ssm.model.PingStatus;
import software.amazon.awssdk.services.ssm.model.SendCommandRequest;

/** Systems Manager's Run Command: documents carried out on instances by their agents. */
public final class Commands {
    /** The most instances that one command can name. */
    public static final int MOST_INSTANCES = 50;

    /**
     * A listing shows the first 2,500 characters of a step's output; near that, the whole is got.
     */
    private static final int SURELY_WHOLE = 2400;

    /** How many characters AWS keeps of a step's output. Source: GetCommandInvocation. */
    public static final int MOST_OUTPUT = 24_000;

    /** How many characters AWS keeps of a step's errors. Source: GetCommandInvocation. */
    public static final int MOST_ERRORS = 8_000;

    private static final String ERROR_FOLLOWS = "----------ERROR-------";

    private static final Set<CommandStatus> OVER =
            Set.of(
                    CommandStatus.SUCCESS,
                    CommandStatus.CANCELLED,
                    CommandStatus.FAILED,
                    CommandStatus.TIMED_OUT);

    private static final Set<String> UNDER_WAY =
            Set.of("Pending", "InProgress", "Delayed", "Cancelling");

    private final SsmClient ssm;
    private final Waiter waiter;

    public Commands(SsmClient ssm, Waiter waiter) {
        this.ssm = ssm;
        this.waiter = waiter;
    }

    /**
     * What is to be done.
     *
     * @param document the name of a command document, also of AWS, such as {@code
     *     AWS-RunShellScript}
     * @param parameters the document's, by name
     * @param comment shown with the command in AWS; may be empty
     * @param concurrency on how many instances at the same time
     * @param errors how many instances may fail before no other is begun
     * @param limit how long to wait for the end
     */
    public record Order(
            String document,
            Map<String, List<String>> parameters,
            String comment,
            int concurrency,
            int errors,
            Duration limit) {
        public Order {
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * What became of a command on one instance; {@code status} is AWS's, such as {@code Success}.
     */
    public record Invocation(String instanceId, String status, List<Step> steps) {
        public Invocation {
            steps = List.copyOf(steps);
        }

        public boolean succeeded() {
            return status.equals("Success");
        }
    }

    /**
     * What became of one step of the document: AWS calls it a plugin.
     *
     * @param cut whether there was more of the output or of the errors than AWS keeps
     */
    public record Step(
            String name,
            String status,
            int exitCode,
            String output,
            String errorOutput,
            boolean cut) {}

    /** Those of these instances whose agents answer Systems Manager. */
    public Set<String> online(Collection<String> instanceIds) {
        return instanceIds.stream()
                .distinct()
                .sorted()
                .gather(Gatherers.windowFixed(MOST_INSTANCES))
                .flatMap(this::information)
                .filter(each -> each.pingStatus() == PingStatus.ONLINE)
                .map(InstanceInformation::instanceId)
                .collect(Collectors.toSet());
    }

    private Stream<InstanceInformation> information(List<String> instanceIds) {
        InstanceInformationStringFilter named =
                InstanceInformationStringFilter.builder()
                        .key("InstanceIds")
                        .values(instanceIds)
                        .build();
        DescribeInstanceInformationRequest request =
                DescribeInstanceInformationRequest.builder()
                        .filters(named)
                        .maxResults(MOST_INSTANCES)
                        .build();
        return ssm.describeInstanceInformationPaginator(request).instanceInformationList().stream();
    }

    /**
     * Sends a command and returns what became of it when it is over everywhere.
     *
     * @param instanceIds at most {@link #MOST_INSTANCES}
     * @param ended is told of each instance as soon as it has ended there
     * @throws ProblemException if it takes longer than the limit, or AWS's reply was lost
     */
    public List<Invocation> run(Order order, List<String> instanceIds, Consumer<Invocation> ended) {
        String id = send(order, instanceIds);
        Wait wait = new Wait("command " + id + " to end", Duration.ofSeconds(30), order.limit());
        Map<String, Invocation> seen = new LinkedHashMap<>();
        try {
            waiter.until(
                    wait,
                    () -> {
                        // First whether it is over: then the listing after it is the last word.
                        boolean over = over(id);
                        look(id, seen, ended, over);
                        return over;
                    });
        } catch (ProblemException late) {
            throw unfinished(id, order.limit(), late);
        }
        return List.copyOf(seen.values());
    }

    private String send(Order order, List<String> instanceIds) {
        SendCommandRequest request =
                SendCommandRequest.builder()
                        .documentName(order.document())
                        .parameters(order.parameters())
                        .comment(order.comment().isEmpty() ? null : order.comment())
                        .instanceIds(instanceIds)
                        .maxConcurrency(String.valueOf(order.concurrency()))
                        .maxErrors(String.valueOf(order.errors()))
                        .build();
        try {
            return ssm.sendCommand(request).command().commandId();
        } catch (InvalidDocumentException unknown) {
            ProblemException problem =
                    new ProblemException(
                            Problem.error(
                                    "document " + order.document(),
                                    "Systems Manager has none of this name in this region that runs"
                                            + " on these hosts.",
                                    "aws ssm list-documents shows them; their names heed capital"
                                            + " letters."));
            problem.initCause(unknown);
            throw problem;
        } catch (RuntimeException failure) {
            if (!AwsErrors.unsure(failure)) {
                throw failure;
            }
            ProblemException unsure =
                    new ProblemException(
                            Problem.error(
                                    "document " + order.document(),
                                    "AWS's reply was lost, so it is not known whether the command"
                                            + " runs.",
                                    "Look with `aws ssm list-commands`, and give it again only if"
                                            + " it is not there."));
            unsure.initCause(failure);
            throw unsure;
        }
    }

    private boolean over(String id) {
        return ssm
                .listCommands(ListCommandsRequest.builder().commandId(id).build())
                .commands()
                .stream()
                .anyMatch(each -> OVER.contains(each.status()));
    }

    private void look(
            String id, Map<String, Invocation> seen, Consumer<Invocation> ended, boolean over) {
        ListCommandInvocationsRequest request =
                ListCommandInvocationsRequest.builder()
                        .commandId(id)
                        .details(true)
                        .maxResults(MOST_INSTANCES)
                        .build();
        for (CommandInvocation each :
                ssm.listCommandInvocationsPaginator(request).commandInvocations()) {
            boolean done = over || !UNDER_WAY.contains(each.statusAsString());
            if (done && !seen.containsKey(each.instanceId())) {
                Invocation invocation = invocation(each);
                seen.put(each.instanceId(), invocation);
                ended.accept(invocation);
            }
        }
    }

    private Invocation invocation(CommandInvocation listed) {
        List<Step> steps = new ArrayList<>();
        for (CommandPlugin each : listed.commandPlugins()) {
            steps.add(step(listed, each));
        }
        String details = listed.statusDetails();
        return new Invocation(
                listed.instanceId(),
                details == null || details.isEmpty() ? listed.statusAsString() : details,
                steps);
    }

    /** A step as listed, or if its output may be cut or mixed with its errors, as it is whole. */
    private Step step(CommandInvocation listed, CommandPlugin plugin) {
        String output = text(plugin.output());
        int code = Objects.requireNonNullElse(plugin.responseCode(), -1);
        if (output.length() < SURELY_WHOLE && !output.contains(ERROR_FOLLOWS)) {
            return new Step(plugin.name(), plugin.statusAsString(), code, output, "", false);
        }
        GetCommandInvocationResponse whole =
                ssm.getCommandInvocation(
                        GetCommandInvocationRequest.builder()
                                .commandId(listed.commandId())
                                .instanceId(listed.instanceId())
                                .pluginName(plugin.name())
                                .build());
        String all = text(whole.standardOutputContent());
        String errors = text(whole.standardErrorContent());
        return new Step(
                plugin.name(),
                plugin.statusAsString(),
                code,
                all,
                errors,
                all.length() >= MOST_OUTPUT || errors.length() >= MOST_ERRORS);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static ProblemException unfinished(String id, Duration limit, ProblemException cause) {
        ProblemException unfinished =
                new ProblemException(
                        Problem.error(
                                "command " + id,
                                "has not ended within " + limit.toMinutes() + " min; it goes on.",
                                "`aws ssm list-command-invocations --command-id "
                                        + id
                                        + " --details` shows what becomes of it, `aws ssm"
                                        + " cancel-command` ends it; --timeout waits longer."));
        unfinished.initCause(cause);
        return unfinished;
    }
}
