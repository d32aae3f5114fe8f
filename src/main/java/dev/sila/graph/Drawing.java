package dev.sila.graph;

import java.util.ArrayList;
import java.util.List;

/** A picture with places: shapes on a canvas, in pixels, the first at the bottom. */
final class Drawing {
    private final List<Shape> shapes = new ArrayList<>();

    /** Something on the canvas; the style is a class of the style sheet. */
    sealed interface Shape {}

    record Point(int x, int y) {}

    /** A rectangle; the title is what a viewer tells of it. */
    record Box(int x, int y, int width, int height, String style, Mark mark, String title)
            implements Shape {
        int right() {
            return x + width;
        }

        int bottom() {
            return y + height;
        }
    }

    /** A piece of a text. */
    record Span(String text, String style, Mark mark) {}

    /**
     * A line of text.
     *
     * @param x its left end
     * @param y its middle
     * @param width how long it can be at most
     */
    record Text(int x, int y, int width, List<Span> spans) implements Shape {
        Text {
            spans = List.copyOf(spans);
        }
    }

    /**
     * A straight line.
     *
     * @param bridges whether it passes over what it crosses
     */
    record Line(List<Point> points, String style, Mark mark, boolean arrow, boolean bridges)
            implements Shape {
        Line {
            points = List.copyOf(points);
        }
    }

    /** Where lines join. */
    record Dot(Point at, String style, Mark mark) implements Shape {}

    void add(Shape shape) {
        shapes.add(shape);
    }

    List<Shape> shapes() {
        return List.copyOf(shapes);
    }

    int right() {
        return extent(true);
    }

    int bottom() {
        return extent(false);
    }

    private int extent(boolean across) {
        int most = 0;
        for (Shape shape : shapes) {
            most =
                    Math.max(
                            most,
                            switch (shape) {
                                case Box box -> across ? box.right() : box.bottom();
                                case Text text -> across ? text.x() + text.width() : text.y() + 10;
                                case Line line ->
                                        line.points().stream()
                                                .mapToInt(each -> across ? each.x() : each.y())
                                                .max()
                                                .orElse(0);
                                case Dot dot -> across ? dot.at().x() : dot.at().y();
                            });
        }
        return most;
    }
}
