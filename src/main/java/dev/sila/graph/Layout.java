package dev.sila.graph;

import static dev.sila.graph.Metrics.LINE;
import static dev.sila.graph.Metrics.PAD;

import dev.sila.graph.Drawing.Box;
import dev.sila.graph.Drawing.Span;
import dev.sila.graph.Drawing.Text;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives everything its place: a table of metanetworks and zones. Lines run in lanes of their own
 * beside the table and cross only at right angles; each is labelled at its end as well, so that
 * nobody has to follow one.
 */
final class Layout {
    private static final int TITLE = 24;
    private static final int HEADER = 40;
    private static final int GAP = 10;

    private final Picture picture;
    private final Columns columns;
    private final Drawing drawing = new Drawing();
    private final Map<String, Integer> tops = new LinkedHashMap<>();

    private Layout(Picture picture) {
        this.picture = picture;
        this.columns = new Columns(picture);
    }

    static Drawing of(Picture picture) {
        Layout layout = new Layout(picture);
        layout.all();
        return layout.drawing;
    }

    private void all() {
        int top = Columns.MARGIN + 2 * LINE + (picture.compares() ? LINE + GAP : 0);
        int first = Metrics.snap(top + HEADER, 0);
        int y = first;
        for (Row row : picture.rows()) {
            tops.put(row.name(), y);
            y = Metrics.snap(y + height(row) + GAP, 0);
        }
        Ends ends = new Ends(picture, columns, first);
        int bottom = Math.max(y, ends.gatewaysBottom() + GAP) + GAP;
        vpc(top, Math.max(bottom, first + LINE));
        picture.rows().forEach(this::row);
        new Lanes(picture, columns, tops, ends).draw(drawing);
        picture.rows().forEach(this::texts);
        ends.draw(drawing);
        title();
        footer(Math.max(bottom, ends.sourcesBottom()) + LINE);
    }

    private static int height(Row row) {
        int exits = (row.exits().size() + row.limits().size()) * LINE;
        int entrances = row.entrances().size() * LINE;
        int middle = cellHeight(row) + row.tenants().size() * (LINE + 8);
        return HEADER + Math.max(middle, Math.max(entrances, exits)) + GAP;
    }

    private static int cellHeight(Row row) {
        int lines = row.cells().stream().mapToInt(List::size).max().orElse(0);
        return Math.max(1, lines) * LINE + 4;
    }

    private void vpc(int top, int bottom) {
        drawing.add(
                new Box(
                        columns.vpc(),
                        top,
                        columns.vpcEnd() - columns.vpc(),
                        bottom - top,
                        "vpc",
                        picture.vpc().mark(),
                        "VPC " + picture.vpc().text()));
        for (int zone = 0; zone < picture.zones().size(); zone++) {
            text(columns.cell(zone), top + LINE, span(picture.zones().get(zone), "zone"));
        }
    }

    private static Span span(String text, String style) {
        return new Span(text, style, Mark.SAME);
    }

    private void text(int x, int y, Span... spans) {
        List<Span> all = List.of(spans);
        drawing.add(new Text(x, y, Metrics.width(all), all));
    }

    private int top(Row row) {
        return tops.getOrDefault(row.name(), 0);
    }

    private void row(Row row) {
        drawing.add(
                new Box(
                        columns.row(),
                        top(row),
                        columns.rowEnd() - columns.row(),
                        height(row),
                        "row",
                        row.mark(),
                        "metanetwork " + row.name()));
        for (int zone = 0; zone < row.cells().size(); zone++) {
            cell(row, zone);
        }
    }

    private void cell(Row row, int zone) {
        List<Part> parts = row.cells().get(zone);
        if (parts.isEmpty()) {
            return;
        }
        Mark mark = parts.getFirst().mark();
        drawing.add(
                new Box(
                        columns.cell(zone),
                        top(row) + HEADER - 6,
                        columns.cellWidth() - PAD,
                        cellHeight(row),
                        "cell",
                        mark,
                        row.name() + " in " + picture.zones().get(zone)));
    }

    private void texts(Row row) {
        int top = top(row);
        Span name = new Span(row.mark().sign() + row.name(), "title", row.mark());
        text(columns.entrances(), top + LINE, name);
        text(
                columns.entrances() + Metrics.titleWidth(name.text()) + PAD,
                top + LINE,
                new Span(row.cidr().text(), "mono", row.cidr().mark()));
        int line = top + HEADER + GAP - 4;
        for (int zone = 0; zone < row.cells().size(); zone++) {
            int y = top + HEADER + 6;
            for (Part each : row.cells().get(zone)) {
                text(columns.cell(zone) + PAD, y, new Span(each.signed(), "mono", each.mark()));
                y += LINE;
            }
        }
        tenants(row, top + HEADER - 6 + cellHeight(row) + 6);
        lines(row, Metrics.snap(line, 0));
    }

    private void tenants(Row row, int first) {
        int y = first;
        for (Part each : row.tenants()) {
            int width = columns.cellWidth() * Math.max(1, picture.zones().size()) - PAD;
            drawing.add(
                    new Box(
                            columns.cells(),
                            y,
                            width,
                            LINE + 2,
                            "tenant",
                            each.mark(),
                            each.text()));
            text(
                    columns.cells() + PAD,
                    y + (LINE + 2) / 2,
                    new Span(each.signed(), "mono", each.mark()));
            y += LINE + 8;
        }
    }

    private void lines(Row row, int first) {
        int y = first;
        for (Picture.Entrance each : row.entrances()) {
            List<Span> spans = Labels.entrance(each);
            drawing.add(new Text(columns.entrances(), y, Metrics.width(spans), spans));
            y += LINE;
        }
        y = first;
        Map<String, String> names = columns.names();
        for (Picture.Exit each : row.exits()) {
            text(
                    columns.exits(),
                    y,
                    new Span(Labels.exit(each, names), "mono", each.destination().mark()));
            y += LINE;
        }
        for (Part each : row.limits()) {
            text(columns.exits(), y, new Span(each.signed(), "mono", each.mark()));
            y += LINE;
        }
    }

    /** The middle of a row's first line of entrances and exits. */
    static int firstLine(int top) {
        return Metrics.snap(top + HEADER + GAP - 4, 0);
    }

    private void title() {
        text(
                Columns.MARGIN,
                TITLE + 6,
                span(picture.environment(), "title"),
                new Span(
                        "  VPC " + picture.vpc().mark().sign() + picture.vpc().text(),
                        "mono",
                        picture.vpc().mark()));
        if (picture.compares()) {
            legend(TITLE + 6 + LINE + 8);
        }
    }

    private void legend(int y) {
        int x = Columns.MARGIN;
        for (Mark mark : List.of(Mark.ADDED, Mark.REMOVED, Mark.CHANGED, Mark.SAME)) {
            drawing.add(new Box(x, y - 7, 22, 14, "end", mark, mark.word()));
            String words = mark.sign() + mark.word();
            text(x + 30, y, new Span(words, "mono", mark));
            x += 30 + Metrics.width(words) + 2 * PAD;
        }
    }

    private void footer(int top) {
        int y = top;
        if (!picture.undrawn().isEmpty()) {
            text(Columns.MARGIN, y, span("The plan also changes what has no place here:", "note"));
            for (String each : picture.undrawn()) {
                y += LINE;
                text(Columns.MARGIN + PAD, y, span(each, "mono"));
            }
        }
    }
}
