package dev.sila.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reference of alarms says what the code knows. {@code -Dgolden.update=true} writes it. */
class AlarmReferenceTest {
    private static final Path REFERENCE = Path.of("docs/reference/disco_alarms.md");

    private static final String HEAD =
            """
            # Options of disco_alarms.ini and disco_log_metrics.ini

            Generated from the code; a test compares it. What they do together: [Alarms](../guide/alarms.md).

            In `disco_alarms.ini` options stand in `[TEAM.NAMESPACE.METRIC.HOSTCLASS]`, for all hostclasses in \
            `[TEAM.NAMESPACE.METRIC]`, or for all alarms in `[defaults]`; the first of these that has an option counts. \
            `TEAM.` may be left out. Options marked *new* are not Asiaq's.
            """;

    private static final String LOGS =
            """

            ## Metrics from logs

            In `disco_log_metrics.ini` options stand in `[HOSTCLASS.METRIC]`.

            """;

    @Test
    void saysWhatEveryOptionIs() throws IOException {
        StringBuilder text = new StringBuilder(HEAD);
        AlarmOptions.byTopic()
                .forEach((topic, options) ->
                        text.append("\n## ")
                                .append(topic)
                                .append("\n\n")
                                .append(OptionReferenceTest.table("", options)));
        text.append(LOGS).append(OptionReferenceTest.table("", LogMetricReader.options()));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(REFERENCE, text);
        }
        assertThat(text.toString()).isEqualTo(Files.readString(REFERENCE));
    }

    @Test
    void noOptionIsLeftUndescribed() {
        List<KnownOption> all = new ArrayList<>(AlarmOptions.all().values());
        all.addAll(LogMetricReader.options());
        assertThat(all)
                .hasSizeGreaterThan(12)
                .allSatisfy(each -> {
                    assertThat(each.description().value()).as(each.name()).isNotBlank();
                    assertThat(each.description().meaning()).as(each.name()).isNotBlank();
                    assertThat(each.description().absent().isBlank())
                            .as(each.name())
                            .isEqualTo(each.fallback() != null);
                });
    }
}
