package dev.sila.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutputTest {
    private record Host(
            String id, int cores, boolean up, List<String> zones, @Nullable Instant since) {}

    private static final List<Column<Host>> COLUMNS =
            List.of(
                    Column.of("instanceId", Host::id),
                    Column.of("cores", Host::cores),
                    Column.of("up", Host::up),
                    Column.of("zones", Host::zones),
                    Column.detail("since", Host::since));

    private static final List<Host> HOSTS =
            List.of(
                    new Host("i-1", 2, true, List.of("a", "b"), Instant.EPOCH),
                    new Host("i-0022", 16, false, List.of(), null));

    @Test
    void aTableIsAlignedAndShowsNoDetails() {
        assertThat(printed(Format.TABLE, output -> output.rows(COLUMNS, HOSTS)).lines())
                .containsExactly(
                        "INSTANCE ID  CORES  UP   ZONES",
                        "i-1              2  yes  a,b",
                        "i-0022          16  no   -");
    }

    @Test
    void jsonHasEveryFactWithItsOwnType() {
        assertThat(printed(Format.JSON, output -> output.rows(COLUMNS, HOSTS)))
                .isEqualToNormalizingNewlines(
                        """
                        [
                          {
                            "instanceId" : "i-1",
                            "cores" : 2,
                            "up" : true,
                            "zones" : [
                              "a",
                              "b"
                            ],
                            "since" : "1970-01-01T00:00:00Z"
                          },
                          {
                            "instanceId" : "i-0022",
                            "cores" : 16,
                            "up" : false,
                            "zones" : [ ],
                            "since" : null
                          }
                        ]
                        """);
    }

    @Test
    void yamlKeepsStringsThatLookLikeOtherThings() {
        assertThat(
                        printed(
                                Format.YAML,
                                output ->
                                        output.object(
                                                Map.of("list", List.of("no", "12", "a: b", 12)))))
                .isEqualToNormalizingNewlines(
                        """
                        list:
                        - "no"
                        - "12"
                        - "a: b"
                        - 12
                        """);
    }

    @Test
    void oneThingIsALineForEachFactOrAnObject() {
        assertThat(printed(Format.TABLE, output -> output.one(COLUMNS, HOSTS.get(1))).lines())
                .containsExactly(
                        "instanceId  i-0022", "cores       16", "up          no", "zones       -");
        assertThat(printed(Format.JSON, output -> output.one(COLUMNS, HOSTS.get(1))))
                .startsWith("{");
    }

    @Test
    void anEmptyListIsAHeadingOrAnEmptyList() {
        assertThat(printed(Format.TABLE, output -> output.rows(COLUMNS, List.of())).lines())
                .containsExactly("INSTANCE ID  CORES  UP  ZONES");
        assertThat(printed(Format.JSON, output -> output.rows(COLUMNS, List.of())).strip())
                .isEqualTo("[ ]");
    }

    @Test
    void aDocumentIsMadeOnlyInTheFormatThatIsWanted() {
        Consumer<Output> document =
                output ->
                        output.document(
                                () -> {
                                    throw new AssertionError("text was not asked for");
                                },
                                () -> Map.of("changes", 3));
        assertThat(printed(Format.JSON, document)).contains("\"changes\" : 3");
    }

    @Test
    void whatIsPrintedAsJsonIsReadBack() {
        Map<String, Object> data =
                Map.of("a", List.of(1, "two\n\"quoted\"", true, Map.of("b", 1.5)), "ö", "ü");
        assertThat(Json.object(printed(Format.JSON, output -> output.object(data))))
                .isEqualTo(data);
    }

    @Test
    void aLongWaitIsToldUntilItEnds() throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(told, true, StandardCharsets.UTF_8);
        Progress progress = new Progress(err, Duration.ofMillis(10));

        Progress.Waiting waiting = progress.waiting("i-1 to run", Duration.ofSeconds(40));
        Awaitility.await().until(() -> told.toString(StandardCharsets.UTF_8).lines().count() >= 2);
        waiting.close();

        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("waiting for i-1 to run: 0 s so far, usually 40 s");
    }

    private static String printed(Format format, Consumer<Output> command) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        command.accept(
                new Output(
                        new PrintStream(bytes, true, StandardCharsets.UTF_8),
                        format,
                        new Paint(false)));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
