package dev.sila.remote;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.apache.sshd.server.forward.DirectTcpipFactory;
import org.apache.sshd.server.forward.TcpForwardingFilter;
import org.apache.sshd.server.forward.TcpipServerChannel;

/**
 * A host with sshd, in this process: lets one key in, and carries out commands such as {@code echo
 * hello; complain oh; exit 3}. As a jump host it leads from addresses of a VPC to other such hosts.
 */
public final class SshHost implements AutoCloseable {
    private final SshServer server = SshServer.setUpDefaultServer();
    private final List<KeyPair> keys;
    private final Map<String, Integer> ways = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private SshHost(PublicKey allowed, List<KeyPair> keys) {
        this.keys = keys;
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(keys));
        server.setPublickeyAuthenticator(
                (user, key, session) -> KeyUtils.compareKeys(key, allowed));
        server.setCommandFactory((channel, command) -> new Script(command));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.setChannelFactories(
                List.of(
                        org.apache.sshd.server.channel.ChannelSessionFactory.INSTANCE,
                        new Leading()));
    }

    /** One that lets this key in, with an Ed25519 host key of its own. */
    public static SshHost letting(PublicKey allowed) {
        return letting(allowed, List.of(key("ssh-ed25519", 256)));
    }

    static SshHost letting(PublicKey allowed, List<KeyPair> keys) {
        SshHost host = new SshHost(allowed, keys);
        try {
            host.server.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return host;
    }

    /** A new key pair of an OpenSSH type. */
    public static KeyPair key(String type, int bits) {
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** What was asked of it: {@code USER: COMMAND}. */
    public List<String> asked() {
        return asked;
    }

    PublicKey hostKey() {
        return keys.getFirst().getPublic();
    }

    /** Its key as a line of known hosts has it, under that name. */
    public String knownAs(String name) {
        return name + " " + PublicKeyEntry.toString(hostKey()) + "\n";
    }

    /** What cloud-init would write to its console. */
    public String console() {
        String print = KeyUtils.getFingerPrint(BuiltinDigests.sha256, hostKey());
        return """
        ci-info: no authorized SSH keys fingerprints found for user ec2-user.
        <14>Nov 21 12:00:00 cloud-init: #############################################################
        <14>Nov 21 12:00:00 cloud-init: -----BEGIN SSH HOST KEY FINGERPRINTS-----
        <14>Nov 21 12:00:00 cloud-init: 256 %s root@ip-10-0-0-1 (ED25519)
        <14>Nov 21 12:00:00 cloud-init: -----END SSH HOST KEY FINGERPRINTS-----
        """
                .formatted(print);
    }

    /** Leads from port 22 of this address to that host. */
    public void leads(String address, SshHost to) {
        ways.put(address + ":22", to.port());
    }

    @Override
    public void close() {
        try {
            server.stop(true);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Opens connections to the hosts of a VPC that is on this machine. */
    private final class Leading extends DirectTcpipFactory {
        @Override
        public Channel createChannel(Session session) {
            return new TcpipServerChannel(TcpForwardingFilter.Type.Direct, null) {
                @Override
                protected OpenFuture doInit(Buffer asked) {
                    String place = asked.getString() + ":" + asked.getInt();
                    Integer port = ways.get(place);
                    Buffer mapped = new ByteArrayBuffer();
                    mapped.putString("127.0.0.1");
                    // Nothing listens on port 1: what is not known is refused.
                    mapped.putUInt(port == null ? 1 : port);
                    mapped.putBuffer(asked);
                    return super.doInit(mapped);
                }
            };
        }
    }

    private final class Script extends AbstractCommandSupport {
        private final CountDownLatch ended = new CountDownLatch(1);

        Script(String command) {
            super(command, null);
        }

        @Override
        public void run() {
            asked.add(getServerSession().getUsername() + ": " + getCommand());
            try {
                for (String each : getCommand().split(";", -1)) {
                    String[] words = each.strip().split(" ", 2);
                    switch (words[0]) {
                        case "echo" -> say(getOutputStream(), words[1] + "\n");
                        case "complain" -> say(getErrorStream(), words[1] + "\n");
                        case "wait" -> ended.await();
                        case "exit" -> {
                            onExit(Integer.parseInt(words[1]));
                            return;
                        }
                        default -> throw new IOException("unknown: " + each);
                    }
                }
                onExit(0);
            } catch (IOException failure) {
                onExit(127, failure.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private static void say(OutputStream to, String text) throws IOException {
            to.write(text.getBytes(StandardCharsets.UTF_8));
            to.flush();
        }

        @Override
        public void destroy(org.apache.sshd.server.channel.ChannelSession channel)
                throws Exception {
            ended.countDown();
            super.destroy(channel);
        }
    }
}
