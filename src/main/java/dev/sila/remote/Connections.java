package dev.sila.remote;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.net.SshdSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connects to hosts by SSH: directly where one of their addresses answers, else through the jump
 * host, over one connection to it for all. What is said to a host behind the jump host is encrypted
 * end to end, and the user's agent is not forwarded, so the jump host learns and can misuse
 * nothing. Thread safe.
 */
public final class Connections implements AutoCloseable {
    /** How long an address gets to answer: Asiaq's disco_ssh. */
    private static final Duration PROBE = Duration.ofSeconds(2);

    /** How long it gets to say that it speaks SSH, which sshd does at once. */
    private static final Duration GREETING = Duration.ofSeconds(5);

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration AUTHENTICATE = Duration.ofSeconds(30);

    static final AttributeKey<Attempt> ATTEMPT = new AttributeKey<>();

    private final Login login;
    private final HostKeys hostKeys;
    private final Route route;
    private final SshClient client;
    private final Supplier<Optional<Through>> through = new Once<>(this::through);

    public Connections(Login login, HostKeys hostKeys, Route route) {
        this.login = login;
        this.hostKeys = hostKeys;
        this.route = route;
        this.client = Clients.client(login, this::verify, this::knownTypes);
        client.start();
    }

    /**
     * One attempt to connect.
     *
     * @param address where the host is asked for
     * @param refusal why its key was refused
     */
    record Attempt(Target target, String address, AtomicReference<ProblemException> refusal) {}

    private record Through(ClientSession session, Target target) {}

    /**
     * A connection, logged in; to be closed.
     *
     * @throws ProblemException if the host is not reached, its key is refused, or it lets nobody in
     */
    public Connection to(Target target) {
        Optional<String> direct = route.always() ? Optional.empty() : reachable(target);
        if (direct.isPresent()) {
            String address = direct.get();
            return new Connection(
                    target, open(target, login.user(), address, address, target.port()), null);
        }
        Through jump = through.get().orElseThrow(() -> unreachable(target));
        return behind(jump, target);
    }

    private Connection behind(Through jump, Target target) {
        String address = target.addresses().getLast();
        try {
            // MINA has no client over a channel: it goes through a port of this machine's loopback
            // interface, open while the connection is. Who else connects to it meets the host's own
            // authentication.
            var tunnel =
                    jump.session()
                            .createLocalPortForwardingTracker(
                                    new SshdSocketAddress("127.0.0.1", 0),
                                    new SshdSocketAddress(address, target.port()));
            try {
                ClientSession session =
                        open(
                                target,
                                login.user(),
                                address,
                                "127.0.0.1",
                                tunnel.getBoundAddress().getPort());
                return new Connection(target, session, tunnel);
            } catch (ProblemException failure) {
                tunnel.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw problem(
                    target,
                    "is not reached through " + jump.target() + ": " + failure.getMessage(),
                    "Check that the jump host's metanetwork may connect to port "
                            + target.port()
                            + " of it.",
                    failure);
        }
    }

    private Optional<Through> through() {
        Optional<Jump> jump = route.jump().get();
        if (jump.isEmpty()) {
            return Optional.empty();
        }
        Target target = jump.get().target();
        String address =
                reachable(target)
                        .orElseThrow(() ->
                                problem(
                                        target,
                                        "the jump host answers at none of " + places(target) + ".",
                                        "Check the routes and rules of its metanetwork, and that"
                                                + " it runs; or name another with --jump-host.",
                                        null));
        return Optional.of(
                new Through(
                        open(target, jump.get().user(), address, address, target.port()), target));
    }

    private ClientSession open(Target target, String user, String address, String via, int port) {
        Attempt attempt = new Attempt(target, address, new AtomicReference<>());
        AttributeRepository context = AttributeRepository.ofKeyValuePair(ATTEMPT, attempt);
        ClientSession session = null;
        try {
            session = client.connect(user, via, port, context).verify(CONNECT).getClientSession();
            session.auth().verify(AUTHENTICATE);
            return session;
        } catch (IOException | RuntimeException failure) {
            if (session != null) {
                session.close(true);
            }
            ProblemException refusal = attempt.refusal().get();
            throw refusal == null ? inWords(target, user, failure) : refusal;
        }
    }

    private ProblemException inWords(Target target, String user, Exception failure) {
        String said = String.valueOf(failure.getMessage());
        boolean denied = failure instanceof SshException && said.contains("No more authentication");
        if (denied) {
            return problem(
                    target,
                    "does not let " + user + " in by any key that was offered.",
                    "Give the account with --user, and its key by the SSH agent (ssh-add) or with"
                            + " --identity.",
                    failure);
        }
        return problem(
                target,
                "no SSH connection came about: " + said,
                "Check that sshd runs there, then run the same command again.",
                failure);
    }

    /** Whether the key of the host that is being connected to is its own. */
    private boolean verify(ClientSession session, PublicKey key) {
        Attempt attempt = session.getConnectionContext().getAttribute(ATTEMPT);
        try {
            hostKeys.check(attempt.target(), attempt.address(), key);
            return true;
        } catch (ProblemException refusal) {
            attempt.refusal().set(refusal);
        } catch (RuntimeException failure) {
            attempt.refusal()
                    .set(
                            problem(
                                    attempt.target(),
                                    "its host key could not be checked: " + failure.getMessage(),
                                    "Run the same command again.",
                                    failure));
        }
        return false;
    }

    private List<String> knownTypes(AttributeRepository context) {
        Attempt attempt = context.getAttribute(ATTEMPT);
        return hostKeys.knownTypes(attempt.target());
    }

    /**
     * The first address where a server speaks first, as SSH servers do: that a connection is
     * accepted says little where a proxy stands between.
     */
    private static Optional<String> reachable(Target target) {
        for (String address : target.addresses()) {
            try (Socket socket = new Socket()) {
                socket.connect(
                        new InetSocketAddress(address, target.port()), (int) PROBE.toMillis());
                socket.setSoTimeout((int) GREETING.toMillis());
                if (socket.getInputStream().read() >= 0) {
                    return Optional.of(address);
                }
            } catch (IOException closed) {
                // The next one may answer.
            }
        }
        return Optional.empty();
    }

    private static ProblemException unreachable(Target target) {
        return problem(
                target,
                "answers at none of "
                        + places(target)
                        + ", and there is no jump host to go through.",
                "Name the hostclasses of jump hosts in [disco_aws] jump_box_hostclasses, or give"
                        + " --jump-host; where SSH is closed, use sila host exec-ssm.",
                null);
    }

    private static String places(Target target) {
        return String.join(
                ", ", target.addresses().stream().map(each -> each + ":" + target.port()).toList());
    }

    private static ProblemException problem(
            Target target, String what, String remedy, @Nullable Exception cause) {
        ProblemException problem =
                new ProblemException(Problem.error(target.label(), what, remedy));
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    @Override
    public void close() {
        client.stop();
    }
}
