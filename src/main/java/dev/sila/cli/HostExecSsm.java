package dev.sila.cli;

import dev.sila.aws.Commands;
import dev.sila.aws.Commands.Invocation;
import dev.sila.aws.Commands.Order;
import dev.sila.aws.Commands.Step;
import dev.sila.aws.Host;
import dev.sila.cli.operation.Cloud;
import dev.sila.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Carries a document of Systems Manager out on hosts. */
@Command(
        name = "exec-ssm",
        description = {
            "Carry a document of Systems Manager out on hosts and print what its steps print, "
                    + "host by host: where SSH is closed.",
            "It runs as root, and its parameters can be read in AWS.",
            "Exits with the highest exit code of all hosts; 255 is of hosts where it did not "
                    + "run."
        })
final class HostExecSsm implements Callable<Integer> {
    private final Session session;

    @Spec private @Nullable CommandSpec command;

    @Mixin private HostSelection selection = new HostSelection();
    @Mixin private HostRunOptions options = new HostRunOptions();

    @Option(
            names = "--document",
            required = true,
            paramLabel = "NAME",
            description = "The document, such as AWS-RunShellScript.")
    private String document = "";

    @Option(
            names = {"--parameter", "--parameters"},
            paramLabel = "KEY=VALUE",
            description =
                    "A parameter of the document; can be repeated, also with one key for a list of"
                            + " values.")
    private List<String> parameters = new ArrayList<>();

    @Option(
            names = "--comment",
            paramLabel = "TEXT",
            description = "What AWS shows with the command, up to 100 characters.")
    private String comment = "";

    HostExecSsm(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        options.check();
        Map<String, List<String>> given = parsed();
        try (Cloud cloud = session.cloud()) {
            List<Host> selected = selection.hosts(cloud);
            boolean named = selection.oneByOne();
            long count = selected.stream().filter(each -> named || each.running()).count();
            HostRuns runs = new HostRuns(session, (int) count);
            List<Host> hosts = HostRuns.running(session, selected, named, runs);
            if (hosts.isEmpty() && !named) {
                throw HostRuns.nothingRuns(selection.environment());
            }
            runs.interruptible("The command goes on; `aws ssm cancel-command` ends it.");
            send(new Commands(cloud.clients().ssm(), cloud.waiter()), hosts, given, runs);
            return runs.finish();
        }
    }

    private Map<String, List<String>> parsed() {
        Map<String, List<String>> parsed = new LinkedHashMap<>();
        for (String each : parameters) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(),
                        "--parameter " + each + ": it is KEY=VALUE.");
            }
            parsed.computeIfAbsent(each.substring(0, equals), key -> new ArrayList<>())
                    .add(each.substring(equals + 1));
        }
        return parsed;
    }

    /** One command for every 50 hosts, which is the most that AWS takes; one after the other. */
    private void send(
            Commands commands, List<Host> hosts, Map<String, List<String>> given, HostRuns runs) {
        Map<String, Host> answering = answering(commands, hosts, runs);
        int allowed = options.errors(hosts.size());
        AtomicInteger failed = new AtomicInteger(hosts.size() - answering.size());
        List<List<String>> batches =
                answering.keySet().stream()
                        .gather(Gatherers.windowFixed(Commands.MOST_INSTANCES))
                        .toList();
        for (List<String> batch : batches) {
            if (failed.get() > allowed) {
                return;
            }
            Order order =
                    new Order(
                            document,
                            given,
                            comment,
                            options.concurrency(),
                            allowed - failed.get(),
                            options.timeout());
            commands.run(
                    order,
                    batch,
                    each -> {
                        HostRun run = run(of(answering, each), each);
                        if (!run.succeeded()) {
                            failed.incrementAndGet();
                        }
                        runs.ended(run);
                    });
        }
    }

    private static Host of(Map<String, Host> hosts, Invocation invocation) {
        return Objects.requireNonNull(hosts.get(invocation.instanceId()));
    }

    /** The hosts whose agents answer; the others have failed. */
    private static Map<String, Host> answering(Commands commands, List<Host> hosts, HostRuns runs) {
        Set<String> online = commands.online(hosts.stream().map(Host::instanceId).toList());
        Map<String, Host> answering = new LinkedHashMap<>();
        for (Host each : hosts) {
            if (online.contains(each.instanceId())) {
                answering.put(each.instanceId(), each);
            } else {
                Problem problem =
                        Problem.error(
                                each.instanceId(),
                                "its Systems Manager agent does not answer.",
                                "It needs the agent, a role with AmazonSSMManagedInstanceCore, and a"
                                        + " way to Systems Manager (NAT or interface endpoints).");
                runs.ended(HostRun.failed(each, problem));
            }
        }
        return answering;
    }

    private static HostRun run(Host host, Invocation invocation) {
        if (invocation.succeeded()) {
            return new HostRun(host, 0, invocation.steps(), null);
        }
        int code = invocation.steps().stream().mapToInt(Step::exitCode).max().orElse(-1);
        Problem problem =
                Problem.error(
                        host.instanceId(),
                        "the command ended as " + invocation.status() + ".",
                        "What its steps printed tells why.");
        return new HostRun(
                host, code < 1 ? HostRun.UNKNOWN_EXIT : code, invocation.steps(), problem);
    }
}
