package dev.sila.graph;

import dev.sila.graph.Chart.Curve;
import dev.sila.graph.Chart.Level;
import dev.sila.graph.Chart.Look;
import dev.sila.graph.Chart.Mark;
import dev.sila.graph.Chart.Panel;
import dev.sila.graph.Chart.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Writes a chart as SVG. */
final class ChartWriter {
    private static final int WIDTH = 960;
    private static final int LEFT = 64;
    private static final int RIGHT = WIDTH - 32;
    private static final int TITLE = 48;
    private static final int HEADING = 28;
    private static final int HEIGHT = 170;
    private static final int GAP = 24;
    private static final int FOOT = 40;
    private static final int TIMES = 10;
    private static final int VALUES = 5;
    private static final int LETTER = 8;
    private static final int PANEL = HEADING + HEIGHT + GAP;

    private final Chart chart;
    private final StringBuilder svg = new StringBuilder();

    private ChartWriter(Chart chart) {
        this.chart = chart;
    }

    static String write(Chart chart) {
        return new ChartWriter(chart).write();
    }

    private String write() {
        int height = TITLE + chart.panels().size() * PANEL + FOOT - GAP;
        line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title description\">"
                        .formatted(WIDTH, height, WIDTH, height));
        line("<title id=\"title\">%s</title>".formatted(Xml.text(chart.title())));
        line("<desc id=\"description\">%s</desc>".formatted(Xml.text(chart.description())));
        svg.append("<style>\n").append(StyleSheet.TEXT).append(ChartStyle.TEXT);
        line("</style>");
        line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>".formatted(WIDTH, height));
        text(LEFT, 28, "title", "start", chart.title());
        List<Axis.Tick<Instant>> times =
                Axis.times(chart.from(), chart.until(), chart.zone(), TIMES);
        int top = TITLE;
        for (Panel panel : chart.panels()) {
            panel(panel, top + HEADING, times);
            top += PANEL;
        }
        int bottom = top - GAP;
        times.forEach(each -> text(x(each.at()), bottom + 18, "note", "middle", each.label()));
        text(RIGHT, bottom + 34, "note", "end", chart.zone().getId());
        line("</svg>");
        return svg.toString();
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }

    private void text(double x, double y, String style, String anchor, String text) {
        line(
                "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                        .formatted(style, number(x), number(y), anchor, Xml.text(text)));
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private double x(Instant time) {
        double whole = Duration.between(chart.from(), chart.until()).toMillis();
        double part = Duration.between(chart.from(), time).toMillis();
        return LEFT + (RIGHT - LEFT) * part / whole;
    }

    /** The axis of values of a panel. */
    private record Scale(double least, double greatest, int top) {
        double y(double value) {
            return top + HEIGHT - HEIGHT * (value - least) / (greatest - least);
        }
    }

    private void panel(Panel panel, int top, List<Axis.Tick<Instant>> times) {
        List<Double> values = Axis.values(least(panel), greatest(panel), VALUES);
        Scale scale = new Scale(values.getFirst(), values.getLast(), top);
        text(LEFT, top - 10, "port", "start", panel.title());
        panel.curves().stream()
                .filter(each -> each.look() == Look.AREA)
                .forEach(each -> curve(each, style(each), scale));
        for (double value : values) {
            double y = scale.y(value);
            line("<path class=\"grid\" d=\"M%d,%s H%d\"/>".formatted(LEFT, number(y), RIGHT));
            text(LEFT - 8, y + 4, "note", "end", Axis.text(value));
        }
        for (Axis.Tick<Instant> each : times) {
            line(
                    "<path class=\"grid\" d=\"M%s,%d v%d\"/>"
                            .formatted(number(x(each.at())), top, HEIGHT));
        }
        panel.curves().stream()
                .filter(each -> each.look() != Look.AREA)
                .forEach(each -> curve(each, style(each), scale));
        panel.levels().forEach(each -> level(each, scale));
        panel.marks().forEach(each -> mark(each, scale));
        legend(panel, top - 10);
    }

    private static Stream<Double> seen(Panel panel) {
        return Stream.concat(
                panel.curves().stream()
                        .flatMap(each -> each.points().stream())
                        .flatMap(each -> Stream.ofNullable(each.value())),
                panel.levels().stream().map(Level::value));
    }

    private static double least(Panel panel) {
        return Math.min(0, seen(panel).mapToDouble(Double::doubleValue).min().orElse(0));
    }

    private static double greatest(Panel panel) {
        DoubleStream values = seen(panel).mapToDouble(Double::doubleValue);
        double greatest = values.max().orElse(1);
        return greatest > least(panel) ? greatest : least(panel) + 1;
    }

    private static String style(Curve curve) {
        return switch (curve.look()) {
            case LINE -> "series0";
            case STEPS -> "series1";
            case BOUND -> "series2";
            case AREA -> "series3";
        };
    }

    private void level(Level level, Scale scale) {
        double y = scale.y(level.value());
        line(
                "<path class=\"level\" d=\"M%d,%s H%d\"><title>%s</title></path>"
                        .formatted(LEFT, number(y), RIGHT, Xml.text(level.name())));
        text(RIGHT - 4, y - 5, "name", "end", level.name());
    }

    private void mark(Mark mark, Scale scale) {
        double x = x(mark.time());
        int bottom = scale.top() + HEIGHT;
        String shape =
                switch (mark.sort()) {
                    case UP -> "M%s,%d l-5,8 h10 z".formatted(number(x), bottom - 12);
                    case DOWN -> "M%s,%d l-5,-8 h10 z".formatted(number(x), bottom - 4);
                    case TIMED -> "M%s,%d l5,5 l-5,5 l-5,-5 z".formatted(number(x), bottom - 13);
                };
        line(
                "<path class=\"mark %s\" d=\"%s\"><title>%s</title></path>"
                        .formatted(
                                mark.sort().name().toLowerCase(Locale.ROOT),
                                shape,
                                Xml.text(mark.words())));
    }

    /** The names of the curves and of the sorts of marks, from the right. */
    private void legend(Panel panel, int y) {
        Map<String, String> entries = new LinkedHashMap<>();
        panel.curves().forEach(each -> entries.put(each.name(), style(each)));
        panel.marks().stream()
                .map(Mark::sort)
                .distinct()
                .sorted()
                .forEach(each -> entries.put(words(each), each.name().toLowerCase(Locale.ROOT)));
        int x = RIGHT;
        for (Map.Entry<String, String> each : entries.entrySet().stream().toList().reversed()) {
            text(x, y, "note", "end", each.getKey());
            x -= each.getKey().length() * LETTER + 4;
            line(
                    "<rect class=\"swatch %s\" x=\"%d\" y=\"%d\" width=\"10\" height=\"10\"/>"
                            .formatted(each.getValue(), x - 10, y - 9));
            x -= 26;
        }
    }

    private static String words(Chart.Sort sort) {
        return switch (sort) {
            case UP -> "grew";
            case DOWN -> "shrank";
            case TIMED -> "schedule";
        };
    }

    private void curve(Curve curve, String style, Scale scale) {
        for (List<Point> part : parts(curve)) {
            List<String> path = new ArrayList<>();
            boolean steps = curve.look() != Look.LINE;
            double before = 0;
            for (Point point : part) {
                double y = scale.y(value(point));
                String at = number(x(point.time())) + "," + number(y);
                if (path.isEmpty()) {
                    path.add("M" + at);
                } else if (!steps) {
                    path.add("L" + at);
                } else {
                    path.add("H" + number(x(point.time())));
                    if (y != before) {
                        path.add("V" + number(y));
                    }
                }
                before = y;
            }
            boolean area = curve.look() == Look.AREA;
            if (area) {
                String floor = number(scale.y(scale.least()));
                path.add("V" + floor + " H" + number(x(part.getFirst().time())) + " z");
            }
            line(
                    "<path class=\"%s %s\" d=\"%s\"/>"
                            .formatted(area ? "area" : "curve", style, String.join(" ", path)));
        }
    }

    private static double value(Point point) {
        Double value = point.value();
        return value == null ? 0 : value;
    }

    /** The pieces between which there is no value, each thinned out to what can be seen. */
    private List<List<Point>> parts(Curve curve) {
        List<List<Point>> parts = new ArrayList<>();
        List<Point> part = new ArrayList<>();
        for (Point each : curve.points()) {
            if (each.value() != null) {
                part.add(each);
            } else if (!part.isEmpty()) {
                parts.add(thinned(part));
                part = new ArrayList<>();
            }
        }
        if (!part.isEmpty()) {
            parts.add(thinned(part));
        }
        return parts;
    }

    /**
     * Of the points that fall on the same column of the picture the first, the extremes, the last.
     */
    private List<Point> thinned(List<Point> points) {
        Map<Long, List<Point>> columns = new LinkedHashMap<>();
        points.forEach(each ->
                columns.computeIfAbsent(Math.round(x(each.time())), _ -> new ArrayList<>())
                        .add(each));
        List<Point> kept = new ArrayList<>();
        for (List<Point> column : columns.values()) {
            Point low = column.getFirst();
            Point high = column.getFirst();
            for (Point each : column) {
                low = value(each) < value(low) ? each : low;
                high = value(each) > value(high) ? each : high;
            }
            Point first = column.getFirst();
            Point last = column.getLast();
            Point lowest = low;
            Point highest = high;
            column.stream()
                    .filter(List.of(first, last, lowest, highest)::contains)
                    .forEach(kept::add);
        }
        return kept;
    }
}
