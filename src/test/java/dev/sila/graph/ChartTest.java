package dev.sila.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.graph.Chart.Curve;
import dev.sila.graph.Chart.Level;
import dev.sila.graph.Chart.Look;
import dev.sila.graph.Chart.Mark;
import dev.sila.graph.Chart.Panel;
import dev.sila.graph.Chart.Point;
import dev.sila.graph.Chart.Sort;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

/** Charts: where values end up, and that it is SVG. */
final class ChartTest {
    private static final Instant START = Instant.parse("2026-03-28T22:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Chart chart(Curve... curves) {
        return new Chart(
                "a < b",
                "c & d",
                START,
                START.plus(Duration.ofHours(10)),
                BERLIN,
                List.of(
                        new Panel(
                                "hosts",
                                List.of(curves),
                                List.of(new Level("up: > 80", 80)),
                                List.of(new Mark(START, Sort.UP, "from 1 to 2")))));
    }

    private static Point at(int hours, @Nullable Double value) {
        return new Point(START.plus(Duration.ofHours(hours)), value);
    }

    @Test
    void itIsWellFormedAndSaysWhatItShows() throws Exception {
        String svg = chart(new Curve("<x>", Look.LINE, List.of(at(0, 1.0), at(9, 2.0)))).svg();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)));
        assertThat(svg)
                .contains("<title id=\"title\">a &lt; b</title>", "c &amp; d", "&lt;x&gt;")
                .contains("class=\"mark up\"", "from 1 to 2", "up: &gt; 80", "Europe/Berlin");
    }

    @Test
    void stepsKeepTheirValueAndGapsStayEmpty() {
        String steps =
                path(
                        chart(
                                new Curve(
                                        "x",
                                        Look.STEPS,
                                        List.of(at(0, 0.0), at(5, 100.0), at(10, 100.0)))));
        assertThat(steps).isEqualTo("M64,246 H496 V76 H928");
        String line =
                chart(
                                new Curve(
                                        "x",
                                        Look.LINE,
                                        List.of(
                                                at(0, 0.0),
                                                at(1, 0.0),
                                                at(2, null),
                                                at(5, 80.0),
                                                at(10, 0.0))))
                        .svg();
        assertThat(line).contains("d=\"M64,246 L150.4,246\"", "d=\"M496,76 L928,246\"");
    }

    private static String path(Chart chart) {
        Matcher curve = Pattern.compile("class=\"curve [^>]* d=\"([^\"]*)\"").matcher(chart.svg());
        assertThat(curve.find()).isTrue();
        return curve.group(1);
    }

    /** However many points there are, what sticks out is there, and the picture stays small. */
    @Test
    void manyPointsAreThinnedOutToWhatCanBeSeen() {
        List<Point> points = new ArrayList<>();
        for (int second = 0; second <= 36_000; second++) {
            points.add(
                    new Point(
                            START.plusSeconds(second),
                            second == 17_777 ? Double.valueOf(99) : Double.valueOf(second % 5)));
        }
        String svg = chart(new Curve("x", Look.LINE, points)).svg();
        assertThat(svg.length()).isLessThan(80_000);
        assertThat(svg).contains(",77.7 ");
    }

    @Test
    void theAxisOfTimeFollowsTheClocksOfItsZone() {
        assertThat(Axis.times(START, START.plus(Duration.ofHours(8)), BERLIN, 10))
                .extracting(Axis.Tick::label)
                .as("2 o'clock is skipped")
                .containsExactly(
                        "23:00 28 Mar",
                        "00:00 29 Mar",
                        "01:00",
                        "03:00",
                        "04:00",
                        "05:00",
                        "06:00",
                        "07:00",
                        "08:00");
        assertThat(Axis.times(START, START.plus(Duration.ofDays(40)), BERLIN, 10))
                .extracting(Axis.Tick::label)
                .startsWith("1 Apr", "5 Apr")
                .hasSizeLessThanOrEqualTo(11);
    }

    @Property
    void valuesOfTheAxisSurroundTheirsAndAreFew(
            @ForAll @DoubleRange(min = -1e6, max = 0) double least,
            @ForAll @DoubleRange(min = 0.01, max = 1e9) double greatest,
            @ForAll @IntRange(min = 2, max = 10) int wanted) {
        List<Double> values = Axis.values(least, greatest, wanted);
        assertThat(values.getFirst()).isLessThanOrEqualTo(least);
        assertThat(values.getLast()).isGreaterThanOrEqualTo(greatest - 1e-6);
        assertThat(values).isSorted().hasSizeBetween(2, wanted + 3);
    }

    @Test
    void withoutTimeThereIsNoChart() {
        assertThatThrownBy(() -> new Chart("", "", START, START, BERLIN, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
