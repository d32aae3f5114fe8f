package dev.sila.cli;

import dev.sila.aws.Host;
import dev.sila.aws.Hosts;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.JumpHosts;
import dev.sila.config.Configuration;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import dev.sila.remote.Connections;
import dev.sila.remote.HostKeys;
import dev.sila.remote.Jump;
import dev.sila.remote.Login;
import dev.sila.remote.Route;
import dev.sila.remote.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of commands that connect by SSH. */
final class SshOptions {
    private static final int STANDARD_PORT = 22;

    /** {@code [USER@]HOST[:PORT]}, as ssh -J has it. */
    private static final Pattern PLACE =
            Pattern.compile("(?:([A-Za-z0-9._-]+)@)?([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = {"-u", "--user"},
            paramLabel = "USER",
            description = "The account on the hosts (default: your name here).")
    private @Nullable String user;

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description =
                    "A private key without a passphrase; can be repeated (default: your SSH agent and"
                            + " the usual files in ~/.ssh).")
    private List<Path> identities = new ArrayList<>();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where sshd listens (default: ${DEFAULT-VALUE}).")
    private int port = STANDARD_PORT;

    @Option(
            names = "--jump-host",
            paramLabel = "[USER@]HOST[:PORT]",
            description = "Go through this host, whether or not hosts are reached directly.")
    private @Nullable String jumpHost;

    @Option(
            names = "--jump-hostclass",
            paramLabel = "HOSTCLASS",
            description = "Go through a host of this hostclass; can be repeated, the first counts.")
    private List<String> jumpHostclasses = new ArrayList<>();

    @Option(
            names = "--known-hosts",
            paramLabel = "FILE",
            description = "The host keys that are known (default: ~/.ssh/known_hosts).")
    private @Nullable Path knownHosts;

    @Option(
            names = "--accept-new-host-keys",
            description =
                    "Take and note keys of hosts of which none is known, also if their console does"
                            + " not show them. A changed key is never taken.")
    private boolean acceptNew;

    private record Place(String user, String host, int port) {}

    /**
     * Refuses what no connection could be made with.
     *
     * @throws ParameterException if options are wrong
     */
    void check() {
        place();
        if (jumpHost != null && !jumpHostclasses.isEmpty()) {
            throw usage("--jump-host and --jump-hostclass: one of the two is enough.");
        }
        if (port < 1 || port > 65_535) {
            throw usage("--port " + port + ": it is between 1 and 65535.");
        }
    }

    /** Opens what connects to the environment's hosts; to be closed. Nothing is sent yet. */
    Connections connections(Session session, Cloud cloud, String environment, List<Host> hosts) {
        Path folder = Path.of(System.getProperty("user.home"), ".ssh");
        Hosts source = new Hosts(cloud.clients().ec2());
        HostKeys keys =
                new HostKeys(
                        knownHosts == null ? folder.resolve("known_hosts") : knownHosts,
                        acceptNew,
                        source::console,
                        session.progress()::say);
        return new Connections(login(session, folder), keys, route(session, environment, hosts));
    }

    /** Where a host is: by its public address, else its private one. */
    Target target(Host host) {
        List<String> addresses = new ArrayList<>();
        String publicAddress = host.publicAddress();
        if (publicAddress != null) {
            addresses.add(publicAddress);
        }
        String privateAddress = host.privateAddress();
        if (privateAddress != null) {
            addresses.add(privateAddress);
        }
        String hostclass = host.hostclass().isEmpty() ? "" : " (" + host.hostclass() + ")";
        return new Target(host.instanceId(), host.instanceId() + hostclass, addresses, port, true);
    }

    private Login login(Session session, Path folder) {
        if (!identities.isEmpty()) {
            return Login.by(user(), identities);
        }
        String agent = session.terminal().environment().getOrDefault("SSH_AUTH_SOCK", "");
        return Login.usual(user(), folder, agent.isEmpty() ? null : Path.of(agent));
    }

    private String user() {
        return user == null ? System.getProperty("user.name") : user;
    }

    private Route route(Session session, String environment, List<Host> hosts) {
        Optional<Place> place = place();
        if (place.isPresent()) {
            String host = place.get().host();
            Target target =
                    new Target(host, "jump host " + host, List.of(host), place.get().port(), false);
            return Route.through(new Jump(target, place.get().user()));
        }
        if (!jumpHostclasses.isEmpty()) {
            return Route.through(jump(jumpHostclasses, environment, hosts));
        }
        return new Route(
                () -> {
                    List<String> named = configured(session, environment);
                    return named.isEmpty()
                            ? Optional.empty()
                            : Optional.of(jump(named, environment, hosts));
                },
                false);
    }

    private Optional<Place> place() {
        if (jumpHost == null) {
            return Optional.empty();
        }
        Matcher parts = PLACE.matcher(jumpHost);
        if (!parts.matches()) {
            throw usage("--jump-host " + jumpHost + ": it is such as ops@bastion.example.com:22.");
        }
        String account = parts.group(1);
        String digits = parts.group(3);
        return Optional.of(
                new Place(
                        account == null ? user() : account,
                        parts.group(2),
                        digits == null ? STANDARD_PORT : Integer.parseInt(digits)));
    }

    private Jump jump(List<String> hostclasses, String environment, List<Host> hosts) {
        Host best =
                JumpHosts.best(hostclasses, hosts)
                        .orElseThrow(() ->
                                new ProblemException(
                                        Problem.error(
                                                "environment " + environment,
                                                "no host of "
                                                        + String.join(", ", hostclasses)
                                                        + ", its jump hosts, runs and is"
                                                        + " smoke-tested.",
                                                "Bring one up, or name another with"
                                                        + " --jump-host.")));
        return new Jump(target(best), user());
    }

    /** The hostclasses of jump hosts that the files name; none if there are no files here. */
    private static List<String> configured(Session session, String environment) {
        try {
            session.config();
        } catch (ProblemException none) {
            return List.of();
        }
        Configuration files = session.configuration();
        String option = "jump_box_hostclasses";
        return files.hostclasses()
                .find("disco_aws", option + "@" + environment)
                .or(() -> files.hostclasses().find("disco_aws", option))
                .map(each -> each.value().strip())
                .filter(each -> !each.isEmpty())
                .map(each -> Arrays.asList(each.split("[\\s,]+")))
                .orElse(List.of());
    }

    private ParameterException usage(String what) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), what);
    }
}
