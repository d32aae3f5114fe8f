package dev.sila.graph;

import static dev.sila.graph.Metrics.LINE;
import static dev.sila.graph.Metrics.PAD;

import dev.sila.graph.Drawing.Box;
import dev.sila.graph.Drawing.Span;
import dev.sila.graph.Drawing.Text;
import dev.sila.graph.Picture.Gateway;
import dev.sila.graph.Picture.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The boxes at the ends of the lanes: outsiders on the left, gateways on the right. */
final class Ends {
    private final Map<String, Box> sources = new LinkedHashMap<>();
    private final Map<String, Box> gateways = new LinkedHashMap<>();
    private final Picture picture;

    Ends(Picture picture, Columns columns, int top) {
        this.picture = picture;
        int y = top;
        for (Source each : picture.sources()) {
            Box box = box(columns.sources(), y, columns.sourceWidth(), each.lines(), each.mark());
            sources.put(each.id(), box);
            y = box.bottom() + PAD;
        }
        y = top;
        for (Gateway each : picture.gateways()) {
            int x = each.inside() ? columns.gateways() : columns.border();
            Box box = box(x, y, columns.gatewayWidth(each.inside()), each.lines(), each.mark());
            gateways.put(each.id(), box);
            y = box.bottom() + PAD;
        }
    }

    /** Its middle is on no line of a row. */
    private static Box box(int x, int y, int width, List<String> lines, Mark mark) {
        int height = lines.size() * LINE + 10;
        int middle = Metrics.snap(y + height / 2, 5);
        return new Box(
                x, middle - height / 2, width, height, "end", mark, String.join(", ", lines));
    }

    Box source(String id) {
        return java.util.Objects.requireNonNull(sources.get(id));
    }

    Box gateway(String id) {
        return java.util.Objects.requireNonNull(gateways.get(id));
    }

    int sourcesBottom() {
        return bottom(sources);
    }

    int gatewaysBottom() {
        return bottom(gateways);
    }

    private static int bottom(Map<String, Box> boxes) {
        return boxes.values().stream().mapToInt(Box::bottom).max().orElse(0);
    }

    static int middle(Box box) {
        return box.y() + box.height() / 2;
    }

    void draw(Drawing drawing) {
        picture.sources()
                .forEach(each -> draw(drawing, source(each.id()), each.lines(), each.mark()));
        picture.gateways()
                .forEach(each -> draw(drawing, gateway(each.id()), each.lines(), each.mark()));
    }

    private static void draw(Drawing drawing, Box box, List<String> lines, Mark mark) {
        drawing.add(box);
        int y = box.y() + 5 + LINE / 2;
        String sign = mark.sign();
        String style = "port";
        for (String line : lines) {
            List<Span> spans = List.of(new Span(sign + line, style, mark));
            drawing.add(new Text(box.x() + PAD, y, Metrics.width(spans), spans));
            y += LINE;
            sign = "";
            style = "mono";
        }
    }
}
