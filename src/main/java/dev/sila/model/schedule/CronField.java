package dev.sila.model.schedule;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The five fields of a recurrence, in their order, and how each is read. */
enum CronField {
    MINUTE("minute", 0, 59, ""),
    HOUR("hour", 0, 23, ""),
    DAY_OF_MONTH("day of the month", 1, 31, ""),
    MONTH("month", 1, 12, "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC"),
    DAY_OF_WEEK("day of the week", 0, 7, "SUN MON TUE WED THU FRI SAT");

    private final String words;
    private final int least;
    private final int most;
    private final String names;

    CronField(String words, int least, int most, String names) {
        this.words = words;
        this.least = least;
        this.most = most;
        this.names = names;
    }

    private List<String> names() {
        return names.isEmpty() ? List.of() : List.of(names.split(" ", -1));
    }

    /**
     * The numbers that a field's text means; Sunday is 0.
     *
     * @throws IllegalArgumentException with what is wrong and the remedy, if AWS refuses it
     */
    BitSet read(String text) {
        BitSet values = new BitSet(most + 1);
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            if (stepped.length > 2) {
                throw wrong(part, "has two steps", "Write one step: */15 or 8-18/2.");
            }
            int step = stepped.length == 2 ? number(part, stepped[1], 1, 99) : 1;
            int[] range = range(part, stepped[0], stepped.length == 2);
            IntStream.iterate(range[0], value -> value <= range[1], value -> value + step)
                    .forEach(values::set);
        }
        if (this == DAY_OF_WEEK && values.get(7)) {
            values.clear(7);
            values.set(0);
        }
        return values;
    }

    private int[] range(String part, String text, boolean stepped) {
        if (text.equals("*")) {
            return new int[] {least, most};
        }
        String[] ends = text.split("-", -1);
        if (ends.length > 2) {
            throw wrong(part, "is no range", "Write its first and last: 1-5.");
        }
        int from = value(part, ends[0]);
        int to = ends.length == 2 ? value(part, ends[1]) : stepped ? most : from;
        if (from > to) {
            throw wrong(
                    part,
                    "goes backwards",
                    this == DAY_OF_WEEK && to == 0
                            ? "Sunday as the end of a range is 7."
                            : "Write it as a list of two ranges.");
        }
        return new int[] {from, to};
    }

    private int value(String part, String text) {
        int named = names().indexOf(text.toUpperCase(Locale.ROOT));
        return named >= 0 ? named + (this == MONTH ? 1 : 0) : number(part, text, least, most);
    }

    private int number(String part, String text, int from, int to) {
        if (!text.matches("[0-9]{1,2}")) {
            throw wrong(part, "is not understood", remedy());
        }
        int number = Integer.parseInt(text);
        if (number < from || number > to) {
            throw wrong(part, "is outside " + from + " to " + to, remedy());
        }
        return number;
    }

    private String remedy() {
        return "Numbers from "
                + least
                + " to "
                + most
                + (names.isEmpty() ? "" : ", names such as " + names().get(1))
                + ", lists (1,2), ranges (1-5), steps (*/2) and * are known; ?, L, W and # are not.";
    }

    private IllegalArgumentException wrong(String part, String why, String remedy) {
        return new IllegalArgumentException(
                "\"" + part + "\" as " + words + " " + why + ". " + remedy);
    }
}
