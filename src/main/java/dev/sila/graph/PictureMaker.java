package dev.sila.graph;

import dev.sila.engine.Change;
import dev.sila.engine.Key;
import dev.sila.engine.Plan;
import dev.sila.engine.Prospect;
import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Gateway;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import dev.sila.graph.Picture.Source;
import dev.sila.graph.Scene.Passage;
import dev.sila.graph.Scene.Place;
import dev.sila.graph.Scene.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes the picture of what is, of what will be, or of both. */
final class PictureMaker {
    private static final int MOST_LINES = 5;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Scene before;
    private final Scene after;
    private final Merge merge;
    private final Map<String, Part> ranges;
    private final Map<Passage, Part> entrances;
    private final Map<String, Source> sources = new TreeMap<>();
    private final Map<String, String> sourceOf = new TreeMap<>();

    private PictureMaker(Scene before, Scene after, Set<Key> changing) {
        this.before = before;
        this.after = after;
        this.merge = new Merge(changing);
        this.ranges = merge.parts(before.rows(), after.rows());
        this.entrances = merge.members(before.entrances(), after.entrances());
        sources();
    }

    /** What exists. */
    static Picture existing(Plan plan) {
        Scene scene = SceneReader.read(Prospect.before(plan));
        return new PictureMaker(scene, scene, Set.of()).picture(plan, false);
    }

    /** What will exist once the plan is carried out. */
    static Picture planned(Plan plan) {
        Scene scene = SceneReader.read(Prospect.after(plan));
        return new PictureMaker(scene, scene, Set.of()).picture(plan, false);
    }

    /** Both, and what the plan makes of each. */
    static Picture comparison(Plan plan) {
        Set<Key> changing = new HashSet<>();
        for (Change<?> each : plan.actions()) {
            if (each instanceof Change.Update<?> || each instanceof Change.Replace<?>) {
                changing.add(each.key());
            }
        }
        return new PictureMaker(
                        SceneReader.read(Prospect.before(plan)),
                        SceneReader.read(Prospect.after(plan)),
                        changing)
                .picture(plan, true);
    }

    private Picture picture(Plan plan, boolean compares) {
        Set<String> zones = new TreeSet<>(before.zones());
        zones.addAll(after.zones());
        Part vpc =
                merge.parts(before.vpcs(), after.vpcs()).values().stream()
                        .findFirst()
                        .orElse(new Part("", Mark.SAME));
        List<Row> rows = rows(List.copyOf(zones));
        List<Gateway> gateways = gateways();
        return new Picture(
                plan.scope().environment(),
                vpc,
                List.copyOf(zones),
                rows,
                List.copyOf(sources.values()),
                gateways,
                compares,
                compares ? undrawn(plan) : List.of());
    }

    private List<String> undrawn(Plan plan) {
        Set<Key> drawn = merge.drawn();
        return plan.actions().stream()
                .filter(each -> !drawn.contains(each.key()))
                .map(each -> mark(each).sign() + each.key())
                .toList();
    }

    private static Mark mark(Change<?> change) {
        return switch (change) {
            case Change.Create<?> _ -> Mark.ADDED;
            case Change.Delete<?> _ -> Mark.REMOVED;
            case Change.Update<?> _, Change.Replace<?> _ -> Mark.CHANGED;
            case Change.Keep<?> _ -> Mark.SAME;
        };
    }

    private List<Row> rows(List<String> zones) {
        Map<Place, Part> subnets = merge.parts(before.subnets(), after.subnets());
        Map<Place, Part> tenants = merge.parts(before.tenants(), after.tenants());
        Map<Way, Part> ways = merge.members(before.ways(), after.ways());
        Map<Passage, Part> limits = merge.members(before.limits(), after.limits());
        List<Row> rows = new ArrayList<>();
        for (String name : order()) {
            Part range = ranges.getOrDefault(name, new Part("", Mark.SAME));
            List<List<Part>> cells = new ArrayList<>();
            for (String zone : zones) {
                List<Part> cell = new ArrayList<>(at(subnets, name, zone));
                cell.addAll(at(tenants, name, zone));
                cells.add(cell);
            }
            List<Exit> exits = new ArrayList<>();
            ways.forEach((way, part) -> {
                if (way.row().equals(name)) {
                    exits.add(new Exit(way.gateway(), part));
                }
            });
            List<Part> restrictions = new ArrayList<>();
            limits.forEach((passage, part) -> {
                if (passage.row().equals(name)) {
                    restrictions.add(part);
                }
            });
            rows.add(
                    new Row(
                            name,
                            range.mark(),
                            range,
                            cells,
                            at(tenants, name, ""),
                            entrances(name),
                            exits,
                            restrictions));
        }
        return rows;
    }

