package dev.sila.localcloud.traffic;

import dev.sila.localcloud.traffic.http.HttpInput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A connection from a balancer to a target, kept for many requests. */
final class TargetConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final Socket socket;
    private final HttpInput in;
    private final OutputStream out;
    private boolean reused;

    private TargetConnection(SocketChannel channel, Socket socket) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.in = new HttpInput(socket.getInputStream());
        this.out = new BufferedOutputStream(socket.getOutputStream(), 8192);
    }

    static TargetConnection open(InetSocketAddress where, boolean tls, Duration timeout)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(where, Math.toIntExact(timeout.toMillis()));
            channel.socket().setSoTimeout(Math.toIntExact(timeout.toMillis()));
            Socket socket = tls ? Tls.towards(channel.socket(), where) : channel.socket();
            return new TargetConnection(channel, socket);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Whether it is still open and silent, as an idle connection has to be. Does not block. */
    boolean usable() {
        try {
            channel.configureBlocking(false);
            int count = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            reused = true;
            return count == 0;
        } catch (IOException closed) {
            return false;
        }
    }

    /** Whether it carried a request before. */
    boolean reused() {
        return reused;
    }

    void answerWithin(Duration timeout) throws IOException {
        socket.setSoTimeout(Math.toIntExact(timeout.toMillis()));
    }

    /** The socket itself, for bytes that are passed on as they are. */
    Socket socket() {
        return socket;
    }

    HttpInput in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    @Override
    public void close() {
        Quietly.close(channel);
    }
}
