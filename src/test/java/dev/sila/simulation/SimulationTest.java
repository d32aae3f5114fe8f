package dev.sila.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Cron;
import dev.sila.model.schedule.Schedule;
import dev.sila.model.schedule.ScheduledSize;
import dev.sila.simulation.Replay.Event;
import dev.sila.simulation.Replay.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What groups do in small scenarios, and what holds in all. */
final class SimulationTest {
    private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
    private static final Schedule NONE = new Schedule(List.of(), ZoneId.of("Etc/UTC"));
    private static final Scenario.Hosts HOSTS =
            new Scenario.Hosts(
                    Duration.ofSeconds(120), Duration.ofSeconds(60), Duration.ofSeconds(60));

    private static Series series(int minutes, double... values) {
        TreeMap<Instant, Double> all = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
            all.put(START.plus(Duration.ofMinutes((long) i * minutes)), values[i]);
        }
        return new Series(all, Duration.ofMinutes(minutes));
    }

    private static Policy step(String name, int amount, int cooldown) {
        return new Policy.Simple(
                name,
                new Adjustment(Adjustment.Type.CHANGE_IN_CAPACITY, amount, 0),
                Duration.ofSeconds(cooldown));
    }

    private static final List<Alarm> SEED =
            List.of(
                    Alarm.simple("high", "up", Comparison.GREATER, 80, 300, 2),
                    Alarm.simple("low", "down", Comparison.LESS, 15, 300, 4));

    private static List<String> changes(Replay replay) {
        return replay.events().stream()
                .filter(each -> each.kind() == Kind.POLICY || each.kind() == Kind.SCHEDULE)
                .map(each ->
                        Duration.between(START, each.time()).toMinutes()
                                + ": "
                                + each.before().desired()
                                + ">"
                                + each.after().desired())
                .toList();
    }

    private static Replay run(Series series, Scenario.Load load, List<Policy> policies) {
        return Simulation.run(
                new Scenario(series, load, new Capacity(2, 2, 4), HOSTS, policies, SEED, NONE));
    }

    /** The seed: 80 % for two cycles of five minutes adds one, 15 % for four removes one. */
    @Test
    void theSeedsRulesGrowQuicklyAndShrinkSlowly() {
        List<Policy> policies = List.of(step("up", 1, 600), step("down", -1, 600));
        double[] day = new double[24];
        java.util.Arrays.fill(day, 0, 1, 50);
        java.util.Arrays.fill(day, 1, 2, 95);
        java.util.Arrays.fill(day, 2, 3, 50);
        java.util.Arrays.fill(day, 3, 10, 90);
        java.util.Arrays.fill(day, 10, 24, 5);

        Replay replay = run(series(5, day), new Scenario.Load.Metric(), policies);

        assertThat(changes(replay))
                .as("a peak of one cycle does nothing; the cooldown begins when the host serves")
                .containsExactly("25: 2>3", "37: 3>4", "70: 4>3", "81: 3>2");
        assertThat(replay.events())
                .filteredOn(each -> each.kind() == Kind.NOTHING)
                .extracting(Event::words)
                .containsExactly("the group has its maximum", "the group has its minimum");
    }

    @Test
    void aLoadThatIsSharedFallsWithEveryHost() {
        double[] loads = new double[12];
        java.util.Arrays.fill(loads, 210);

        Replay replay =
                run(
                        series(5, loads),
                        new Scenario.Load.Total(100),
                        List.of(step("up", 1, 600), step("down", -1, 600)));

        assertThat(changes(replay)).as("210 on three hosts is 70 each").containsExactly("10: 2>3");
        assertThat(replay.points().getLast().metric()).isEqualTo(70);
        assertThat(replay.points().get(1).metric()).as("a host shows at most 100").isEqualTo(100);
        assertThat(replay.totals().overloaded())
                .as(
                        "until the third serves after 12 minutes; in that period 105 for 2 of 5 minutes")
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(replay.totals().hostTime()).isEqualTo(Duration.ofMinutes(2 * 60 + 50));
    }

    @Test
    void scheduledSizesHeedNoCooldownAndPoliciesGoOnFromThem() {
        Schedule schedule =
                new Schedule(
                        List.of(new ScheduledSize(Cron.of("12 8 * * *"), null, 4, 6)),
                        ZoneId.of("Etc/UTC"));
        double[] loads = new double[40];
        java.util.Arrays.fill(loads, 90);
        Alarm high = Alarm.simple("high", "up", Comparison.GREATER, 80, 60, 10);

        Replay replay =
                Simulation.run(
                        new Scenario(
                                series(1, loads),
                                new Scenario.Load.Metric(),
                                new Capacity(2, 2, 4),
                                HOSTS,
                                List.of(step("up", 1, 600)),
                                List.of(high),
                                schedule));

        assertThat(changes(replay))
                .as("the cooldown begins once the scheduled host serves too")
                .containsExactly("10: 2>3", "12: 3>4", "24: 4>5", "36: 5>6");
    }

    @Test
    void ofTwoPoliciesAtOnceTheLargerGroupWins() {
        List<Policy> policies =
                List.of(step("up", 1, 60), step("more", 2, 60), step("down", -1, 60));
        List<Alarm> alarms =
                List.of(
                        Alarm.simple("a", "up", Comparison.GREATER, 80, 60, 1),
                        Alarm.simple("b", "more", Comparison.GREATER, 80, 60, 1),
                        Alarm.simple("c", "down", Comparison.GREATER, 80, 60, 1));
        Replay replay =
                Simulation.run(
                        new Scenario(
                                series(1, 90, 50),
                                new Scenario.Load.Metric(),
                                new Capacity(1, 2, 9),
                                HOSTS,
                                policies,
                                alarms,
                                NONE));
        assertThat(changes(replay)).containsExactly("1: 2>4");
    }

    /** The tables of the user guide: five periods, the latest last; a dash has no data. */
    static Stream<Arguments> missingData() {
        String none = "INSUFFICIENT_DATA";
        String same = "same";
        return Stream.of(
                Arguments.of("0-X-X", 3, List.of("OK", "OK", "OK", "OK")),
                Arguments.of("----0", 3, List.of("OK", "OK", "OK", "OK")),
                Arguments.of("-----", 3, List.of(none, same, "ALARM", "OK")),
                Arguments.of("0XX-X", 3, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("--X--", 3, List.of("ALARM", same, "ALARM", "OK")),
                Arguments.of("0-X-X", 2, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("00X0X", 2, List.of("ALARM", "ALARM", "ALARM", "ALARM")),
                Arguments.of("0-X--", 2, List.of("OK", "OK", "ALARM", "OK")),
                Arguments.of("----0", 2, List.of("OK", "OK", "ALARM", "OK")),
                Arguments.of("---X-", 2, List.of("ALARM", same, "ALARM", "OK")));
    }

    @ParameterizedTest
    @MethodSource
    void missingData(String data, int needed, List<String> states) {
        List<@Nullable Double> values = new ArrayList<>();
        for (char each : new StringBuilder(data).reverse().toString().toCharArray()) {
            values.add(each == '-' ? null : each == 'X' ? Double.valueOf(90) : Double.valueOf(10));
        }
        List<String> found =
                Stream.of(
                                MissingData.MISSING,
                                MissingData.IGNORE,
                                MissingData.BREACHING,
                                MissingData.NOT_BREACHING)
                        .map(each ->
                                new Alarm(
                                        "a",
                                        "up",
                                        Statistic.AVERAGE,
                                        Comparison.GREATER,
                                        50,
                                        Duration.ofMinutes(1),
                                        3,
                                        needed,
                                        each))
                        .map(each -> Evaluation.state(each, values).map(Enum::name).orElse("same"))
                        .toList();
        assertThat(found).isEqualTo(states);
    }

    /** The guide's example of step adjustments and its rules of rounding. */
    @ParameterizedTest
    @CsvSource({
        "PERCENT_CHANGE_IN_CAPACITY, 10, 10, 0, 11",
        "PERCENT_CHANGE_IN_CAPACITY, 10, 12, 0, 13",
        "PERCENT_CHANGE_IN_CAPACITY, 10, 127, 0, 139",
        "PERCENT_CHANGE_IN_CAPACITY, 10, 4, 0, 5",
        "PERCENT_CHANGE_IN_CAPACITY, -10, 4, 0, 3",
        "PERCENT_CHANGE_IN_CAPACITY, -7, 96, 0, 90",
        "PERCENT_CHANGE_IN_CAPACITY, 25, 4, 2, 6",
        "PERCENT_CHANGE_IN_CAPACITY, -25, 4, 2, 2",
        "PERCENT_CHANGE_IN_CAPACITY, 50, 0, 0, 0",
        "CHANGE_IN_CAPACITY, 3, 5, 0, 8",
        "EXACT_CAPACITY, 3, 5, 0, 3"
    })
    void adjustmentsAreRoundedAsAwsDoes(
            Adjustment.Type type, int amount, int size, int least, int wanted) {
        assertThat(new Adjustment(type, amount, least).from(size)).isEqualTo(wanted);
    }

    /** Whatever the load: bounds hold, sizes follow from events, and every run is the same. */
    @Property(tries = 150)
    void boundsHoldAndSizesFollowFromEvents(
            @ForAll @Size(min = 2, max = 120) List<@DoubleRange(min = 0, max = 600) Double> loads,
            @ForAll @IntRange(min = 0, max = 900) int cooldown,
            @ForAll boolean shared) {
        Scenario scenario =
                new Scenario(
                        series(5, loads.stream().mapToDouble(each -> each).toArray()),
                        shared ? new Scenario.Load.Total(100) : new Scenario.Load.Metric(),
                        new Capacity(2, 2, 4),
                        HOSTS,
                        List.of(step("up", 1, cooldown), step("down", -1, cooldown)),
                        SEED,
                        NONE);
        Replay replay = Simulation.run(scenario);

        assertThat(Simulation.run(scenario)).isEqualTo(replay);
        Capacity size = scenario.size();
        Instant rested = Instant.MIN;
        for (Event each : replay.events()) {
            assertThat(each.before()).isEqualTo(size);
            size = each.after();
            if (each.kind() == Kind.POLICY) {
                assertThat(Math.abs(each.after().desired() - each.before().desired())).isEqualTo(1);
                assertThat(each.time()).isAfterOrEqualTo(rested);
                rested = each.time().plusSeconds(60L + cooldown);
            }
        }
        for (Replay.Point each : replay.points()) {
            assertThat(each.size().desired()).isBetween(2, 4);
            assertThat(each.serving()).isBetween(2, 4);
        }
        assertThat(replay.points().getLast().time()).isEqualTo(scenario.series().end());
    }
}
