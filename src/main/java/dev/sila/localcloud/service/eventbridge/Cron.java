package dev.sila.localcloud.service.eventbridge;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A cron expression of six fields in UTC: minutes, hours, day of the month, month, day of the week
 * (1 is Sunday), year.
 *
 * @param days whether it goes off on a day of its months and years
 */
record Cron(
        TreeSet<Integer> minutes,
        TreeSet<Integer> hours,
        Predicate<LocalDate> days,
        TreeSet<Integer> months,
        TreeSet<Integer> years)
        implements Schedule {
    private static final List<String> MONTHS =
            List.of(
                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV",
                    "DEC");
    private static final List<String> DAYS =
            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    private static final int LAST_YEAR = 2199;

    /**
     * Reads the six fields.
     *
     * @throws IllegalArgumentException if they are none
     */
    static Cron parse(String fields) {
        String[] parts = fields.strip().toUpperCase(Locale.ROOT).split("\\s+", -1);
        if (parts.length != 6) {
            throw new IllegalArgumentException("six fields");
        }
        boolean anyDayOfMonth = parts[2].equals("?");
        if (anyDayOfMonth == parts[4].equals("?")) {
            throw new IllegalArgumentException("one of the fields of days must be ?");
        }
        return new Cron(
                set(parts[0], 0, 59, List.of()),
                set(parts[1], 0, 23, List.of()),
                anyDayOfMonth ? dayOfWeek(parts[4]) : dayOfMonth(parts[2]),
                set(parts[3], 1, 12, MONTHS),
                set(parts[5], 1970, LAST_YEAR, List.of()));
    }

    @Override
    public Optional<Instant> after(Instant moment) {
        LocalDateTime from =
                LocalDateTime.ofInstant(moment, ZoneOffset.UTC)
                        .withSecond(0)
                        .withNano(0)
                        .plusMinutes(1);
        LocalDate day = from.toLocalDate();
        LocalTime earliest = from.toLocalTime();
        LocalDate last = LocalDate.of(Math.min(LAST_YEAR, years.last()), 12, 31);
        while (!day.isAfter(last)) {
            if (years.contains(day.getYear())
                    && months.contains(day.getMonthValue())
                    && days.test(day)) {
                Optional<LocalTime> time = time(earliest);
                if (time.isPresent()) {
                    return Optional.of(day.atTime(time.get()).toInstant(ZoneOffset.UTC));
                }
            }
            earliest = LocalTime.MIN;
            day = nextDay(day);
        }
        return Optional.empty();
    }

    /** Leaps over months that it leaves out. */
    private LocalDate nextDay(LocalDate day) {
        boolean inside = years.contains(day.getYear()) && months.contains(day.getMonthValue());
        return inside ? day.plusDays(1) : day.plusMonths(1).withDayOfMonth(1);
    }

    private Optional<LocalTime> time(LocalTime earliest) {
        for (int hour : hours.tailSet(earliest.getHour())) {
            Integer minute =
                    hour == earliest.getHour()
                            ? minutes.ceiling(earliest.getMinute())
                            : minutes.first();
            if (minute != null) {
                return Optional.of(LocalTime.of(hour, minute));
            }
        }
        return Optional.empty();
    }

    private static TreeSet<Integer> set(String field, int least, int most, List<String> names) {
        TreeSet<Integer> values = new TreeSet<>();
        for (String part : field.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            int step = stepped.length == 2 ? number(stepped[1], 1, most, List.of(), 0) : 1;
            if (stepped.length > 2) {
                throw new IllegalArgumentException(part);
            }
            String[] range = stepped[0].split("-", -1);
            boolean any = stepped[0].equals("*");
            int from = any ? least : number(range[0], least, most, names, least);
            int to =
                    any || (stepped.length == 2 && range.length == 1)
                            ? most
                            : number(range[range.length - 1], least, most, names, least);
            if (range.length > 2 || from > to) {
                throw new IllegalArgumentException(part);
            }
            for (int value = from; value <= to; value += step) {
                values.add(value);
            }
        }
        return values;
    }

    private static int number(String text, int least, int most, List<String> names, int first) {
        int named = names.indexOf(text);
        if (named >= 0) {
            return named + first;
        }
        if (!text.matches("\\d{1,4}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException(text);
        }
        return Integer.parseInt(text);
    }

    private static Predicate<LocalDate> dayOfMonth(String field) {
        if (field.equals("L")) {
            return day -> day.getDayOfMonth() == day.lengthOfMonth();
        }
        if (field.matches("\\d{1,2}W")) {
            int wanted = number(field.substring(0, field.length() - 1), 1, 31, List.of(), 0);
            return day -> {
                YearMonth month = YearMonth.from(day);
                return wanted <= month.lengthOfMonth() && day.equals(weekday(month, wanted));
            };
        }
        TreeSet<Integer> days = set(field, 1, 31, List.of());
        return day -> days.contains(day.getDayOfMonth());
    }

    /** The weekday nearest to a day, within its month. */
    private static LocalDate weekday(YearMonth month, int wanted) {
        LocalDate day = month.atDay(wanted);
        if (day.getDayOfWeek() == DayOfWeek.SATURDAY) {
            return wanted == 1 ? day.plusDays(2) : day.minusDays(1);
        }
        if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
            return wanted == month.lengthOfMonth() ? day.minusDays(2) : day.plusDays(1);
        }
        return day;
    }

    private static Predicate<LocalDate> dayOfWeek(String field) {
        if (field.equals("L")) {
            return day -> number(day) == 7;
        }
        if (field.matches("\\w{1,3}L")) {
            int wanted = number(field.substring(0, field.length() - 1), 1, 7, DAYS, 1);
            return day -> number(day) == wanted && day.getDayOfMonth() + 7 > day.lengthOfMonth();
        }
        if (field.contains("#")) {
            String[] parts = field.split("#", -1);
            int wanted = number(parts[0], 1, 7, DAYS, 1);
            int which = number(parts[1], 1, 5, List.of(), 0);
            return day -> number(day) == wanted && (day.getDayOfMonth() - 1) / 7 + 1 == which;
        }
        TreeSet<Integer> days = set(field, 1, 7, DAYS);
        return day -> days.contains(number(day));
    }

    private static int number(LocalDate day) {
        return day.getDayOfWeek().getValue() % 7 + 1;
    }
}
