package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.aws.Host;
import dev.sila.cli.operation.FleetState;
import dev.sila.cli.operation.Manner;
import dev.sila.cli.operation.Patience;
import dev.sila.cli.operation.Shells;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.faults.Faults;
import dev.sila.remote.Connections;
import dev.sila.remote.HostKeys;
import dev.sila.remote.Jump;
import dev.sila.remote.Login;
import dev.sila.remote.Route;
import dev.sila.remote.SshHost;
import dev.sila.remote.Target;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Smoke tests by SSH, through a jump host, against real SSH servers in this process. */
final class ShellSmokeTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMinutes(5), Duration.ofMinutes(1));

    private final Stage stage = new Stage(new Faults(), Realm.standard());
    private final KeyPair mine = SshHost.key("ssh-ed25519", 256);
    private final SshHost inside = SshHost.letting(mine.getPublic());
    private final SshHost jump = SshHost.letting(mine.getPublic());

    @TempDir private Path folder = Path.of("");

    private Shop shop;
    private boolean accepting = true;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(stage, folder.resolve("files"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("id"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(mine, "mine", null, out);
        }
        String image = shop.image("mhcdata", "never");
        shop.pipeline("1,mhcdata,2,2,2,t3.small,yes," + image + "\n");
    }

    @AfterEach
    void close() {
        inside.close();
        jump.close();
        stage.close();
    }

    private Manner manner() {
        return new Manner(SHORT, true, null, false, new ThroughTheJumpHost());
    }

    private void probe(String command) {
        shop.hostclasses("[mhcdata]\nsmoke_test_probe=ssh:" + command + "\n");
    }

    private List<FleetState> states() {
        return shop.fleets(stage.cloud()).states(shop.plan(stage.cloud()), manner());
    }

    @Test
    void aCommandThatEndsWellIsASmokeTest() {
        probe("echo well");
        shop.up(stage.cloud(), manner());
        assertThat(shop.told()).contains("mhcdata: 2 wanted, 2 launched, 2 in service, 2 tested");
        assertThat(inside.asked()).containsExactly("ops: echo well", "ops: echo well");
        assertThat(states()).singleElement().matches(FleetState::well);
    }

    @Test
    void oneThatEndsBadlyIsNotAndItsLastWordsAreTold() {
        probe("echo looking; complain no database; exit 3");
        assertThatThrownBy(() -> shop.up(stage.cloud(), manner()))
                .hasMessageContaining(
                        "no database; exit 3\" with 0, run by SSH. The last try: the"
                                + " command ended with 3: no database");
        assertThat(inside.asked()).hasSizeGreaterThan(3);
        assertThat(states()).singleElement().matches(each -> !each.well());
        probe("echo well");
        shop.up(stage.cloud(), manner());
        assertThat(states()).singleElement().matches(FleetState::well);
    }

    @Test
    void aHostWhoseKeyNobodyKnowsDoesNotPassAndIsToldNothing() {
        accepting = false;
        probe("echo well");
        assertThatThrownBy(() -> shop.up(stage.cloud(), manner()))
                .hasMessageContaining("The last try: ")
                .hasMessageContaining("is not known, and its console shows no fingerprints");
        assertThat(inside.asked()).isEmpty();
    }

    @Test
    void withoutAWayByShellNothingIsMadeOfIt() {
        probe("echo well");
        Manner without = new Manner(SHORT, true, null, false);
        assertThatThrownBy(() -> shop.up(stage.cloud(), without))
                .hasMessageContaining("hostclass mhcdata")
                .hasMessageContaining("reaches no hosts by SSH");
    }

    /** Leads to the one host inside from the address of each instance. */
    private final class ThroughTheJumpHost implements Shells {
        @Override
        public Connections connections(List<Host> hosts) {
            List<String> told = new ArrayList<>();
            for (Host each : hosts) {
                jump.leads(Objects.requireNonNull(each.privateAddress()), inside);
            }
            Target place = new Target("i-jump", "i-jump", List.of("127.0.0.1"), jump.port(), false);
            Path known = folder.resolve("known_hosts");
            try {
                if (!Files.exists(known)) {
                    Files.writeString(known, jump.knownAs("[127.0.0.1]:" + jump.port()));
                }
            } catch (java.io.IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
            return new Connections(
                    Login.by("ops", List.of(folder.resolve("id"))),
                    new HostKeys(known, accepting, id -> "", told::add),
                    Route.through(new Jump(place, "hopper")));
        }

        @Override
        public Target target(Host host) {
            String address = Objects.requireNonNull(host.privateAddress());
            return new Target(host.instanceId(), host.instanceId(), List.of(address), 22, true);
        }
    }
}
