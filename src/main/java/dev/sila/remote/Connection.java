package dev.sila.remote;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.PortForwardingTracker;
import org.apache.sshd.common.channel.PtyChannelConfiguration;
import org.jspecify.annotations.Nullable;

/** A connection to a host, logged in. */
public final class Connection implements AutoCloseable {
    /** What ssh(1) exits with if it did not learn how the command ended. */
    public static final int UNKNOWN_EXIT = 255;

    private static final Duration OPEN = Duration.ofSeconds(30);

    private final Target target;
    private final ClientSession session;
    private final @Nullable PortForwardingTracker tunnel;

    Connection(Target target, ClientSession session, @Nullable PortForwardingTracker tunnel) {
        this.target = target;
        this.session = session;
        this.tunnel = tunnel;
    }

    /**
     * Runs a command and returns its exit code when it ends; {@link #UNKNOWN_EXIT} if a signal
     * ended it or the connection was lost. It has no input.
     *
     * @param command given to the account's shell on the host as it is
     * @param limit how long it may take; zero for as long as it likes
     * @throws ProblemException if it takes longer, or cannot be begun
     */
    public int run(String command, OutputStream out, OutputStream err, Duration limit) {
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setIn(InputStream.nullInputStream());
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN);
            Set<ClientChannelEvent> events =
                    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), limit.toMillis());
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                channel.close(true);
                throw problem("the command did not end within " + limit.toSeconds() + " s.");
            }
            return exit(channel);
        } catch (IOException failure) {
            throw problem("the command was not carried out: " + failure.getMessage());
        }
    }

    /**
     * The size of a terminal's window, in characters.
     *
     * @param type what {@code TERM} is, such as {@code xterm-256color}
     */
    public record Window(String type, int columns, int lines) {}

    /** Gives the account's shell to a person until it ends, and returns its exit code. */
    public int shell(Window window, InputStream in, OutputStream out, OutputStream err) {
        PtyChannelConfiguration terminal = new PtyChannelConfiguration();
        terminal.setPtyType(window.type());
        terminal.setPtyColumns(window.columns());
        terminal.setPtyLines(window.lines());
        try (ChannelShell channel = session.createShellChannel(terminal, Map.of())) {
            channel.setIn(in);
            channel.setOut(out);
            channel.setErr(err);
            channel.open().verify(OPEN);
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), 0L);
            return exit(channel);
        } catch (IOException failure) {
            throw problem("there is no shell: " + failure.getMessage());
        }
    }

    private static int exit(ClientChannel channel) {
        Integer status = channel.getExitStatus();
        return status == null ? UNKNOWN_EXIT : status;
    }

    private ProblemException problem(String what) {
        return new ProblemException(
                Problem.error(target.label(), what, "Look at the host; then run it again."));
    }

    @Override
    public void close() {
        session.close(false);
        if (tunnel != null) {
            try {
                tunnel.close();
            } catch (IOException failure) {
                // The listener goes with the jump host's session at the latest.
                System.getLogger("dev.sila.remote")
                        .log(System.Logger.Level.DEBUG, "closing a tunnel", failure);
            }
        }
    }
}
