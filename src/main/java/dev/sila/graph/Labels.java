package dev.sila.graph;

import dev.sila.graph.Drawing.Span;
import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Gateway;
import dev.sila.graph.Picture.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The texts on lines. */
final class Labels {
    private Labels() {}

    /** Which ports, and for whom: {@code tcp 22, icmp from maintenance}. */
    static List<Span> entrance(Entrance entrance) {
        List<Span> spans = new ArrayList<>();
        String comma = "";
        for (Part port : entrance.ports()) {
            spans.add(new Span(comma, "mono", Mark.SAME));
            spans.add(new Span(port.signed(), "port", port.mark()));
            comma = ", ";
        }
        spans.add(new Span(" from " + entrance.label(), "mono", Mark.SAME));
        return spans.stream().filter(each -> !each.text().isEmpty()).toList();
    }

    /** Where to, and through what: {@code 0.0.0.0/0 via internet gateway}. */
    static String exit(Exit exit, Map<String, String> gateways) {
        return exit.destination().signed()
                + " via "
                + gateways.getOrDefault(exit.gateway(), exit.gateway());
    }

    /** What it is, and which if there may be several. */
    static String gateway(Gateway gateway) {
        List<String> lines = gateway.lines();
        boolean only = lines.size() < 2;
        return only
                ? String.join("", lines)
                : lines.get(0).replace(" gateway", "") + " " + lines.get(1);
    }
}