    private static List<Part> at(Map<Place, Part> things, String row, String zone) {
        List<Part> parts = new ArrayList<>();
        things.forEach((place, part) -> {
            if (place.row().equals(row) && place.zone().equals(zone)) {
                parts.add(part);
            }
        });
        return parts;
    }

    /** The metanetworks by address, as their ranges lie in the VPC's. */
    private List<String> order() {
        return ranges.keySet().stream()
                .sorted(Comparator.comparing(this::address).thenComparing(each -> each))
                .toList();
    }

    private String address(String row) {
        Scene.Item item = after.rows().getOrDefault(row, before.rows().get(row));
        return padded(item == null ? "" : item.text());
    }

    /** Outsiders that may do the same are one source. */
    private void sources() {
        Map<String, String> rights = new TreeMap<>();
        entrances.forEach((passage, part) -> {
            if (!isInside(passage.other())) {
                rights.merge(
                        passage.other(),
                        passage.row() + '\n' + part.signed() + '\n',
                        String::concat);
            }
        });
        Map<String, List<String>> members = new LinkedHashMap<>();
        rights.forEach((other, right) ->
                members.computeIfAbsent(right, each -> new ArrayList<>()).add(other));
        for (List<String> each : members.values()) {
            String id = each.getFirst();
            each.forEach(member -> sourceOf.put(member, id));
            List<String> lines =
                    new ArrayList<>(
                            each.stream().limit(MOST_LINES).map(PictureMaker::words).toList());
            if (each.size() > MOST_LINES) {
                lines.add("and " + (each.size() - MOST_LINES) + " more");
            }
            sources.put(id, new Source(id, markOf(id), lines));
        }
    }

    private Mark markOf(String source) {
        Set<Mark> marks = new HashSet<>();
        entrances.forEach((passage, part) -> {
            if (passage.other().equals(source)) {
                marks.add(part.mark());
            }
        });
        return together(marks);
    }

    private static Mark together(Set<Mark> marks) {
        return marks.size() == 1 ? marks.iterator().next() : Mark.SAME;
    }

    private static String words(String source) {
        return source.equals("0.0.0.0/0") || source.equals("::/0")
                ? "anyone (" + source + ")"
                : source;
    }

    private boolean isInside(String other) {
        return other.equals(Picture.EVERY) || ranges.containsKey(other);
    }

    private List<Entrance> entrances(String row) {
        Map<String, Map<String, Part>> ports = new TreeMap<>(Comparator.comparing(this::rank));
        entrances.forEach((passage, part) -> {
            if (passage.row().equals(row)) {
                String source = sourceOf.getOrDefault(passage.other(), passage.other());
                ports.computeIfAbsent(
                                source,
                                each -> new TreeMap<>(Comparator.comparing(PictureMaker::padded)))
                        .put(passage.port(), part);
            }
        });
        List<Entrance> list = new ArrayList<>();
        ports.forEach((source, parts) -> {
            Set<Mark> marks = new HashSet<>();
            parts.values().forEach(each -> marks.add(each.mark()));
            list.add(
                    new Entrance(
                            source, label(source), together(marks), List.copyOf(parts.values())));
        });
        return list;
    }

    /** A text whose numbers sort by value. */
    private static String padded(String text) {
        return NUMBER.matcher(text)
                .replaceAll(number ->
                        "0".repeat(Math.max(0, 9 - number.group().length())) + number.group());
    }

    /** Outsiders first, then the metanetworks, then all of them. */
    private String rank(String source) {
        if (source.equals(Picture.EVERY)) {
            return "2";
        }
        return (ranges.containsKey(source) ? "1" : "0") + source;
    }

    private String label(String source) {
        Source outside = sources.get(source);
        if (outside == null) {
            return source;
        }
        long others = sourceOf.values().stream().filter(source::equals).count() - 1;
        return words(source) + (others > 0 ? " and " + others + " more" : "");
    }

    private List<Gateway> gateways() {
        List<Gateway> gateways = new ArrayList<>();
        merge.parts(before.gateways(), after.gateways())
                .forEach((id, part) ->
                        gateways.add(
                                new Gateway(
                                        id,
                                        part.mark(),
                                        part.text().startsWith("NAT gateway"),
                                        part.text().lines().toList())));
        gateways.sort(
                Comparator.comparing((Gateway each) -> !each.inside()).thenComparing(Gateway::id));
        return gateways;
    }
}
