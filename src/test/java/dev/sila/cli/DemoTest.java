package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole demo, with real sockets and real time. */
final class DemoTest {
    @Test
    void theMainJobLosesNothing() {
        Run run = new Run.Desk().run("demo", "-o", "json", "--rate", "100", "--speed", "40");
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, @Nullable Object> report = Json.object(run.out());
        assertThat(report).containsEntry("secondPlanChanges", 0).containsEntry("leftovers", 0);
        Map<?, ?> requests = (Map<?, ?>) Objects.requireNonNull(report.get("requests"));
        assertThat(requests.get("failedOutsideKill")).isEqualTo(0);
        assertThat((Integer) Objects.requireNonNull(requests.get("sent"))).isGreaterThan(200);
        // Two at first, two more under load, and one for the host that was killed.
        assertThat((Map<?, ?>) requests.get("perInstance")).hasSizeGreaterThanOrEqualTo(5);
        assertThat((Map<?, ?>) report.get("plan")).extracting("create").isEqualTo(39);
    }
}
