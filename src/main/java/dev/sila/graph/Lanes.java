package dev.sila.graph;

import dev.sila.graph.Drawing.Dot;
import dev.sila.graph.Drawing.Line;
import dev.sila.graph.Drawing.Point;
import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Gateway;
import dev.sila.graph.Picture.Row;
import dev.sila.graph.Picture.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The lines beside the table. Each source and each gateway has an upright lane of its own; from it
 * level lines go to the rows. No two level lines have the same height, so nothing runs over
 * another.
 */
final class Lanes {
    /** How many colours the style sheet has for lanes. */
    static final int COLOURS = 6;

    private static final int STUB = 10;

    private final Picture picture;
    private final Columns columns;
    private final Map<String, Integer> tops;
    private final Ends ends;
    private final Map<String, Integer> colours = new LinkedHashMap<>();
    private final List<Drawing.Shape> upright = new ArrayList<>();
    private final List<Drawing.Shape> level = new ArrayList<>();
    private final List<Drawing.Shape> dots = new ArrayList<>();

    Lanes(Picture picture, Columns columns, Map<String, Integer> tops, Ends ends) {
        this.picture = picture;
        this.columns = columns;
        this.tops = Map.copyOf(tops);
        this.ends = ends;
    }

    void draw(Drawing drawing) {
        for (Source source : picture.sources()) {
            int middle = Ends.middle(ends.source(source.id()));
            int from = ends.source(source.id()).right();
            incoming(source.id(), new Point(from, middle), source.mark());
        }
        for (Row row : picture.rows()) {
            if (columns.hasSourceLane(row.name())) {
                int middle = tops.getOrDefault(row.name(), 0) + Metrics.LINE;
                incoming(row.name(), new Point(columns.row(), middle), row.mark());
            }
        }
        picture.rows().forEach(this::fromEverywhere);
        picture.gateways().forEach(this::outgoing);
        upright.forEach(drawing::add);
        level.forEach(drawing::add);
        dots.forEach(drawing::add);
    }

    /** A colour that helps to follow it; none in a comparison, where colours tell what changes. */
    private String style(String lane) {
        if (picture.compares()) {
            return "plain";
        }
        return "lane" + colours.computeIfAbsent(lane, each -> colours.size() % COLOURS);
    }

    /** From where a source is, along its lane, to each row that lets it in. */
    private void incoming(String source, Point start, Mark mark) {
        int x = columns.sourceLane(source);
        String style = style(source);
        Reach reach = new Reach(start.y());
        level.add(new Line(List.of(start, new Point(x, start.y())), style, mark, false, true));
        dots.add(new Dot(start.x() > x ? start : new Point(x, start.y()), style, mark));
        for (Row row : picture.rows()) {
            int y = Layout.firstLine(tops.getOrDefault(row.name(), 0));
            for (Entrance each : row.entrances()) {
                if (each.source().equals(source)) {
                    Point end = new Point(columns.row(), y);
                    level.add(
                            new Line(
                                    List.of(new Point(x, y), end), style, each.mark(), true, true));
                    dots.add(new Dot(new Point(x, y), style, each.mark()));
                    reach.to(y);
                }
                y += Metrics.LINE;
            }
        }
        upright.add(reach.line(x, style, mark));
    }

    /** A short arrow: from every metanetwork, which have no lane together. */
    private void fromEverywhere(Row row) {
        int y = Layout.firstLine(tops.getOrDefault(row.name(), 0));
        for (Entrance each : row.entrances()) {
            if (each.source().equals(Picture.EVERY)) {
                level.add(
                        new Line(
                                List.of(
                                        new Point(columns.row() - STUB, y),
                                        new Point(columns.row(), y)),
                                "every",
                                each.mark(),
                                true,
                                false));
            }
            y += Metrics.LINE;
        }
    }

    /** From each route, along the gateway's lane, to the gateway. */
    private void outgoing(Gateway gateway) {
        int middle = Ends.middle(ends.gateway(gateway.id()));
        int x = columns.gatewayLane(gateway.id());
        String style = style(gateway.id());
        Reach reach = new Reach(middle);
        boolean used = false;
        for (Row row : picture.rows()) {
            int y = Layout.firstLine(tops.getOrDefault(row.name(), 0));
            for (Exit each : row.exits()) {
                if (each.gateway().equals(gateway.id())) {
                    route(each, new Point(x, y), style);
                    reach.to(y);
                    used = true;
                }
                y += Metrics.LINE;
            }
        }
        if (used) {
            Point start = new Point(x, middle);
            Point end = new Point(ends.gateway(gateway.id()).x(), middle);
            upright.add(reach.line(x, style, gateway.mark()));
            level.add(new Line(List.of(start, end), style, gateway.mark(), true, true));
            dots.add(new Dot(start, style, gateway.mark()));
        }
    }

    /** From the route's text to the row's edge, and over the other lanes to its own. */
    private void route(Exit exit, Point end, String style) {
        Mark mark = exit.destination().mark();
        int text = Metrics.width(Labels.exit(exit, columns.names()));
        Point start = new Point(columns.exits() + text + Metrics.PAD / 2, end.y());
        Point edge = new Point(columns.rowEnd(), end.y());
        level.add(new Line(List.of(start, edge), style, mark, false, false));
        level.add(new Line(List.of(edge, end), style, mark, false, true));
        dots.add(new Dot(end, style, mark));
    }

    /** How far a lane reaches. */
    private static final class Reach {
        private final List<Integer> reached = new ArrayList<>();

        Reach(int y) {
            reached.add(y);
        }

        void to(int y) {
            reached.add(y);
        }

        Line line(int x, String style, Mark mark) {
            int top = reached.stream().mapToInt(each -> each).min().orElse(0);
            int bottom = reached.stream().mapToInt(each -> each).max().orElse(0);
            return new Line(
                    List.of(new Point(x, top), new Point(x, bottom)), style, mark, false, false);
        }
    }
}
