package dev.sila.remote;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * An SSH agent with one Ed25519 key, on a Unix socket as ssh-agent(1) is, after
 * draft-miller-ssh-agent.
 */
final class TestAgent implements AutoCloseable {
    private static final int REQUEST_IDENTITIES = 11;
    private static final byte IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final byte SIGN_RESPONSE = 14;

    private final KeyPair key;
    private final Path socket;
    private final ServerSocketChannel listener;
    private final AtomicInteger signatures = new AtomicInteger();

    private TestAgent(KeyPair key, Path socket, ServerSocketChannel listener) {
        this.key = key;
        this.socket = socket;
        this.listener = listener;
    }

    static TestAgent with(KeyPair key, Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        TestAgent agent = new TestAgent(key, socket, listener);
        Thread.ofVirtual().start(agent::serve);
        return agent;
    }

    Path socket() {
        return socket;
    }

    int signatures() {
        return signatures.get();
    }

    private void serve() {
        while (listener.isOpen()) {
            try (SocketChannel client = listener.accept()) {
                while (true) {
                    Buffer request =
                            new ByteArrayBuffer(read(client, read(client, 4).getInt()).array());
                    byte[] answer = answer(request).getCompactData();
                    ByteBuffer out = ByteBuffer.allocate(4 + answer.length);
                    client.write(out.putInt(answer.length).put(answer).flip());
                }
            } catch (Exception closed) {
                // The next one, or the end.
            }
        }
    }

    private static ByteBuffer read(SocketChannel from, int length) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(length);
        while (in.hasRemaining()) {
            if (from.read(in) < 0) {
                throw new EOFException();
            }
        }
        return in.flip();
    }

    private Buffer answer(Buffer request) throws Exception {
        Buffer answer = new ByteArrayBuffer();
        int asked = request.getUByte();
        if (asked == REQUEST_IDENTITIES) {
            answer.putByte(IDENTITIES_ANSWER);
            answer.putUInt(1);
            answer.putPublicKey(key.getPublic());
            answer.putString("mine");
        } else if (asked == SIGN_REQUEST && isMine(request)) {
            signatures.incrementAndGet();
            Signature signer = BuiltinSignatures.ed25519.create();
            signer.initSigner(null, key.getPrivate());
            signer.update(null, request.getBytes());
            Buffer signature = new ByteArrayBuffer();
            signature.putString("ssh-ed25519");
            signature.putBytes(signer.sign(null));
            answer.putByte(SIGN_RESPONSE);
            answer.putBytes(signature.getCompactData());
        } else {
            throw new IOException("no answer to " + asked);
        }
        return answer;
    }

    private boolean isMine(Buffer request) throws Exception {
        return KeyUtils.compareKeys(request.getPublicKey(), key.getPublic());
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
