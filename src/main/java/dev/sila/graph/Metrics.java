package dev.sila.graph;

import dev.sila.graph.Drawing.Span;
import java.util.List;

/** How much room texts need. Viewers choose the fonts, so this is an upper bound. */
final class Metrics {
    /** From the middle of one line to that of the next. */
    static final int LINE = 20;

    /** Between a box and what is in it. */
    static final int PAD = 12;

    /** Between two lanes. */
    static final int LANE = 14;

    /** Six tenths of 12 pixels, which monospaced fonts need, and a little more. */
    private static final double MONOSPACED = 7.4;

    /** Bold proportional letters of 15 pixels. */
    private static final double TITLE = 9.6;

    private Metrics() {}

    static int width(String text) {
        return (int) Math.ceil(text.codePointCount(0, text.length()) * MONOSPACED);
    }

    static int titleWidth(String text) {
        return (int) Math.ceil(text.codePointCount(0, text.length()) * TITLE);
    }

    static int width(List<Span> spans) {
        return spans.stream()
                .mapToInt(each ->
                        each.style().equals("title") ? titleWidth(each.text()) : width(each.text()))
                .sum();
    }

    /** The next number that leaves this rest when divided by ten. */
    static int snap(int value, int rest) {
        return value + Math.floorMod(rest - value, 10);
    }
}
