package dev.sila.model.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Recurrences, moments near changes of the clocks, and time zones that have some. */
public final class Crons {
    private Crons() {}

    /** Recurrences that come at least once in four years. */
    public static Arbitrary<String> texts() {
        return Combinators.combine(
                        field(0, 59),
                        field(0, 23),
                        Arbitraries.frequencyOf(
                                Tuple.of(3, Arbitraries.just("*")), Tuple.of(1, field(1, 28))),
                        Arbitraries.frequencyOf(
                                Tuple.of(4, Arbitraries.just("*")), Tuple.of(1, field(1, 12))),
                        Arbitraries.frequencyOf(
                                Tuple.of(2, Arbitraries.just("*")), Tuple.of(1, field(0, 6))))
                .as((minute, hour, day, month, weekday) ->
                        String.join(" ", minute, hour, day, month, weekday));
    }

    private static Arbitrary<String> field(int least, int most) {
        Arbitrary<Integer> numbers = Arbitraries.integers().between(least, most);
        Arbitrary<String> range =
                Combinators.combine(numbers, numbers)
                        .as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
        Arbitrary<String> part =
                Arbitraries.frequencyOf(
                        Tuple.of(3, numbers.map(String::valueOf)), Tuple.of(1, range));
        return Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just("*")),
                Tuple.of(4, part),
                Tuple.of(
                        1, part.list().ofMinSize(2).ofMaxSize(4).map(all -> String.join(",", all))),
                Tuple.of(
                        1,
                        Combinators.combine(range, Arbitraries.integers().between(1, 9))
                                .as((span, step) -> span + "/" + step)));
    }

    /** Where a star begins to count, for a field whose value is known to be of that field. */
    static String start(String field, int value) {
        return field.equals("*") ? String.valueOf(value) : "0";
    }

    /** Moments around changes of the clocks. */
    public static Arbitrary<Instant> moments() {
        Arbitrary<Instant> near =
                Arbitraries.of(
                                "2026-03-29T00:00:00Z",
                                "2026-10-25T00:00:00Z",
                                "2026-03-08T06:00:00Z",
                                "2026-11-01T06:00:00Z",
                                "2026-04-04T15:00:00Z",
                                "2026-10-03T15:30:00Z",
                                "2026-04-23T22:00:00Z",
                                "2026-06-15T12:00:00Z")
                        .map(Instant::parse);
        Arbitrary<Integer> minutes = Arbitraries.integers().between(-2000, 200);
        return Combinators.combine(near, minutes)
                .as((instant, offset) -> instant.plus(offset, ChronoUnit.MINUTES));
    }

    /** With jumps of an hour, of half an hour, at midnight, and without any. */
    public static Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Europe/Berlin",
                        "America/New_York",
                        "Etc/UTC",
                        "Australia/Lord_Howe",
                        "Africa/Cairo",
                        "America/Santiago",
                        "Asia/Kolkata")
                .map(ZoneId::of);
    }
}
