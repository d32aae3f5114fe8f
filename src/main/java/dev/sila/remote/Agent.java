package dev.sila.remote;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.agent.SshAgentFactory;
import org.apache.sshd.agent.SshAgentServer;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.session.ConnectionService;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The user's SSH agent, which signs and keeps its keys to itself. It is asked over its Unix socket;
 * it is not forwarded to any host.
 */
final class Agent extends AbstractAgentProxy {
    /** No answer of an agent is longer: OpenSSH's limit of a message. */
    private static final int LONGEST = 256 * 1024;

    private final SocketChannel socket;

    private Agent(SocketChannel socket) {
        super(null);
        this.socket = socket;
    }

    /** Gives each session a connection of its own to the agent at that socket. */
    static SshAgentFactory at(Path socket) {
        return new SshAgentFactory() {
            @Override
            public List<ChannelFactory> getChannelForwardingFactories(FactoryManager manager) {
                return List.of();
            }

            @Override
            public SshAgent createClient(Session session, FactoryManager manager)
                    throws IOException {
                return new Agent(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }

            @Override
            public SshAgentServer createServer(ConnectionService service) {
                throw new UnsupportedOperationException("The agent is not forwarded.");
            }
        };
    }

    @Override
    public boolean isOpen() {
        return socket.isOpen();
    }

    @Override
    protected synchronized Buffer request(Buffer request) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(request.array(), request.rpos(), request.available());
        while (out.hasRemaining()) {
            socket.write(out);
        }
        int length = read(Integer.BYTES).getInt();
        if (length < 0 || length > LONGEST) {
            throw new IOException("The SSH agent's answer is " + length + " bytes long.");
        }
        return new ByteArrayBuffer(read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (socket.read(in) < 0) {
                throw new EOFException("The SSH agent closed the connection.");
            }
        }
        return in.flip();
    }

    @Override
    public void close() throws IOException {
        super.close();
        socket.close();
    }
}
