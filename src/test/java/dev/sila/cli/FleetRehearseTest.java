package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user types it, without any cloud. */
final class FleetRehearseTest {
    private static final Path EXAMPLE = Path.of("examples/blackfriday");
    private static final String METRICS = EXAMPLE.resolve("metrics/cpu.csv").toString();
    private static final Path PICTURE = Path.of("docs/guide/images/blackfriday.svg");
    private static final Path GUIDE = Path.of("docs/guide/scaling.md");

    @TempDir private Path folder = Path.of("");

    private static Run sila(String... words) {
        List<String> all = new ArrayList<>(List.of("fleet", "rehearse"));
        all.addAll(List.of(words));
        return new Run.Desk("", Map.of("SILA_CONFIG", EXAMPLE.toAbsolutePath().toString()))
                .run(all.toArray(String[]::new));
    }

    /** {@code -Dgolden.update=true} draws the guide's picture anew: look at it then. */
    @Test
    void theGuideShowsWhatTheCommandShows() throws IOException {
        Path out = folder.resolve("blackfriday.svg");
        Run run = sila("mhcproxy", "--metrics", METRICS, "--per-host", "--out", out.toString());

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(GUIDE)).contains(run.out().strip());
        assertThat(run.err()).contains("2 to 4 hosts served", "Written to");
        if (Boolean.getBoolean("golden.update")) {
            Files.copy(out, PICTURE, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(out)).isEqualTo(Files.readString(PICTURE));
    }

    @Test
    void programsGetEveryPoint() {
        Run run = sila("mhcproxy", "--metrics", METRICS, "--per-host", "-o", "json");

        Map<String, @Nullable Object> data = Json.object(run.out());
        assertThat(data)
                .containsEntry("hostclass", "mhcproxy")
                .containsEntry("leastServing", 2)
                .containsEntry("mostServing", 4);
        assertThat((List<?>) data.get("points")).hasSize(361);
        assertThat(run.out()).contains("\"WAITING\"");
    }

    @Test
    void scheduledSizesComeWithoutAnyAlarm() throws IOException {
        Path calm = folder.resolve("calm.csv");
        Files.writeString(calm, "2026-06-01T00:00:00Z,50\n2026-06-01T12:00:00Z,50\n");
        Run run =
                sila(
                        "mhcproxy",
                        "--metrics",
                        calm.toString(),
                        "--desired-size",
                        "1@30 10 * * *:4@45 1 * * *",
                        "--min-size",
                        "1");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("2026-06-01 01:45:00 .00:00 +schedule +1 +4 +1 +4 +- +45 1 ")
                .containsPattern("2026-06-01 10:30:00 .00:00 +schedule +4 +1 ");
    }

    @Test
    void whatIsWrongIsSaid() throws IOException {
        Run unknown = sila("mhcproxi", "--metrics", METRICS);
        assertThat(unknown.code()).isEqualTo(1);
        assertThat(unknown.err()).contains("no pipeline has it", "mhcproxy");

        assertThat(sila("mhcproxy").code()).isEqualTo(2);

        Run missing = sila("mhcproxy", "--metrics", "nothing.csv");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("nothing.csv: cannot be read");

        Run size = sila("mhcproxy", "--metrics", METRICS, "--max-size", "many");
        assertThat(size.code()).isEqualTo(1);
        assertThat(size.err()).contains("--max-size: \"many\" is no size");

        Run bad = sila("mhcproxy", "--metrics", METRICS, "--max-size", "4@0 0 30 2 *:5@0 1 * * *");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("never comes");

        Run order = sila("mhcproxy", "--metrics", METRICS, "--min-size", "5");
        assertThat(order.code()).isEqualTo(1);
        assertThat(order.err()).contains("A group cannot be 5 to 4");
    }
}
