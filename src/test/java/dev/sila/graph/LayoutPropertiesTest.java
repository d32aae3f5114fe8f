package dev.sila.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.engine.Plan;
import dev.sila.engine.Spec;
import dev.sila.graph.Drawing.Box;
import dev.sila.graph.Drawing.Line;
import dev.sila.graph.Drawing.Text;
import dev.sila.graph.EnvironmentGraph.View;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What holds for the picture of any environment and of any two. */
class LayoutPropertiesTest {
    private static final List<String> ZONES = List.of("a", "b", "c", "d");

    /** Names that hurt where they are not escaped. */
    private static final List<String> NAMES =
            List.of(
                    "dmz",
                    "a<b",
                    "\"quoted\"",
                    "x&y",
                    "it's",
                    "two words",
                    "ünï→",
                    "a_longer_name");

    @Property(tries = 150)
    void boxesOfOneLayerDoNotOverlap(@ForAll long seed, @ForAll @IntRange(max = 6) int networks) {
        Drawing drawing = Layout.of(picture(seed, networks));
        for (String layer : List.of("row", "cell", "tenant", "end")) {
            List<Box> boxes = boxes(drawing, layer);
            for (int one = 0; one < boxes.size(); one++) {
                for (int other = one + 1; other < boxes.size(); other++) {
                    assertThat(apart(boxes.get(one), boxes.get(other)))
                            .as("%s and %s", boxes.get(one), boxes.get(other))
                            .isTrue();
                }
            }
        }
    }

    @Property(tries = 150)
    void everythingIsInItsBoxAndOnTheCanvas(
            @ForAll long seed, @ForAll @IntRange(max = 6) int networks) {
        Drawing drawing = Layout.of(picture(seed, networks));
        Box vpc = boxes(drawing, "vpc").getFirst();
        List<Box> rows = boxes(drawing, "row");
        assertThat(rows).allMatch(each -> holds(vpc, each));
        for (String layer : List.of("cell", "tenant")) {
            assertThat(boxes(drawing, layer))
                    .allMatch(each -> rows.stream().anyMatch(row -> holds(row, each)));
        }
        for (Drawing.Shape each : drawing.shapes()) {
            if (each instanceof Text(int x, int y, int width, _)) {
                assertThat(x).isNotNegative();
                assertThat(y).isNotNegative();
                assertThat(x + width).isLessThanOrEqualTo(drawing.right());
                assertThat(y).isLessThan(drawing.bottom());
                rows.stream()
                        .filter(row ->
                                row.y() < y && y < row.bottom() && x > row.x() && x < row.right())
                        .forEach(row -> assertThat(x + width).isLessThanOrEqualTo(row.right()));
            }
            if (each instanceof Line line) {
                assertThat(line.points())
                        .allMatch(point ->
                                point.x() >= 0
                                        && point.y() >= 0
                                        && point.x() <= drawing.right()
                                        && point.y() <= drawing.bottom());
            }
        }
    }

    @Property(tries = 150)
    void noLineRunsOverAnotherAndNoTextOverAText(
            @ForAll long seed, @ForAll @IntRange(max = 6) int networks) {
        Drawing drawing = Layout.of(picture(seed, networks));
        List<Line> lines = new ArrayList<>();
        List<Text> texts = new ArrayList<>();
        for (Drawing.Shape each : drawing.shapes()) {
            if (each instanceof Line line) {
                lines.stream()
                        .filter(other -> runsOver(line, other))
                        .findFirst()
                        .ifPresent(other -> assertThat(line).as("over " + other).isNull());
                lines.add(line);
            }
            if (each instanceof Text text) {
                assertThat(texts)
                        .noneMatch(other ->
                                Math.abs(other.y() - text.y()) < 12
                                        && other.x() < text.x() + text.width()
                                        && text.x() < other.x() + other.width());
                texts.add(text);
            }
        }
    }

    private static boolean runsOver(Line one, Line other) {
        boolean level = level(one) && level(other) && y(one) == y(other);
        boolean upright = !level(one) && !level(other) && left(one) == left(other);
        return (level && left(one) < right(other) && left(other) < right(one))
                || (upright && top(one) < bottom(other) && top(other) < bottom(one));
    }

    private static boolean level(Line line) {
        return line.points().getFirst().y() == line.points().getLast().y();
    }

    private static int y(Line line) {
        return line.points().getFirst().y();
    }

    private static int left(Line line) {
        return Math.min(line.points().getFirst().x(), line.points().getLast().x());
    }

