package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T02:00:00Z"));
    private static final AuditFile.Run RUN =
            new AuditFile.Run("r1", "0.1", "ann", List.of("sila", "env", "create", "ci"));
    private static final Audit.Entry ENTRY =
            new Audit.Entry(
                    "ec2",
                    "CreateVpc",
                    Map.of("VpcId", Set.of("vpc-1")),
                    "req-1",
                    "refused",
                    "VpcLimitExceeded");

    @Test
    void writesWhoRanWhatThenEachCall(@TempDir Path folder) throws IOException {
        Path state = folder.resolve("deep").resolve("audit");
        try (AuditFile audit = new AuditFile(state, RUN, CLOCK)) {
            assertThat(state).doesNotExist();
            audit.ready();
            audit.record(ENTRY);
            audit.record(ENTRY);
        }
        List<String> lines = Files.readAllLines(state.resolve("r1.jsonl"));
        assertThat(lines).hasSize(3);
        JsonNode head = new ObjectMapper().readTree(lines.getFirst());
        assertThat(head.path("user").asText()).isEqualTo("ann");
        assertThat(head.path("command")).hasSize(4);
        JsonNode call = new ObjectMapper().readTree(lines.get(1));
        assertThat(call.path("at").asText()).isEqualTo("2026-11-21T02:00:00Z");
        assertThat(call.path("run").asText()).isEqualTo("r1");
        assertThat(call.path("action").asText()).isEqualTo("CreateVpc");
        assertThat(call.path("resources").path("VpcId").path(0).asText()).isEqualTo("vpc-1");
        assertThat(call.path("request").asText()).isEqualTo("req-1");
        assertThat(call.path("outcome").asText()).isEqualTo("refused");
        assertThat(call.path("code").asText()).isEqualTo("VpcLimitExceeded");
    }

    @Test
    void onlyItsUserCanReadIt(@TempDir Path folder) throws IOException {
        Path state = folder.resolve("audit");
        try (AuditFile audit = new AuditFile(state, RUN, CLOCK)) {
            audit.ready();
        }
        assertThat(Files.getPosixFilePermissions(state.resolve("r1.jsonl")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(state))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void appendsToWhatIsThere(@TempDir Path folder) throws IOException {
        for (int i = 0; i < 2; i++) {
            try (AuditFile audit = new AuditFile(folder, RUN, CLOCK)) {
                audit.record(ENTRY);
            }
        }
        assertThat(Files.readAllLines(folder.resolve("r1.jsonl"))).hasSize(4);
    }

    @Test
    void saysSoWhenItCannotWrite(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("a-file"));
        try (AuditFile audit = new AuditFile(file, RUN, CLOCK)) {
            assertThatThrownBy(audit::ready)
                    .isInstanceOf(ProblemException.class)
                    .hasMessageContaining("nothing was changed");
        }
    }

    @Test
    void leavesSecretsOutOfTheCommandLine() {
        assertThat(
                        AuditFile.withoutSecrets(
                                List.of(
                                        "sila",
                                        "db",
                                        "create",
                                        "--password",
                                        "hunter2",
                                        "--size",
                                        "5",
                                        "--api-token=abc",
                                        "ci")))
                .containsExactly(
                        "sila",
                        "db",
                        "create",
                        "--password",
                        "***",
                        "--size",
                        "5",
                        "--api-token=***",
                        "ci");
    }

    @Test
    void livesInTheUsersStateFolder() {
        Path home = Path.of("/home/ann");
        assertThat(AuditFile.folder(Map.of(), home))
                .isEqualTo(Path.of("/home/ann/.local/state/sila/audit"));
        assertThat(AuditFile.folder(Map.of("XDG_STATE_HOME", "/state"), home))
                .isEqualTo(Path.of("/state/sila/audit"));
    }
}
