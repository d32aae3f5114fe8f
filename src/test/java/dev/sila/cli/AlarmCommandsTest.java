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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms and log metrics, over HTTP, as a user meets them: nothing of it touches a host. */
final class AlarmCommandsTest {
    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(500).build();
    private String endpoint = "";

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        HttpEndpoint listening = cloud.listen(0, () -> {});
        endpoint = listening.uri().toString();
        Path from = Path.of("src/test/golden/watched/in");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(each).toString());
                Files.createDirectories(to.getParent());
                Files.copy(each, to);
            }
        }
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--endpoint-url", endpoint));
        Map<String, String> variables =
                Map.of(
                        "AWS_REGION",
                        "us-east-1",
                        "XDG_STATE_HOME",
                        folder.resolve("state").toString(),
                        "SILA_CONFIG",
                        folder.toString());
        return new Run.Desk("", variables).run(all.toArray(String[]::new));
    }

    private String done(String... words) {
        Run run = sila(words);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    private void change(String file, String from, String to) throws IOException {
        String text = Files.readString(folder.resolve(file));
        assertThat(text).contains(from);
        Files.writeString(folder.resolve(file), text.replace(from, to));
    }

    /** The list without the states, which follow the metrics. */
    private String watched(String environment) {
        return done("alarm", "list", "--env", environment)
                .replaceAll("(INSUFFICIENT_DATA|ALARM|OK) +\\S+ +", "");
    }

    @Test
    void whatIsWatchedFollowsTheFilesWithoutTouchingAHost() throws IOException {
        for (String each : List.of("ci", "ci2")) {
            done("env", "create", "--name", each, "--yes");
            done("pipeline", "up", "--env", each, "--pipeline", "all", "--yes");
        }
        String neighbour = watched("ci2");
        String hosts = done("host", "list", "--env", "ci");
        assertThat(done("alarm", "list", "--env", "ci", "--hostclass", "mhcfoo"))
                .contains("core_ci_mhcfoo_CPUUtilization_max", "ci_mhcfoo_StatusCheckFailed_max")
                .doesNotContain("mhcfoobar", "ci2");
        assertThat(sila("alarm", "list", "--env", "c").code()).isEqualTo(1);

        alarmsFollow();
        logMetricsFollow();
        done("alarm", "delete", "--env", "ci", "--yes");
        assertThat(done("alarm", "list", "--env", "ci"))
                .contains("ci_mhcfoo_CPUUtilization_max")
                .contains("ci_mhcfoo_StatusCheckFailed_max")
                .doesNotContain("core_ci");
        done("logmetric", "delete", "--env", "ci", "--hostclass", "mhcfoo", "--yes");
        assertThat(done("logmetric", "groups", "--env", "ci"))
                .contains("ci/mhcfoobar")
                .doesNotContain("ci/mhcfoo/");
        assertThat(done("host", "list", "--env", "ci")).isEqualTo(hosts);
        assertThat(watched("ci2")).isEqualTo(neighbour);
        assertThat(done("logmetric", "groups", "--env", "ci2")).contains("ci2/mhcfoo/");
    }

    private void alarmsFollow() throws IOException {
        change("disco_alarms.ini", "threshold_max=90", "threshold_max=95");
        change("disco_alarms.ini", ":information", ":other");
        Run plan = sila("alarm", "plan", "--env", "ci", "--detailed-exitcode");
        assertThat(plan.code()).isEqualTo(2);
        assertThat(plan.out())
                .contains("threshold: 90.0 -> 95.0", "+ subscription", "customers")
                .doesNotContain("auto scaling group");
        assertThat(done("alarm", "update", "--env", "ci", "--subscriptions", "--yes"))
                .contains("Done: 2 changes.");
        assertThat(done("alarm", "update", "--env", "ci", "--hostclass", "mhcfoo", "--yes"))
                .contains("Done: 1 change.");
        done("alarm", "update", "--env", "ci", "--yes");
        assertThat(done("alarm", "plan", "--env", "ci")).startsWith("Nothing to do");
        for (String verb : List.of("plan", "update", "delete", "list")) {
            Run typo = sila("alarm", verb, "--env", "ci", "--hostclass", "mhcfo");
            assertThat(typo.code()).as(verb).isEqualTo(2);
            assertThat(typo.err()).contains("--hostclass mhcfo: ", "Did you mean mhcfoo?");
        }
        Run unlike = sila("alarm", "plan", "--env", "ci", "--hostclass", "zzzzzzzz");
        assertThat(unlike.err()).contains("Known are: mhc");
    }

    private void logMetricsFollow() throws IOException {
        assertThat(done("logmetric", "list", "--env", "ci"))
                .contains("mhcfoo-ErrorCount", "LogMetrics/ci", "mhcfoobar-StatusCode");
        change("disco_log_metrics.ini", "retention_days=30", "retention_days=60");
        done("logmetric", "update", "--env", "ci", "--hostclass", "mhcfoo", "--yes");
        assertThat(done("logmetric", "groups", "--env", "ci", "--hostclass", "mhcfoo"))
                .contains("ci/mhcfoo/var/log/httpd/error_log", " 60")
                .doesNotContain("mhcfoobar");
    }
}
