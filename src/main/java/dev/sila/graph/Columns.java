package dev.sila.graph;

import static dev.sila.graph.Metrics.LANE;
import static dev.sila.graph.Metrics.PAD;

import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Exit;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the columns are, from left to right: outsiders, their lanes, the rows with entrances, cells
 * and exits, the lanes to the gateways, the gateways.
 */
final class Columns {
    static final int MARGIN = 24;
    private static final int LEAST_CELL = 130;

    private final Picture picture;
    private final List<String> sourceLanes;
    private final List<String> gatewayLanes;
    private final int sourceWidth;
    private final int entranceWidth;
    private final int cellWidth;
    private final int exitWidth;

    Columns(Picture picture) {
        this.picture = picture;
        this.sourceLanes = sourceLanes();
        this.gatewayLanes = gatewayLanes();
        this.sourceWidth =
                picture.sources().isEmpty()
                        ? 0
                        : 2 * PAD
                                + widest(
                                        picture.sources().stream()
                                                .flatMap(each ->
                                                        each.lines().stream()
                                                                .map(line ->
                                                                        each.mark().sign()
                                                                                + line)));
        this.entranceWidth =
                rows().flatMap(row -> row.entrances().stream())
                                .mapToInt(each -> Metrics.width(Labels.entrance(each)))
                                .max()
                                .orElse(0)
                        + PAD;
        this.cellWidth = widestCell();
        this.exitWidth = widestExit();
    }

    private Stream<Row> rows() {
        return picture.rows().stream();
    }

    private static int widest(Stream<String> texts) {
        return texts.mapToInt(Metrics::width).max().orElse(0);
    }

    private static Stream<String> signed(Collection<Part> parts) {
        return parts.stream().map(Part::signed);
    }

    /** Outsiders from the lowest to the highest, so that their lines cross little; then rows. */
    private List<String> sourceLanes() {
        List<String> used =
                rows().flatMap(row -> row.entrances().stream()).map(Entrance::source).toList();
        List<String> lanes = new ArrayList<>();
        picture.sources().forEach(each -> lanes.add(each.id()));
        Collections.reverse(lanes);
        rows().map(Row::name).filter(used::contains).forEach(lanes::add);
        return lanes;
    }

    private List<String> gatewayLanes() {
        List<String> used = rows().flatMap(row -> row.exits().stream()).map(Exit::gateway).toList();
        return picture.gateways().stream().map(Picture.Gateway::id).filter(used::contains).toList();
    }

    private int widestCell() {
        int zones = Math.max(1, picture.zones().size());
        int tenants = widest(rows().flatMap(row -> signed(row.tenants()))) + 3 * PAD;
        int cells =
                widest(rows().flatMap(row -> row.cells().stream().flatMap(each -> signed(each))))
                        + 3 * PAD;
        int names = widest(picture.zones().stream()) + 2 * PAD;
        return Math.max(Math.max(LEAST_CELL, names), Math.max(cells, Math.ceilDiv(tenants, zones)));
    }

    private int widestExit() {
        Map<String, String> names = names();
        Stream<String> exits =
                rows().flatMap(row ->
                        Stream.concat(
                                row.exits().stream().map(each -> Labels.exit(each, names)),
                                signed(row.limits())));
        int widest = widest(exits);
        return widest == 0 ? PAD : widest + 2 * PAD;
    }

    /** The first words of each gateway. */
    Map<String, String> names() {
        return picture.gateways().stream()
                .collect(
                        Collectors.toUnmodifiableMap(
                                Picture.Gateway::id, each -> Labels.gateway(each)));
    }

    int sources() {
        return MARGIN;
    }

    int sourceWidth() {
        return sourceWidth;
    }

    int vpc() {
        return MARGIN + (sourceWidth == 0 ? 0 : sourceWidth + 2 * PAD);
    }

    /** Where the lane of that source is. */
    int sourceLane(String source) {
        return vpc() + PAD + LANE * sourceLanes.indexOf(source) + LANE / 2;
    }

    boolean hasSourceLane(String source) {
        return sourceLanes.contains(source);
    }

    int row() {
        return vpc() + 2 * PAD + LANE * sourceLanes.size();
    }

    int entrances() {
        return row() + PAD;
    }

    int cells() {
        return entrances() + entranceWidth + PAD;
    }

    int cell(int zone) {
        return cells() + zone * cellWidth;
    }

    int cellWidth() {
        return cellWidth;
    }

    int exits() {
        return cells() + Math.max(1, picture.zones().size()) * cellWidth + PAD;
    }

    int rowEnd() {
        int wanted = exits() + exitWidth;
        int title =
                rows().mapToInt(row ->
                                Metrics.titleWidth(row.mark().sign() + row.name())
                                        + 2 * PAD
                                        + Metrics.width(row.cidr().text()))
                        .max()
                        .orElse(0);
        return Math.max(wanted, row() + title + 2 * PAD);
    }

    int gatewayLane(String gateway) {
        return rowEnd() + PAD + LANE * gatewayLanes.indexOf(gateway) + LANE / 2;
    }

    int gateways() {
        return rowEnd() + 2 * PAD + LANE * gatewayLanes.size();
    }

    int gatewayWidth(boolean inside) {
        return picture.gateways().stream()
                        .filter(each -> each.inside() == inside)
                        .flatMap(each ->
                                each.lines().stream().map(line -> each.mark().sign() + line))
                        .mapToInt(Metrics::width)
                        .max()
                        .orElse(-2 * PAD)
                + 2 * PAD;
    }

    /** The VPC's right border: beyond what stands inside; gateways stand on it. */
    int vpcEnd() {
        int inside = gatewayWidth(true);
        return gateways()
                + (inside == 0 ? 0 : inside + 2 * PAD)
                + (gatewayWidth(false) == 0 ? 0 : 2 * PAD);
    }

    /** Where the gateways of the border begin. */
    int border() {
        return vpcEnd() - 2 * PAD;
    }
}
