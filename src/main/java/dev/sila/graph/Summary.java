package dev.sila.graph;

import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A picture in sentences, for who cannot see it. */
final class Summary {
    private Summary() {}

    static String title(Picture picture) {
        return "Environment "
                + picture.environment()
                + (picture.compares() ? ", before and after the plan" : "");
    }

    static String of(Picture picture) {
        Map<String, String> names = new Columns(picture).names();
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "VPC "
                        + picture.vpc().signed()
                        + ", "
                        + picture.rows().size()
                        + " metanetworks in "
                        + picture.zones().size()
                        + " availability zones.");
        for (Row row : picture.rows()) {
            sentences.add(
                    "Metanetwork "
                            + row.mark().sign()
                            + row.name()
                            + (row.cidr().text().isEmpty() ? "" : " (" + row.cidr().text() + ")")
                            + ". Lets in: "
                            + list(row.entrances().stream().map(Summary::entrance).toList())
                            + ". Routes: "
                            + list(row.exits().stream().map(each -> exit(each, names)).toList())
                            + "."
                            + row.limits().stream()
                                    .map(each -> " " + each.signed() + ".")
                                    .collect(Collectors.joining())
                            + holds(row.tenants()));
        }
        return String.join(" ", sentences);
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "nothing" : String.join("; ", items);
    }

    private static String entrance(Entrance entrance) {
        return Labels.entrance(entrance).stream()
                .map(Drawing.Span::text)
                .collect(Collectors.joining());
    }

    private static String exit(Exit exit, Map<String, String> names) {
        return Labels.exit(exit, names);
    }

    private static String holds(List<Part> tenants) {
        return tenants.isEmpty()
                ? ""
                : " Holds: " + list(tenants.stream().map(Part::signed).toList()) + ".";
    }
}
