package dev.sila.graph;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the lines of a chart's grid are. */
final class Axis {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final List<Integer> MINUTES =
            List.of(1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720);
    private static final int DAY_MINUTES = 1440;

    private Axis() {}

    /** A line of the grid. */
    record Tick<T>(T at, String label) {}

    /** Round values from the least to at least the greatest; whole ones if steps of one suffice. */
    static List<Double> values(double least, double greatest, int wanted) {
        double span = Math.max(greatest - least, 1e-9);
        double power = Math.pow(10, Math.floor(Math.log10(span / wanted)));
        double step = power;
        for (double factor : new double[] {1, 2, 5, 10}) {
            step = power * factor;
            if (span / step <= wanted) {
                break;
            }
        }
        if (least >= 0 && greatest >= 1 && step < 1 && span <= wanted) {
            step = 1;
        }
        List<Double> values = new ArrayList<>();
        double value = Math.floor(least / step) * step;
        values.add(value);
        while (value < greatest - 1e-9) {
            value += step;
            values.add(value);
        }
        return values;
    }

    /** A value without needless digits. */
    static String text(double value) {
        return BigDecimal.valueOf(Math.round(value * 1e6) / 1e6)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Round local times; midnights, and the first, tell the day. */
    static List<Tick<Instant>> times(Instant from, Instant until, ZoneId zone, int wanted) {
        long span = Math.max(1, Duration.between(from, until).toMinutes());
        for (int minutes : MINUTES) {
            if (span / minutes <= wanted) {
                return clock(from, until, zone, minutes);
            }
        }
        long days = Math.max(1, Math.ceilDiv(span, (long) DAY_MINUTES * wanted));
        List<Tick<Instant>> ticks = new ArrayList<>();
        LocalDate date = from.atZone(zone).toLocalDate();
        for (Instant at = date.atStartOfDay(zone).toInstant();
                !at.isAfter(until);
                at = date.atStartOfDay(zone).toInstant()) {
            if (!at.isBefore(from)) {
                ticks.add(new Tick<>(at, DAY.format(date)));
            }
            date = date.plusDays(days);
        }
        return ticks;
    }

    /** Times of the clock; where clocks change, one may be missing or further away. */
    private static List<Tick<Instant>> clock(
            Instant from, Instant until, ZoneId zone, int minutes) {
        List<Tick<Instant>> ticks = new ArrayList<>();
        LocalDate date = from.atZone(zone).toLocalDate();
        String day = "";
        for (; !date.atStartOfDay(zone).toInstant().isAfter(until); date = date.plusDays(1)) {
            for (int minute = 0; minute < DAY_MINUTES; minute += minutes) {
                ZonedDateTime time = date.atTime(minute / 60, minute % 60).atZone(zone);
                Instant at = time.toInstant();
                if (time.toLocalTime().toSecondOfDay() == minute * 60
                        && !at.isBefore(from)
                        && !at.isAfter(until)) {
                    String today = DAY.format(time);
                    String label = CLOCK.format(time);
                    ticks.add(new Tick<>(at, today.equals(day) ? label : label + " " + today));
                    day = today;
                }
            }
        }
        return ticks;
    }
}
