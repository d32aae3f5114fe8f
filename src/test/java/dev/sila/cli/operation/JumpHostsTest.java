package dev.sila.cli.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.Host;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which host others are reached through. */
final class JumpHostsTest {
    private static Host host(String id, String hostclass, String state, @Nullable String address) {
        return host(id, hostclass, state, address, "tested");
    }

    private static Host host(
            String id, String hostclass, String state, @Nullable String address, String smoke) {
        return new Host(
                id,
                state,
                "10.0.0.4",
                address,
                "",
                "us-east-1a",
                "t3.small",
                "ami-1",
                Instant.EPOCH,
                List.of(),
                Map.of("hostclass", hostclass, "smoketest", smoke));
    }

    @Test
    void theFirstHostclassThatHasAReadyHostCounts() {
        List<Host> hosts =
                List.of(
                        host("i-1", "mhcjumpold", "running", "192.0.2.1"),
                        host("i-2", "mhcjump", "stopped", "192.0.2.2"),
                        host("i-3", "mhcvpn", "running", "192.0.2.3"));
        assertThat(JumpHosts.best(List.of("mhcjump", "mhcvpn"), hosts))
                .hasValueSatisfying(best -> assertThat(best.instanceId()).isEqualTo("i-3"));
        assertThat(JumpHosts.best(List.of("mhcjump"), hosts)).isEmpty();
    }

    @Test
    void onlyASmokeTestedHostIsGoodEnough() {
        List<Host> hosts =
                List.of(
                        host("i-1", "mhcjump", "running", "192.0.2.1", ""),
                        host("i-2", "mhcjump", "running", null));
        assertThat(JumpHosts.best(List.of("mhcjump"), hosts))
                .hasValueSatisfying(best -> assertThat(best.instanceId()).isEqualTo("i-2"));
    }

    @Test
    void aPublicAddressIsPreferred() {
        List<Host> hosts =
                List.of(
                        host("i-1", "mhcjump", "running", null),
                        host("i-2", "mhcjump", "running", "192.0.2.2"));
        assertThat(JumpHosts.best(List.of("mhcjump"), hosts))
                .hasValueSatisfying(best -> assertThat(best.instanceId()).isEqualTo("i-2"));
    }
}
