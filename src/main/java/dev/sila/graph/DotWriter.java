package dev.sila.graph;

import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Gateway;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import dev.sila.graph.Picture.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a picture in Graphviz's language, for who wants another layout. */
final class DotWriter {
    private final StringBuilder dot = new StringBuilder();

    private DotWriter() {}

    static String write(Picture picture) {
        DotWriter writer = new DotWriter();
        writer.all(picture);
        return writer.dot.toString();
    }

    private void all(Picture picture) {
        line("digraph " + quoted(picture.environment()) + " {");
        line("  graph [rankdir=LR, compound=true, label=" + quoted(Summary.title(picture)) + "];");
        line("  node [shape=box, fontname=monospace, fontsize=11];");
        line("  edge [fontname=monospace, fontsize=10];");
        for (Source each : picture.sources()) {
            node("source " + each.id(), each.mark(), each.lines());
        }
        line("  subgraph \"cluster vpc\" {");
        line("    label=" + quoted("VPC " + picture.vpc().signed()) + ";");
        picture.rows().forEach(row -> row(picture, row));
        picture.gateways().stream().filter(Gateway::inside).forEach(this::gateway);
        line("  }");
        picture.gateways().stream().filter(each -> !each.inside()).forEach(this::gateway);
        picture.rows().forEach(row -> edges(picture, row));
        line("}");
    }

    private void line(String text) {
        dot.append(text).append('\n');
    }

    private void gateway(Gateway gateway) {
        node("gateway " + gateway.id(), gateway.mark(), gateway.lines());
    }

    private void node(String id, Mark mark, List<String> lines) {
        String label = mark.sign() + String.join("\n", lines);
        line("  " + quoted(id) + " [label=" + quoted(label) + style(mark) + "];");
    }

    private void row(Picture picture, Row row) {
        line("    subgraph " + quoted("cluster " + row.name()) + " {");
        line(
                "      label="
                        + quoted(row.mark().sign() + row.name() + " " + row.cidr().text())
                        + ";");
        node("row " + row.name(), row.mark(), List.of(row.name()));
        for (int zone = 0; zone < row.cells().size(); zone++) {
            List<Part> parts = row.cells().get(zone);
            String name = picture.zones().get(zone);
            if (!parts.isEmpty()) {
                List<String> lines =
                        Stream.concat(Stream.of(name), parts.stream().map(Part::signed)).toList();
                node("cell " + row.name() + " " + name, Mark.SAME, lines);
            }
        }
        for (Part each : row.tenants()) {
            node("tenant " + row.name() + " " + each.text(), each.mark(), List.of(each.text()));
        }
        line("    }");
    }

    private void edges(Picture picture, Row row) {
        for (Entrance each : row.entrances()) {
            String label =
                    each.ports().stream().map(Part::signed).collect(Collectors.joining(", "));
            boolean outside =
                    picture.sources().stream()
                            .anyMatch(source -> source.id().equals(each.source()));
            if (each.source().equals(Picture.EVERY)) {
                picture.rows()
                        .forEach(other ->
                                edge(
                                        "row " + other.name(),
                                        "row " + row.name(),
                                        label,
                                        each.mark()));
            } else {
                edge(
                        (outside ? "source " : "row ") + each.source(),
                        "row " + row.name(),
                        label,
                        each.mark());
            }
        }
        for (Exit each : row.exits()) {
            edge(
                    "row " + row.name(),
                    "gateway " + each.gateway(),
                    each.destination().signed(),
                    each.destination().mark());
        }
    }

    private void edge(String from, String to, String label, Mark mark) {
        line(
                "  "
                        + quoted(from)
                        + " -> "
                        + quoted(to)
                        + " [label="
                        + quoted(label)
                        + style(mark)
                        + "];");
    }

    private static String style(Mark mark) {
        return switch (mark) {
            case SAME -> "";
            case ADDED -> ", color=\"#1a7f37\", fontcolor=\"#1a7f37\", style=bold";
            case REMOVED -> ", color=\"#cf222e\", fontcolor=\"#cf222e\", style=dashed";
            case CHANGED -> ", color=\"#9a6700\", fontcolor=\"#9a6700\", style=dotted";
        };
    }

    /** A quoted string; a line feed becomes the escape for one. */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
