package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sila env peerings …}, over HTTP, on a local cloud, as a user types it. */
final class PeeringsCommandsTest {
    private static final String NETWORKS =
            """
            [envtype:sandbox]
            ip_space=10.64.0.0/12
            vpc_cidr_size=22
            tunnel_cidr=auto
            tunnel_sg_rules=tcp tunnel 22
            zones=1
            [env:ci]
            type=sandbox
            """;

    private static final String LINE = "[peerings]\nconnection_1=sandbox/tunnel ci/tunnel\n";

    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(200).build();
    private Map<String, String> variables = Map.of();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        HttpEndpoint endpoint = cloud.listen(0, () -> {});
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", folder.toString(),
                        "ENDPOINT", endpoint.uri().toString());
        Files.writeString(folder.resolve("disco_aws.ini"), "[disco_aws]\nproject_name=p\n");
        Files.writeString(folder.resolve("disco_vpc.ini"), NETWORKS);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run typing(String typed, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--endpoint-url");
        all.add(variables.get("ENDPOINT"));
        String[] terminals = typed.isEmpty() ? new String[0] : new String[] {"in", "err"};
        return new Run.Desk(typed, variables, terminals).run(all.toArray(String[]::new));
    }

    private Run peerings(String... words) {
        List<String> all = new ArrayList<>(List.of("env", "peerings"));
        all.addAll(List.of(words));
        return typing("", all.toArray(String[]::new));
    }

    @Test
    void peeringsArePlannedMadeListedAndDeletedByThemselves() throws IOException {
        for (String each : List.of("ci", "sandbox")) {
            Run made = typing("", "env", "create", "--name", each, "--yes");
            assertThat(made.code()).as(made.err()).isZero();
        }
        Files.writeString(folder.resolve("disco_vpc.ini"), NETWORKS + LINE);
        Run planned = peerings("plan", "--name", "ci", "--detailed-exitcode");
        assertThat(planned.code()).as(planned.err()).isEqualTo(2);
        assertThat(planned.out()).contains("peering connection ci~sandbox", "4 to create");
        Run updated = peerings("update", "--name", "ci", "--yes");
        assertThat(updated.code()).as(updated.err()).isZero();
        assertThat(peerings("list", "--name", "sandbox").out())
                .containsPattern("ci +sandbox +pcx-[0-9a-f]+ +active +sandbox_tunnel to ci_tunnel");
        assertThat(peerings("list", "--name", "other").out().lines()).hasSizeLessThan(2);
        assertThat(typing("", "env", "plan", "--name", "sandbox").out()).startsWith("Nothing");

        Run refused = typing("ci\n", "env", "peerings", "delete", "--name", "sandbox");
        assertThat(refused.code()).isEqualTo(1);
        Run deleted = typing("sandbox\n", "env", "peerings", "delete", "--name", "sandbox");
        assertThat(deleted.code()).as(deleted.err()).isZero();
        assertThat(peerings("list").out().lines()).hasSizeLessThan(2);
        assertThat(peerings("plan", "--name", "ci").out()).contains("4 to create");
    }

    @Test
    void withoutAVerbOrANetworkItSaysWhatIsMissing() {
        Run none = peerings();
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("list, plan, update, delete");
        Run unknown = peerings("plan", "--name", "ci");
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("sila env create --name ci");
    }
}
