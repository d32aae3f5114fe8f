package dev.sila.graph;

import dev.sila.graph.Drawing.Box;
import dev.sila.graph.Drawing.Dot;
import dev.sila.graph.Drawing.Line;
import dev.sila.graph.Drawing.Point;
import dev.sila.graph.Drawing.Shape;
import dev.sila.graph.Drawing.Span;
import dev.sila.graph.Drawing.Text;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a drawing as SVG 1.1: text as text, one style sheet, no scripts, nothing from outside. */
final class SvgWriter {
    private static final int ARROW = 8;
    private static final int HALO = 5;

    private final StringBuilder svg = new StringBuilder();

    private SvgWriter() {}

    static String write(Picture picture, Drawing drawing) {
        SvgWriter writer = new SvgWriter();
        int width = drawing.right() + Columns.MARGIN;
        int height = drawing.bottom() + Columns.MARGIN;
        writer.line(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"title description\">"
                        .formatted(width, height, width, height));
        writer.line("<title id=\"title\">" + Xml.text(Summary.title(picture)) + "</title>");
        writer.line("<desc id=\"description\">" + Xml.text(Summary.of(picture)) + "</desc>");
        writer.line("<style>\n" + StyleSheet.TEXT + "</style>");
        writer.line("<rect class=\"paper\" width=\"%d\" height=\"%d\"/>".formatted(width, height));
        drawing.shapes().forEach(writer::shape);
        writer.line("</svg>");
        return writer.svg.toString();
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }

    private void shape(Shape shape) {
        switch (shape) {
            case Box box -> box(box);
            case Text text -> text(text);
            case Line line -> path(line);
            case Dot(Point at, String style, Mark mark) ->
                    line(
                            "<circle class=\"dot %s\" cx=\"%d\" cy=\"%d\" r=\"3\"/>"
                                    .formatted(classes(style, mark), at.x(), at.y()));
        }
    }

    private static String classes(String style, Mark mark) {
        return mark == Mark.SAME ? style : style + " " + mark.word();
    }

    private void box(Box box) {
        line(
                "<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"><title>%s</title></rect>"
                        .formatted(
                                classes(box.style(), box.mark()),
                                box.x(),
                                box.y(),
                                box.width(),
                                box.height(),
                                Xml.text(box.title())));
    }

    private void text(Text text) {
        String spans = text.spans().stream().map(SvgWriter::span).collect(Collectors.joining());
        line(
                "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>"
                        .formatted(text.x(), text.y() + 4, spans));
    }

    /** The sign is a piece of its own: a line through it would hide it. */
    private static String span(Span span) {
        String sign = span.mark().sign();
        if (!sign.isEmpty() && span.text().startsWith(sign)) {
            return span(sign, classes(span.style(), span.mark()) + " sign")
                    + span(
                            span.text().substring(sign.length()),
                            classes(span.style(), span.mark()));
        }
        return span(span.text(), classes(span.style(), span.mark()));
    }

    private static String span(String text, String classes) {
        return "<tspan class=\"%s\">%s</tspan>".formatted(classes, Xml.text(text));
    }

    /**
     * Makes a level line pass over the upright ones that it only crosses, not those at its ends.
     */
    private void halo(Point from, Point to) {
        int left = Math.min(from.x(), to.x()) + HALO;
        int right = Math.max(from.x(), to.x()) - HALO;
        if (left < right) {
            line("<path class=\"halo\" d=\"M%d,%d H%d\"/>".formatted(left, from.y(), right));
        }
    }

    private void path(Line line) {
        List<Point> points = line.points();
        String way =
                points.stream()
                        .map(each -> each.x() + "," + each.y())
                        .collect(Collectors.joining(" L", "M", ""));
        if (line.bridges()) {
            halo(points.getFirst(), points.getLast());
        }
        line(
                "<path class=\"line %s\" d=\"%s\"/>"
                        .formatted(classes(line.style(), line.mark()), way));
        if (line.arrow()) {
            Point tip = points.getLast();
            line(
                    "<path class=\"head %s\" d=\"M%d,%d l-%d,-4 v8 z\"/>"
                            .formatted(
                                    classes(line.style(), line.mark()), tip.x(), tip.y(), ARROW));
        }
    }
}
