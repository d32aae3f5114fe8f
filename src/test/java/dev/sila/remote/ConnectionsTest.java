package dev.sila.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections to real SSH servers in this process: which key they must have, and which way. */
final class ConnectionsTest {
    private static final String UNREACHED = "10.20.4.5";

    private final KeyPair mine = SshHost.key("ssh-ed25519", 256);
    private final SshHost host = SshHost.letting(mine.getPublic());
    private final SshHost jump = SshHost.letting(mine.getPublic());
    private final List<String> told = new ArrayList<>();
    private final List<String> consoles = new ArrayList<>();
    private final AtomicInteger jumps = new AtomicInteger();

    @TempDir private Path folder = Path.of("");
    private Login login = Login.by("ops", List.of());

    @BeforeEach
    void key() throws Exception {
        Path file = folder.resolve("id");
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(mine, "mine", null, out);
        }
        login = Login.by("ops", List.of(file));
        jump.leads(UNREACHED, host);
    }

    @AfterEach
    void close() {
        host.close();
        jump.close();
    }

    private Path known(String... lines) throws IOException {
        return Files.writeString(folder.resolve("known_hosts"), String.join("", lines));
    }

    private HostKeys keys(Path file, boolean acceptNew, String console) {
        return new HostKeys(
                file,
                acceptNew,
                id -> {
                    consoles.add(id);
                    return console;
                },
                told::add);
    }

    private Target here(SshHost at) {
        return new Target("i-1", "i-1 (mhcweb)", List.of("127.0.0.1"), at.port(), true);
    }

    private static Target inside() {
        return new Target("i-2", "i-2 (mhcworker)", List.of(UNREACHED), 22, true);
    }

    private Route throughJump() {
        Target target =
                new Target("i-jump", "i-jump (mhcjump)", List.of("127.0.0.1"), jump.port(), true);
        return new Route(
                () -> {
                    jumps.incrementAndGet();
                    return Optional.of(new Jump(target, "hopper"));
                },
                true);
    }

    private int run(HostKeys keys, Route route, Target target, String command) {
        return run(keys, route, target, command, new Transcript(), new Transcript());
    }

    private int run(
            HostKeys keys,
            Route route,
            Target target,
            String command,
            Transcript out,
            Transcript err) {
        try (Connections connections = new Connections(login, keys, route);
                Connection connection = connections.to(target)) {
            return connection.run(command, out, err, Duration.ZERO);
        }
    }

    @Test
    void aCommandRunsAndItsOutputAndExitCodeComeBack() throws IOException {
        HostKeys keys = keys(known(host.knownAs("i-1")), false, "");
        Transcript out = new Transcript();
        Transcript err = new Transcript();
        String command = "echo hällo; complain oh no; exit 3";
        assertThat(run(keys, Route.direct(), here(host), command, out, err)).isEqualTo(3);
        assertThat(out.text()).isEqualTo("hällo\n");
        assertThat(err.text()).isEqualTo("oh no\n");
        assertThat(host.asked()).containsExactly("ops: " + command);
        assertThat(consoles).as("nobody asks for the console of a known host").isEmpty();
    }

    @Test
    void aNewKeyIsRefusedUnlessItIsAskedFor() throws IOException {
        Path file = known();
        assertThatThrownBy(() -> run(keys(file, false, ""), Route.direct(), here(host), "echo a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("i-1 (mhcweb)")
                .hasMessageContaining("SHA256:")
                .hasMessageContaining("is not known, and its console shows no fingerprints")
                .hasMessageContaining("--accept-new-host-keys");
        assertThat(host.asked()).isEmpty();
        assertThat(run(keys(file, true, ""), Route.direct(), here(host), "echo a")).isZero();
        assertThat(Files.readString(file)).isEqualTo(lineOf("i-1", host));
        assertThat(told).singleElement().asString().contains("unchecked");
        assertThat(run(keys(file, false, ""), Route.direct(), here(host), "echo a")).isZero();
    }

    private static String lineOf(String name, SshHost of) {
        return of.knownAs(name).replace("\n", System.lineSeparator());
    }

    @Test
    void aNewKeyThatTheConsoleShowsIsTakenAndNoted() throws IOException {
        Path file = known("10.9.9.9 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIN0= cut");
        HostKeys keys = keys(file, false, host.console());
        assertThat(run(keys, Route.direct(), here(host), "echo a")).isZero();
        assertThat(Files.readAllLines(file)).hasSize(2).last().asString().startsWith("i-1 ssh-");
        assertThat(told).singleElement().asString().contains("as its console shows");
    }

    @Test
    void aKeyThatTheConsoleDoesNotShowIsNeverTaken() throws IOException {
        Path file = known();
        HostKeys keys = keys(file, true, jump.console());
        assertThatThrownBy(() -> run(keys, Route.direct(), here(host), "echo a"))
                .hasMessageContaining("none of those that its console shows");
        assertThat(Files.readString(file)).isEmpty();
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void aChangedKeyIsNeverTaken() throws IOException {
        HostKeys keys = keys(known(jump.knownAs("i-1")), true, host.console());
        assertThatThrownBy(() -> run(keys, Route.direct(), here(host), "echo a"))
                .hasMessageContaining("has changed")
                .hasMessageContaining("ssh-keygen -R i-1");
        assertThat(host.asked()).isEmpty();
    }

    @Test
    void aRevokedKeyIsNeverTaken() throws IOException {
        HostKeys keys = keys(known("@revoked " + host.knownAs("*")), true, host.console());
        assertThatThrownBy(() -> run(keys, Route.direct(), here(host), "echo a"))
                .hasMessageContaining("revoked");
    }

    @Test
    void anotherHostsKeyAtTheAddressIsOverruledOnlyByTheConsole() throws IOException {
        Path file = known(jump.knownAs("[127.0.0.1]:" + host.port()));
        assertThatThrownBy(() -> run(keys(file, true, ""), Route.direct(), here(host), "echo a"))
                .hasMessageContaining("another host's key is noted for its address");
        HostKeys shown = keys(file, false, host.console());
        assertThat(run(shown, Route.direct(), here(host), "echo a")).isZero();
        assertThat(run(keys(file, false, ""), Route.direct(), here(host), "echo a")).isZero();
    }

    @Test
    void aHostIsAskedForAKeyOfTheTypeThatIsKnown() throws IOException {
        KeyPair elliptic = SshHost.key("ecdsa-sha2-nistp256", 256);
        KeyPair rsa = SshHost.key("ssh-rsa", 2048);
        for (List<KeyPair> order : List.of(List.of(elliptic, rsa), List.of(rsa, elliptic))) {
            try (SshHost two = SshHost.letting(mine.getPublic(), order)) {
                HostKeys keys = keys(known(two.knownAs("i-1")), false, "");
                assertThat(run(keys, Route.direct(), here(two), "echo a")).isZero();
            }
        }
    }

    @Test
    void aHostThatIsNotReachedIsReachedThroughTheJumpHost() throws IOException {
        HostKeys keys = keys(known(host.knownAs("i-2"), jump.knownAs("i-jump")), false, "");
        Transcript out = new Transcript();
        assertThat(run(keys, throughJump(), inside(), "echo in", out, new Transcript())).isZero();
        assertThat(out.text()).isEqualTo("in\n");
        assertThat(host.asked()).containsExactly("ops: echo in");
        assertThat(jump.asked()).as("nothing runs on the jump host").isEmpty();
    }

    @Test
    void theJumpHostsOwnKeyIsChecked() throws IOException {
        HostKeys keys = keys(known(host.knownAs("i-2")), false, "");
        assertThatThrownBy(() -> run(keys, throughJump(), inside(), "echo in"))
                .hasMessageContaining("i-jump (mhcjump)")
                .hasMessageContaining("is not known");
    }

    @Test
    void aHostBehindTheJumpHostIsCheckedAsItself() throws IOException {
        HostKeys keys = keys(known(jump.knownAs("i-2"), jump.knownAs("i-jump")), true, "");
        assertThatThrownBy(() -> run(keys, throughJump(), inside(), "echo in"))
                .hasMessageContaining("i-2 (mhcworker)")
                .hasMessageContaining("has changed");
    }

    @Test
    void manyHostsShareOneConnectionToTheJumpHost() throws IOException {
        HostKeys keys = keys(known(host.knownAs("i-2"), jump.knownAs("i-jump")), false, "");
        try (Connections connections = new Connections(login, keys, throughJump())) {
            for (int round = 0; round < 3; round++) {
                try (Connection connection = connections.to(inside())) {
                    Transcript out = new Transcript();
                    assertThat(connection.run("echo a", out, out, Duration.ZERO)).isZero();
                }
            }
        }
        assertThat(jumps).hasValue(1);
        assertThat(host.asked()).hasSize(3);
    }

    @Test
    void withoutAJumpHostItIsSaidWhatIsMissing() throws IOException {
        Target closed = new Target("i-3", "i-3", List.of("127.0.0.1"), 1, true);
        HostKeys keys = keys(known(), false, "");
        assertThatThrownBy(() -> run(keys, Route.direct(), closed, "echo a"))
                .hasMessageContaining("answers at none of 127.0.0.1:1")
                .hasMessageContaining("jump_box_hostclasses");
    }

    @Test
    void aHostThatTheJumpHostDoesNotReachIsNamed() throws IOException {
        HostKeys keys = keys(known(jump.knownAs("i-jump")), false, "");
        Target lost = new Target("i-9", "i-9 (mhclost)", List.of("10.20.9.9"), 22, true);
        assertThatThrownBy(() -> run(keys, throughJump(), lost, "echo a"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("i-9 (mhclost)");
    }

    @Test
    void whoHasNoKeyForAHostIsTold() throws Exception {
        try (SshHost other = SshHost.letting(host.hostKey())) {
            HostKeys keys = keys(known(other.knownAs("i-1")), false, "");
            assertThatThrownBy(() -> run(keys, Route.direct(), here(other), "echo a"))
                    .hasMessageContaining("does not let ops in")
                    .hasMessageContaining("--identity");
        }
    }

    @Test
    void aCommandThatTakesTooLongIsGivenUp() throws IOException {
        HostKeys keys = keys(known(host.knownAs("i-1")), false, "");
        try (Connections connections = new Connections(login, keys, Route.direct());
                Connection connection = connections.to(here(host))) {
            Transcript out = new Transcript();
            assertThatThrownBy(() -> connection.run("wait", out, out, Duration.ofMillis(300)))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("did not end within");
        }
    }

    @Test
    void theAgentSignsAndKeepsItsKey() throws Exception {
        try (TestAgent agent = TestAgent.with(mine, folder.resolve("agent"))) {
            login = new Login("ops", List.of(), false, agent.socket());
            HostKeys keys = keys(known(host.knownAs("i-1")), false, "");
            assertThat(run(keys, Route.direct(), here(host), "echo a")).isZero();
            assertThat(agent.signatures()).isEqualTo(1);
        }
    }

    @Test
    void aNamedKeyThatCannotBeUsedIsTold() throws IOException {
        login = Login.by("ops", List.of(folder.resolve("nowhere")));
        Path file = known();
        assertThatThrownBy(() -> run(keys(file, true, ""), Route.direct(), here(host), "echo a"))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("does not exist");
    }
}
