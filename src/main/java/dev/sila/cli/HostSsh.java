package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Environments;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.remote.Connection;
import dev.sila.remote.Connections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A shell on a host. */
@Command(
        name = "ssh",
        description = {
            "Open a shell on a host, directly or through the environment's jump host, as exec does.",
            "Exits as the shell does."
        })
final class HostSsh implements Callable<Integer> {
    private final Session session;

    @Mixin private EnvironmentOption environment = new EnvironmentOption();

    @Parameters(
            paramLabel = "HOST",
            description =
                    "Its instance identifier, its address, or a part of its hostname or hostclass.")
    private String wanted = "";

    @Option(names = "--first", description = "Of several hosts of one hostclass, take the first.")
    private boolean first;

    @Mixin private SshOptions ssh = new SshOptions();

    HostSsh(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ssh.check();
        if (!session.terminal().canAsk()) {
            throw problem("there is no terminal to give to a shell.", "Use sila host exec.");
        }
        try (Cloud cloud = session.cloud()) {
            List<Host> all = new Hosts(cloud.clients().ec2()).of(environment.name());
            if (all.isEmpty()) {
                Environments.require(cloud, environment.name());
            }
            Host host = host(all);
            try (Connections connections =
                            ssh.connections(session, cloud, environment.name(), all);
                    Connection connection = connections.to(ssh.target(host))) {
                session.progress().say("Shell on " + ssh.target(host) + ".");
                return shell(connection);
            }
        }
    }

    private int shell(Connection connection) {
        Terminal terminal = session.terminal();
        Connection.Window window = RawTerminal.window(terminal.environment());
        try (RawTerminal raw = RawTerminal.on()) {
            session.interruption().expected(raw::close);
            return connection.shell(window, terminal.in(), terminal.out(), terminal.err());
        }
    }

    /**
     * The host that is meant.
     *
     * @throws ProblemException if it is none, or one of several
     */
    Host host(List<Host> all) {
        List<Host> running = all.stream().filter(Host::running).toList();
        for (Predicate<Host> each : readings()) {
            List<Host> found = running.stream().filter(each).toList();
            boolean alike = found.stream().map(Host::hostclass).distinct().count() == 1;
            if (found.size() == 1 || (first && alike)) {
                return found.getFirst();
            }
            if (!found.isEmpty()) {
                throw problem(
                        "it could be each of "
                                + found.stream()
                                        .map(host -> host.instanceId() + " " + host.hostclass())
                                        .collect(Collectors.joining(", "))
                                + ".",
                        "Give an instance identifier; or --first if they are of one hostclass.");
            }
        }
        throw problem(
                "is no running host of environment " + environment.name() + ".",
                "sila host list --env " + environment.name() + " shows the hosts that there are.");
    }

    /** What the word may mean; the first that some host answers to counts. */
    private List<Predicate<Host>> readings() {
        return List.of(
                host -> host.instanceId().equals(wanted),
                host -> wanted.equals(host.privateAddress()) || wanted.equals(host.publicAddress()),
                host -> host.isCalled(wanted) || host.hostclass().equals(wanted),
                host -> host.hostname().contains(wanted) || host.hostclass().contains(wanted));
    }

    private ProblemException problem(String what, String remedy) {
        return new ProblemException(Problem.error("host " + wanted, what, remedy));
    }
}
