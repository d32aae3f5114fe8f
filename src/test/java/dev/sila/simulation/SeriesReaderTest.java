package dev.sila.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of metric files. */
final class SeriesReaderTest {
    private static Series read(String text) {
        return read(text, null);
    }

    private static Series read(String text, @Nullable String result) {
        return SeriesReader.read(text, "cpu", Statistic.AVERAGE, result);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "time,value\n2026-11-27T08:00:00Z,50\n2026-11-27T08:05:00Z,60.5\n",
                "2026-11-27 08:00:00,50\n2026-11-27 08:05:00,60.5",
                "# a remark\n\n\"when\";\"what\"\n2026-11-27T09:00:00+0100;50\n2026-11-27T09:05+01:00;60.5",
                "1795766400,50\n1795766700,60.5",
                "2026-11-27T08:05:00Z,60.5\r\n2026-11-27T08:00:00Z,50\r\n",
                """
                {"Label": "CPUUtilization", "Datapoints": [
                  {"Timestamp": "2026-11-27T08:05:00+00:00", "Average": 60.5, "Sum": 1, "Unit": "Percent"},
                  {"Timestamp": "2026-11-27T08:00:00+00:00", "Average": 50, "Sum": 1, "Unit": "Percent"}]}
                """,
                """
                {"Datapoints": [{"Timestamp": "2026-11-27T08:05:00Z", "Sum": 60.5, "Unit": "Percent"},
                  {"Timestamp": 1795766400.0, "ExtendedStatistics": {"p90": 50}}]}
                """,
                """
                {"MetricDataResults": [{"Id": "m1", "Label": "CPU", "StatusCode": "Complete",
                  "Timestamps": ["2026-11-27T08:05:00+00:00", "2026-11-27T08:00:00+00:00"],
                  "Values": [60.5, 50.0]}]}
                """
            })
    void allFormsMeanTheSame(String text) {
        Series series = read(text);
        assertThat(series.values())
                .containsExactly(
                        java.util.Map.entry(Instant.parse("2026-11-27T08:00:00Z"), 50.0),
                        java.util.Map.entry(Instant.parse("2026-11-27T08:05:00Z"), 60.5));
        assertThat(series.resolution()).isEqualTo(Duration.ofMinutes(5));
        assertThat(series.end()).isEqualTo(Instant.parse("2026-11-27T08:10:00Z"));
    }

    @Test
    void aValueHoldsForTheResolutionAndAGapIsNoData() {
        Series series =
                read(
                        "2026-11-27T08:00Z,1\n2026-11-27T08:01Z,2\n2026-11-27T08:02Z,\n2026-11-27T08:05Z,3");
        assertThat(series.resolution()).isEqualTo(Duration.ofMinutes(1));
        assertThat(series.at(Instant.parse("2026-11-27T08:01:59Z"))).isEqualTo(2.0);
        assertThat(series.at(Instant.parse("2026-11-27T08:02:00Z"))).isNull();
        assertThat(series.at(Instant.parse("2026-11-27T08:05:30Z"))).isEqualTo(3.0);
        assertThat(series.at(Instant.parse("2026-11-27T07:59:59Z"))).isNull();
    }

    @Test
    void oneOfSeveralResultsIsChosen() {
        String two =
                """
                {"MetricDataResults": [
                  {"Id": "cpu", "Label": "CPU", "Timestamps": ["2026-11-27T08:00:00Z"], "Values": [1]},
                  {"Id": "net", "Label": "NetworkIn", "Timestamps": ["2026-11-27T08:00:00Z"], "Values": [2]}]}
                """;
        assertThat(read(two, "net").values().values()).containsExactly(2.0);
        assertThat(read(two, "CPU").values().values()).containsExactly(1.0);
        assertThatThrownBy(() -> read(two)).hasMessageContaining("--result: cpu, net");
        assertThatThrownBy(() -> read(two, "disk")).hasMessageContaining("no result disk");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | has no values",
                "time,value | has no values",
                "2026-11-27T08:00Z,1,2 | cpu:1: \"2026-11-27T08:00Z,1,2\" is no time and value",
                "2026-11-27T08:00Z,x | \"x\" is no number",
                "2026-11-27T08:00Z,NaN | NaN is no value",
                "2026-13-27T08:00Z,1 | is no time and value",
                "{ | cpu:1: is no JSON",
                "{} | without Datapoints",
                "{\"Datapoints\": []} | has no values",
                "{\"Datapoints\": [{\"Timestamp\": \"2026-11-27T08:00Z\", \"Sum\": 1, \"Minimum\": 1}]} | has no Average",
                "{\"MetricDataResults\": [{\"Id\": \"a\", \"Timestamps\": [1], \"Values\": []}]} | 1 times and 0 values"
            })
    void whatIsWrongIsSaid(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(why);
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithItsLine() {
        assertThatThrownBy(() -> read("2026-11-27T08:00Z,a\n2026-11-27T08:01Z,b\n\nc,d"))
                .hasMessageContaining("cpu:1")
                .hasMessageContaining("cpu:2")
                .hasMessageContaining("cpu:4");
        assertThatThrownBy(() -> read("2026-11-27T08:00Z,1\n2026-11-27T09:00+01:00,1"))
                .hasMessageContaining("cpu:2")
                .hasMessageContaining("there twice");
    }
}
