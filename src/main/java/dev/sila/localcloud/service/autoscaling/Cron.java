package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A recurrence of five fields: minute, hour, day of month, month, day of week, each a star, a
 * number, a range, a step or a list of those; names of months and days by their first three
 * letters. When both days are restricted, either will do. Source: EC2 Auto Scaling user guide,
 * "Recurring schedules", which names crontab.
 *
 * <p>Where clocks change: a time that does not exist comes as much later as the clocks jump, a time
 * that comes twice counts once, and a schedule of every hour goes on by real time.
 */
record Cron(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays, Days both) {
    private static final int YEARS_AHEAD = 8;
    private static final int HOURS = 24;
    private static final Map<String, Integer> MONTHS =
            names("JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC", 1);
    private static final Map<String, Integer> WEEKDAYS = names("SUN MON TUE WED THU FRI SAT", 0);

    /** How the two fields of days go together. */
    enum Days {
        EITHER,
        BOTH
    }

    private static Map<String, Integer> names(String words, int first) {
        List<String> names = List.of(words.split(" ", -1));
        return IntStream.range(0, names.size())
                .boxed()
                .collect(Collectors.toMap(names::get, index -> index + first));
    }

    /**
     * Reads a recurrence.
     *
     * @return nothing if it is none
     */
    static Optional<Cron> parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            return Optional.empty();
        }
        try {
            BitSet weekdays = field(fields[4], 0, 7, WEEKDAYS);
            if (weekdays.get(7)) {
                weekdays.set(0);
            }
            boolean either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
            return Optional.of(
                    new Cron(
                            field(fields[0], 0, 59, Map.of()),
                            field(fields[1], 0, 23, Map.of()),
                            field(fields[2], 1, 31, Map.of()),
                            field(fields[3], 1, 12, MONTHS),
                            weekdays,
                            either ? Days.EITHER : Days.BOTH));
        } catch (IllegalArgumentException wrong) {
            return Optional.empty();
        }
    }

    private static BitSet field(String text, int least, int most, Map<String, Integer> names) {
        BitSet values = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            if (stepped.length > 2) {
                throw new IllegalArgumentException(part);
            }
            int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
            int[] range = range(stepped[0], stepped.length == 2, least, most, names);
            if (step < 1 || range[0] < least || range[1] > most || range[0] > range[1]) {
                throw new IllegalArgumentException(part);
            }
            for (int value = range[0]; value <= range[1]; value += step) {
                values.set(value);
            }
        }
        return values;
    }

    private static int[] range(
            String text, boolean stepped, int least, int most, Map<String, Integer> names) {
        if (text.equals("*")) {
            return new int[] {least, most};
        }
        String[] bounds = text.split("-", -1);
        if (bounds.length > 2) {
            throw new IllegalArgumentException(text);
        }
        int from = number(bounds[0], names);
        int to = bounds.length == 2 ? number(bounds[1], names) : stepped ? most : from;
        return new int[] {from, to};
    }

    private static int number(String text, Map<String, Integer> names) {
        Integer named = names.get(text.toUpperCase(Locale.ROOT));
        if (named != null) {
            return named;
        }
        if (!text.matches("[0-9]{1,2}")) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }

    /** Whether it comes on that day. */
    private boolean on(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean ofMonth = days.get(date.getDayOfMonth());
        boolean ofWeek = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return both == Days.EITHER ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    /** The first time after a moment; nothing if it never comes, such as on 30 February. */
    Optional<Instant> next(Instant after, ZoneId zone) {
        LocalDate first = after.atZone(zone).toLocalDate();
        // A jump of the clocks can carry a time of the day before over midnight.
        return first.minusDays(1)
                .datesUntil(first.plusYears(YEARS_AHEAD))
                .filter(this::on)
                .flatMap(date ->
                        times(date, zone)
                                .filter(each -> each.isAfter(after))
                                .min(Instant::compareTo)
                                .stream())
                .findFirst();
    }

    private Stream<Instant> times(LocalDate date, ZoneId zone) {
        return hours.cardinality() == HOURS ? byRealTime(date, zone) : byTheClock(date, zone);
    }

    private Stream<Instant> byTheClock(LocalDate date, ZoneId zone) {
        return hours.stream()
                .boxed()
                .flatMap(hour ->
                        minutes.stream()
                                .mapToObj(minute ->
                                        ZonedDateTime.of(date, LocalTime.of(hour, minute), zone)
                                                .toInstant()));
    }

    private Stream<Instant> byRealTime(LocalDate date, ZoneId zone) {
        ZonedDateTime end = date.plusDays(1).atStartOfDay(zone);
        return Stream.iterate(
                        date.atStartOfDay(zone),
                        time -> time.isBefore(end),
                        time -> time.plusMinutes(1))
                .filter(time -> minutes.get(time.getMinute()))
                .map(ZonedDateTime::toInstant);
    }
}
