package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            Files.copy(out, PICTURE, StandardCopyOption.REPLACE_EXISTING);
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

    /** A copy of the example in which the hostclass scales by these lines. */
    private Run rehearse(String... lines) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String each : List.of("disco_vpc.ini", "disco_aws.ini")) {
            Files.copy(
                    EXAMPLE.resolve(each), copy.resolve(each), StandardCopyOption.REPLACE_EXISTING);
        }
        String text = Files.readString(copy.resolve("disco_aws.ini"));
        String kept =
                text.lines()
                        .filter(each -> !each.startsWith("scaling_"))
                        .collect(Collectors.joining("\n"));
        Files.writeString(
                copy.resolve("disco_aws.ini"), kept + "\n" + String.join("\n", lines) + "\n");
        Path metrics = folder.resolve("load.csv");
        Files.writeString(
                metrics,
                IntStream.range(0, 60)
                        .mapToObj(each ->
                                "2026-06-01T00:%02d:00Z,%d".formatted(each, each < 10 ? 40 : 95))
                        .collect(Collectors.joining("\n")));
        return new Run.Desk("", Map.of("SILA_CONFIG", copy.toString()))
                .run(
                        "fleet",
                        "rehearse",
                        "mhcproxy",
                        "--metrics",
                        metrics.toString(),
                        "--min-size",
                        "2",
                        "--desired-size",
                        "2",
                        "--max-size",
                        "9@30 2 * * *:8@0 8 * * *");
    }

    @Test
    void stepsGoByHowFarTheMetricIsBeyond() throws IOException {
        Run run =
                rehearse(
                        "scaling_policy=step",
                        "scaling_up=+1, 20:+3",
                        "scaling_up_threshold=60",
                        "scaling_period=60",
                        "scaling_evaluations=3");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("up +2 +5 ");
    }

    @Test
    void targetsAreKeptInProportion() throws IOException {
        Run run = rehearse("scaling_policy=target", "scaling_target=50", "scaling_in=no");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("target +2 +4 ");
    }

    /** 2:30 in Berlin is half past midnight elsewhere. */
    @Test
    void timesAreThoseOfTheHostclass() throws IOException {
        Run run = rehearse("schedule_time_zone=Europe/Berlin", "scaling_up_threshold=99");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).containsPattern("2026-06-01 02:30:00 .02:00 +schedule ");
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
