package dev.sila.localcloud.service.ssm;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A cron expression of Systems Manager: minutes, hours, day of month, month, day of week and year,
 * with seconds before them or not (user guide, "Cron and rate expressions"). Of the two days one is
 * {@code ?}. Days of the week are 1 to 7 from Sunday on.
 */
record Cron(
        NavigableSet<Integer> seconds,
        NavigableSet<Integer> minutes,
        NavigableSet<Integer> hours,
        NavigableSet<Integer> months,
        NavigableSet<Integer> years,
        Predicate<LocalDate> days) {
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> WEEKDAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final Pattern RANGE = Pattern.compile("(\\*|\\w+)(?:-(\\w+))?(?:/(\\d+))?");

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException if it is none; the message says why
     */
    static Cron of(String expression) {
        List<String> fields = List.of(expression.strip().split("\\s+"));
        if (fields.size() != 6 && fields.size() != 7) {
            throw new IllegalArgumentException("a cron expression has six or seven fields");
        }
        String seconds = fields.size() == 7 ? fields.getFirst() : "0";
        List<String> rest = fields.subList(fields.size() - 6, fields.size());
        String ofMonth = rest.get(2);
        String ofWeek = rest.get(4);
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            throw new IllegalArgumentException(
                    "one of day of month and day of week must be ?, and not both");
        }
        Predicate<LocalDate> days = ofWeek.equals("?") ? daysOfMonth(ofMonth) : daysOfWeek(ofWeek);
        return new Cron(
                numbers(seconds, 0, 59, List.of()),
                numbers(rest.get(0), 0, 59, List.of()),
                numbers(rest.get(1), 0, 23, List.of()),
                numbers(rest.get(3), 1, 12, MONTHS),
                numbers(rest.get(5), 1970, 2199, List.of()),
                days);
    }

    /** The first moment after another, in that one's time zone. */
    Optional<ZonedDateTime> next(ZonedDateTime after) {
        LocalDate date = after.toLocalDate();
        while (date.getYear() <= years.last()) {
            if (!years.contains(date.getYear()) || !months.contains(date.getMonthValue())) {
                date = date.with(TemporalAdjusters.firstDayOfNextMonth());
                continue;
            }
            if (days.test(date)) {
                Optional<ZonedDateTime> found = onDay(date, after);
                if (found.isPresent()) {
                    return found;
                }
            }
            date = date.plusDays(1);
        }
        return Optional.empty();
    }

    private Optional<ZonedDateTime> onDay(LocalDate date, ZonedDateTime after) {
        return hours.stream()
                .flatMap(hour ->
                        minutes.stream()
                                .flatMap(minute ->
                                        seconds.stream()
                                                .map(second -> LocalTime.of(hour, minute, second))))
                .map(time -> LocalDateTime.of(date, time).atZone(after.getZone()))
                .filter(each -> each.isAfter(after))
                .findFirst();
    }

    private static NavigableSet<Integer> numbers(
            String field, int lowest, int highest, List<String> names) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("not a field of cron: " + field);
            }
            boolean all = matcher.group(1).equals("*");
            boolean step = matcher.group(3) != null;
            int from = all ? lowest : number(matcher.group(1), names, lowest);
            int to = all || step ? highest : from;
            if (matcher.group(2) != null) {
                to = number(matcher.group(2), names, lowest);
            }
            int by = step ? Integer.parseInt(matcher.group(3)) : 1;
            if (from < lowest || to > highest || from > to || by < 1) {
                throw new IllegalArgumentException("outside its bounds: " + field);
            }
            for (int i = from; i <= to; i += by) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    private static int number(String text, List<String> names, int lowest) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named + lowest;
        }
        if (!text.matches("\\d{1,4}")) {
            throw new IllegalArgumentException("not a number: " + text);
        }
        return Integer.parseInt(text);
    }

    private static Predicate<LocalDate> daysOfMonth(String field) {
        if (field.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (field.equals("LW")) {
            return date -> date.equals(weekday(YearMonth.from(date).atEndOfMonth()));
        }
        Matcher nearest = Pattern.compile("(\\d{1,2})W").matcher(field);
        if (nearest.matches()) {
            int day = numbers(nearest.group(1), 1, 31, List.of()).first();
            return date ->
                    day <= date.lengthOfMonth() && date.equals(weekday(date.withDayOfMonth(day)));
        }
        NavigableSet<Integer> days = numbers(field, 1, 31, List.of());
        return date -> days.contains(date.getDayOfMonth());
    }

    /** The working day nearest to a date, in the same month. */
    private static LocalDate weekday(LocalDate date) {
        return Stream.of(0, -1, 1, -2, 2)
                .map(date::plusDays)
                .filter(each -> each.getMonth() == date.getMonth())
                .filter(each ->
                        each.getDayOfWeek() != DayOfWeek.SATURDAY
                                && each.getDayOfWeek() != DayOfWeek.SUNDAY)
                .findFirst()
                .orElse(date);
    }

    private static Predicate<LocalDate> daysOfWeek(String field) {
        Matcher nth = Pattern.compile("(\\w+)#([1-5])").matcher(field);
        if (nth.matches()) {
            int day = numbers(nth.group(1), 1, 7, WEEKDAYS).first();
            int which = Integer.parseInt(nth.group(2));
            return date -> day(date) == day && (date.getDayOfMonth() - 1) / 7 + 1 == which;
        }
        Matcher last = Pattern.compile("(\\w+)L").matcher(field);
        if (last.matches()) {
            int day = numbers(last.group(1), 1, 7, WEEKDAYS).first();
            return date -> day(date) == day && date.getDayOfMonth() + 7 > date.lengthOfMonth();
        }
        if (field.equals("L")) {
            return date -> day(date) == 7;
        }
        NavigableSet<Integer> days = numbers(field, 1, 7, WEEKDAYS);
        return date -> days.contains(day(date));
    }

    /** 1 for Sunday. */
    private static int day(LocalDate date) {
        return date.getDayOfWeek().getValue() % 7 + 1;
    }
}
