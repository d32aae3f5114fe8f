package dev.sila.model.schedule;

import dev.sila.model.schedule.Occurrence.Clock;
import dev.sila.problem.Problems;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A recurrence as a scheduled action of EC2 Auto Scaling has it: minute, hour, day of the month,
 * month, day of the week; in each lists, ranges and steps, in the last two names by three letters;
 * 0 and 7 are Sunday. If both days are restricted, either will do; a day that begins with a star
 * does not restrict. Sources: EC2 Auto Scaling user guide, "Recurring schedules"; crontab(5), which
 * it names for the format. AWS knows neither the macros ({@code @daily}) nor {@code ? L W #} of
 * EventBridge.
 *
 * <p><b>Changes of the clocks.</b> AWS says that a schedule with a time zone that has daylight
 * saving time adjusts to it, and not what becomes of a time that is skipped or comes twice. So each
 * occurrence tells whether it is one of those ({@link Occurrence#clock}). They are counted as cron
 * does it (cron(8)): never left out and never done twice. A skipped time comes as much later as the
 * clocks jump, a doubled one the first time; a recurrence of every hour goes on by real time, so
 * that it comes in both of two equal hours and not in one that is not there.
 *
 * <p>Two are equal if they come at the same times, however they are written.
 */
public final class Cron {
    private static final int HOURS = 24;

    /** The longest pause of a recurrence that comes at all: 29 February around the year 2100. */
    private static final int YEARS = 8;

    /** AWS: length of Recurrence in PutScheduledUpdateGroupAction. */
    private static final int LONGEST = 255;

    private final String text;
    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet days;
    private final BitSet months;
    private final BitSet weekdays;
    private final boolean either;

    private Cron(String[] fields) {
        text = String.join(" ", fields);
        minutes = CronField.MINUTE.read(fields[0]);
        hours = CronField.HOUR.read(fields[1]);
        days = CronField.DAY_OF_MONTH.read(fields[2]);
        months = CronField.MONTH.read(fields[3]);
        weekdays = CronField.DAY_OF_WEEK.read(fields[4]);
        either = !fields[2].startsWith("*") && !fields[4].startsWith("*");
    }

    /**
     * Reads a recurrence.
     *
     * @throws IllegalArgumentException with what is wrong and the remedy, if AWS refuses it
     */
    public static Cron of(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no recurrence. Write five fields: minute, hour, day of the"
                            + " month, month, day of the week, as in 30 10 * * 1-5.");
        }
        Cron cron = new Cron(fields);
        if (cron.text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "A recurrence of "
                            + cron.text.length()
                            + " characters is longer than AWS's "
                            + LONGEST
                            + ". Use ranges and steps.");
        }
        if (LocalDate.of(2000, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).noneMatch(cron::on)) {
            throw new IllegalArgumentException(
                    "\"" + cron.text + "\" never comes. Name a day that its months have.");
        }
        return cron;
    }

    /**
     * Reads a recurrence of a file; empty if AWS refuses it, which is reported.
     *
     * @param what what it belongs to, such as the column's name
     */
    public static Optional<Cron> read(String what, String text, String where, Problems problems) {
        try {
            return Optional.of(of(text));
        } catch (IllegalArgumentException wrong) {
            String message = String.valueOf(wrong.getMessage());
            int end = message.indexOf(". ") + 1;
            problems.error(
                    where, what + ": " + message.substring(0, end), message.substring(end).strip());
            return Optional.empty();
        }
    }

    /** As it is written, with single blanks: what AWS is given. */
    public String text() {
        return text;
    }

    /** The first time after a moment. */
    public Occurrence next(Instant after, ZoneId zone) {
        return after(after, zone).findFirst().orElseThrow(this::never);
    }

    /** The last time at or before a moment. */
    public Occurrence last(Instant until, ZoneId zone) {
        LocalDate day = until.atZone(zone).toLocalDate().plusDays(1);
        return Stream.iterate(day, each -> each.minusDays(1))
                .limit(YEARS * 366L)
                .filter(this::on)
                .flatMap(each ->
                        times(each, zone).headSet(plain(until), true).descendingSet().stream())
                .findFirst()
                .orElseThrow(this::never);
    }

    /** All times after a moment up to another one, and that included, in order. */
    public List<Occurrence> between(Instant after, Instant until, ZoneId zone) {
        return after(after, zone).takeWhile(each -> !each.at().isAfter(until)).toList();
    }

    private Stream<Occurrence> after(Instant after, ZoneId zone) {
        LocalDate first = after.atZone(zone).toLocalDate();
        // A jump of the clocks can carry a time of the day before over midnight.
        return first.minusDays(1)
                .datesUntil(first.plusYears(YEARS))
                .filter(this::on)
                .flatMap(date -> times(date, zone).tailSet(plain(after), false).stream());
    }

    private static Occurrence plain(Instant at) {
        return new Occurrence(at, Clock.PLAIN);
    }

    private IllegalStateException never() {
        return new IllegalStateException(text + " was read although it never comes");
    }

    private boolean on(LocalDate date) {
        if (!months.get(date.getMonthValue())) {
            return false;
        }
        boolean ofMonth = days.get(date.getDayOfMonth());
        boolean ofWeek = weekdays.get(date.getDayOfWeek().getValue() % 7);
        return either ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private NavigableSet<Occurrence> times(LocalDate date, ZoneId zone) {
        return hours.cardinality() == HOURS ? byRealTime(date, zone) : byTheClock(date, zone);
    }

    private NavigableSet<Occurrence> byTheClock(LocalDate date, ZoneId zone) {
        NavigableSet<Occurrence> times = new TreeSet<>();
        for (int hour : hours.stream().toArray()) {
            for (int minute : minutes.stream().toArray()) {
                Occurrence found = occurrence(date.atTime(hour, minute), zone);
                if (found.clock() != Clock.SKIPPED) {
                    // A skipped time that was put off to this one is no other.
                    times.remove(found);
                }
                times.add(found);
            }
        }
        return times;
    }

    private static Occurrence occurrence(LocalDateTime time, ZoneId zone) {
        int offsets = zone.getRules().getValidOffsets(time).size();
        Clock clock = offsets == 0 ? Clock.SKIPPED : offsets == 1 ? Clock.PLAIN : Clock.DOUBLED;
        return new Occurrence(ZonedDateTime.of(time, zone).toInstant(), clock);
    }

    private NavigableSet<Occurrence> byRealTime(LocalDate date, ZoneId zone) {
        NavigableSet<Occurrence> times = new TreeSet<>();
        ZonedDateTime end = date.plusDays(1).atStartOfDay(zone);
        for (ZonedDateTime time = date.atStartOfDay(zone);
                time.isBefore(end);
                time = time.plusMinutes(1)) {
            if (minutes.get(time.getMinute())) {
                times.add(plain(time.toInstant()));
            }
        }
        return times;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cron cron
                && minutes.equals(cron.minutes)
                && hours.equals(cron.hours)
                && days.equals(cron.days)
                && months.equals(cron.months)
                && weekdays.equals(cron.weekdays)
                && either == cron.either;
    }

    @Override
    public int hashCode() {
        return List.of(minutes, hours, days, months, weekdays, either).hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
