package dev.sila.graph;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Curves over time, in panels one below the other that share the axis of time.
 *
 * @param description what there is to see, for those who cannot see it
 * @param zone in which times are written
 */
public record Chart(
        String title,
        String description,
        Instant from,
        Instant until,
        ZoneId zone,
        List<Panel> panels) {
    public Chart {
        panels = List.copyOf(panels);
        if (!from.isBefore(until)) {
            throw new IllegalArgumentException("A chart needs time: " + from + " to " + until);
        }
    }

    /** As SVG 1.1, without scripts and without anything from outside. */
    public String svg() {
        return ChartWriter.write(this);
    }

    /** Curves that share an axis of values, which begins at 0 unless they go below it. */
    public record Panel(String title, List<Curve> curves, List<Level> levels, List<Mark> marks) {
        public Panel {
            curves = List.copyOf(curves);
            levels = List.copyOf(levels);
            marks = List.copyOf(marks);
        }
    }

    /** How a curve looks. */
    public enum Look {
        /** A line from value to value. */
        LINE,
        /** A line that keeps each value until the next. */
        STEPS,
        /** The same, dotted: a bound. */
        BOUND,
        /** The surface below steps. */
        AREA
    }

    /**
     * A curve.
     *
     * @param points in the order of their times
     */
    public record Curve(String name, Look look, List<Point> points) {
        public Curve {
            points = List.copyOf(points);
        }
    }

    /**
     * A value at a time.
     *
     * @param value null: from then on there is none
     */
    public record Point(Instant time, @Nullable Double value) {}

    /** A value that matters, as a line across the panel. */
    public record Level(String name, double value) {}

    /** What a mark means. */
    public enum Sort {
        UP,
        DOWN,
        TIMED
    }

    /** Something that happens at a time. */
    public record Mark(Instant time, Sort sort, String words) {}
}