    private static int right(Line line) {
        return Math.max(line.points().getFirst().x(), line.points().getLast().x());
    }

    private static int top(Line line) {
        return Math.min(line.points().getFirst().y(), line.points().getLast().y());
    }

    private static int bottom(Line line) {
        return Math.max(line.points().getFirst().y(), line.points().getLast().y());
    }

    private static boolean apart(Box one, Box other) {
        return one.right() <= other.x()
                || other.right() <= one.x()
                || one.bottom() <= other.y()
                || other.bottom() <= one.y();
    }

    private static boolean holds(Box outer, Box inner) {
        return outer.x() <= inner.x()
                && outer.y() <= inner.y()
                && inner.right() <= outer.right()
                && inner.bottom() <= outer.bottom();
    }

    private static List<Box> boxes(Drawing drawing, String style) {
        List<Box> boxes = new ArrayList<>();
        for (Drawing.Shape each : drawing.shapes()) {
            if (each instanceof Box box && box.style().equals(style)) {
                boxes.add(box);
            }
        }
        return boxes;
    }

    @Property(tries = 100)
    void itIsWellFormedHasNoScriptAndTakesNothingFromOutside(
            @ForAll long seed, @ForAll @IntRange(max = 6) int networks) throws Exception {
        Document svg = parse(EnvironmentGraph.of(plan(seed, networks), View.COMPARISON).svg());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .startsWith("Environment e");
        assertThat(svg.getElementsByTagName("desc").getLength()).isEqualTo(1);
        NodeList all = svg.getElementsByTagName("*");
        for (int each = 0; each < all.getLength(); each++) {
            assertThat(all.item(each).getNodeName())
                    .isIn(
                            "svg", "title", "desc", "style", "rect", "text", "tspan", "path",
                            "circle");
            var attributes = all.item(each).getAttributes();
            for (int name = 0; name < attributes.getLength(); name++) {
                assertThat(attributes.item(name).getNodeName())
                        .doesNotContain("href")
                        .doesNotStartWith("on");
            }
        }
    }

    static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Property(tries = 50)
    void theOrderOfWhatIsReadDoesNotMatter(@ForAll long seed) {
        List<Spec> specs = estate(new Random(seed), 5).specs();
        List<Spec> others = new ArrayList<>(specs);
        Collections.shuffle(others, new Random(seed));
        assertThat(svg(others)).isEqualTo(svg(specs));
    }

    private static String svg(List<Spec> specs) {
        return EnvironmentGraph.of(Estate.plan(specs, specs), View.EXISTING).svg();
    }

    private static Picture picture(long seed, int networks) {
        return PictureMaker.comparison(plan(seed, networks));
    }

    private static Plan plan(long seed, int networks) {
        Random random = new Random(seed);
        return Estate.plan(
                estate(random, networks).specs(),
                estate(random, Math.min(6, networks + random.nextInt(2))).specs());
    }

    private static Estate estate(Random random, int networks) {
        Estate estate = random.nextInt(4) == 0 ? Estate.whole() : new Estate().vpc("10.0.0.0/16");
        estate.add(
                new dev.sila.aws.kind.InternetGateway("e", Estate.VPC, dev.sila.engine.Tags.NONE));
        for (int each = 0; each < networks; each++) {
            String name = NAMES.get(each);
            String[] zones =
                    ZONES.subList(0, 1 + random.nextInt(ZONES.size())).toArray(String[]::new);
            estate.network(name, 4 * each, zones);
            Set<Rule> rules = new HashSet<>();
            for (int rule = random.nextInt(6); rule > 0; rule--) {
                rules.add(
                        Estate.rule(
                                random.nextBoolean() ? "tcp" : "udp",
                                random.nextInt(4),
                                random.nextBoolean()
                                        ? Estate.group(NAMES.get(random.nextInt(networks)))
                                        : Estate.cidr(random.nextInt(9) + ".0.0.0/8")));
            }
            Set<Rule> egress =
                    random.nextBoolean()
                            ? null
                            : Set.of(Estate.rule("tcp", 443, Estate.cidr("192.0.2.0/24")));
            estate.rules(name, egress, rules.toArray(Rule[]::new));
            if (random.nextBoolean()) {
                var target =
                        random.nextBoolean()
                                ? Estate.INTERNET
                                : new dev.sila.engine.Ref<>(
                                        dev.sila.aws.kind.InternetGateway.class,
                                        "pcx-0123456789abcde" + random.nextInt(10));
                estate.table(name, Set.of(Estate.route("10." + each + ".0.0/16", target)), zones);
            }
        }
        return estate;
    }
}
