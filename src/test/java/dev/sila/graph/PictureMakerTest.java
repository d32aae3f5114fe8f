package dev.sila.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.kind.InternetGateway;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.graph.EnvironmentGraph.View;
import dev.sila.graph.Picture.Entrance;
import dev.sila.graph.Picture.Part;
import dev.sila.graph.Picture.Row;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is drawn of what. */
final class PictureMakerTest {
    private static Estate two() {
        return new Estate().vpc("10.0.0.0/16").network("b", 0, "a").network("a", 4, "a");
    }

    private static Picture existing(Estate estate) {
        List<Spec> specs = estate.specs();
        return PictureMaker.existing(Estate.plan(specs, specs));
    }

    private static Picture comparison(Estate before, Estate after) {
        return PictureMaker.comparison(Estate.plan(before.specs(), after.specs()));
    }

    @Test
    void rowsAreInTheOrderOfTheirAddresses() {
        Picture picture = existing(two().network("c", 100, "b").network("d", 20, "b"));
        assertThat(picture.rows()).extracting(Row::name).containsExactly("b", "a", "d", "c");
        assertThat(picture.zones()).containsExactly("eu-west-1a", "eu-west-1b");
    }

    @Test
    void whatEveryMetanetworkMayDoIsOneEntrance() {
        Estate estate =
                two().rules(
                                "a",
                                null,
                                Estate.rule("icmp", -1, Estate.group("a")),
                                Estate.rule("icmp", -1, Estate.group("b")),
                                Estate.rule("tcp", 22, Estate.group("b")));
        Row row = existing(estate).rows().get(1);
        assertThat(row.entrances())
                .extracting(Entrance::source)
                .containsExactly("b", Picture.EVERY);
        assertThat(row.entrances().getLast().ports()).containsExactly(new Part("icmp", Mark.SAME));
    }

    @Test
    void outsidersWithTheSameRightsAreOne() {
        Estate estate = two();
        estate.rules(
                "a",
                null,
                Estate.rule("tcp", 443, Estate.cidr("192.0.2.0/24")),
                Estate.rule("tcp", 443, Estate.cidr("198.51.100.0/24")),
                Estate.rule("tcp", 443, Estate.cidr("0.0.0.0/0")),
                Estate.rule("tcp", 80, Estate.cidr("0.0.0.0/0")));
        assertThat(existing(estate).sources())
                .extracting(Picture.Source::lines)
                .containsExactlyInAnyOrder(
                        List.of("anyone (0.0.0.0/0)"), List.of("192.0.2.0/24", "198.51.100.0/24"));
    }

    @Test
    void aRouteToAPeeringIsDrawnAsOne() {
        var peering = new Ref<>(InternetGateway.class, "pcx-0123456789abcdef0");
        Estate estate = two().table("a", Set.of(Estate.route("10.9.0.0/16", peering)), "a");
        Picture picture = existing(estate);
        assertThat(picture.gateways().getFirst().lines())
                .containsExactly("peering", "pcx-0123456789abcdef0");
        assertThat(picture.rows().get(1).exits())
                .containsExactly(
                        new Picture.Exit(
                                picture.gateways().getFirst().id(),
                                new Part("10.9.0.0/16", Mark.SAME)));
    }

    @Test
    void aPlanMarksWhatItAddsRemovesAndChanges() {
        Picture picture = comparison(Estate.whole(), PictureGoldenTest.changed());
        assertThat(picture.rows())
                .extracting(Row::name, Row::mark)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("dmz", Mark.SAME),
                        org.assertj.core.groups.Tuple.tuple("apps", Mark.SAME),
                        org.assertj.core.groups.Tuple.tuple("data", Mark.REMOVED),
                        org.assertj.core.groups.Tuple.tuple("jump", Mark.ADDED));
        assertThat(picture.rows().get(1).tenants())
                .contains(
                        new Part(
                                "hostclass mhcweb: 4 hosts (2 to 8) → 6 hosts (2 to 12)",
                                Mark.CHANGED));
    }

    @Test
    void whatAPlanChangesOutOfSightIsListed() {
        Estate after = two().vpc("10.0.0.0/16");
        after.add(new dev.sila.aws.kind.ElasticIp("spare", dev.sila.engine.Tags.NONE));
        assertThat(comparison(two(), after).undrawn()).containsExactly("+ elastic ip spare");
    }

    @Test
    void thePlannedPictureIsTheExistingOneOfWhatIsMade() {
        List<Spec> specs = Estate.whole().specs();
        assertThat(EnvironmentGraph.of(Estate.plan(List.of(), specs), View.PLANNED).svg())
                .isEqualTo(EnvironmentGraph.of(Estate.plan(specs, specs), View.EXISTING).svg());
    }

    @Test
    void whatTheFilesLeaveAloneIsDrawnAsItIs() {
        var limited = Set.of(Estate.rule("tcp", 443, Estate.cidr("192.0.2.0/24")));
        Estate before = two().rules("a", limited, Estate.rule("tcp", 1, Estate.group("b")));
        Estate after = two().rules("a", null, Estate.rule("tcp", 2, Estate.group("b")));
        assertThat(comparison(before, after).rows().get(1).limits())
                .containsExactly(new Part("may send tcp 443 to 192.0.2.0/24", Mark.SAME));
    }

    @Test
    void namesCannotBreakOutOfTheirPlace() throws Exception {
        String evil = "</title><script>alert(1)</script>&\u0001";
        List<Spec> specs = two().network(evil, 8, "a").specs();
        String svg = EnvironmentGraph.of(Estate.plan(specs, specs), View.EXISTING).svg();
        assertThat(svg).doesNotContain("<script");
        assertThat(LayoutPropertiesTest.parse(svg).getDocumentElement().getTextContent())
                .contains("<script>alert(1)</script>&\uFFFD");
        String dot =
                EnvironmentGraph.of(
                                Estate.plan(List.of(), two().network("a\"];\\", 8, "a").specs()),
                                View.PLANNED)
                        .dot();
        assertThat(dot).contains("\"row a\\\"];\\\\\" [label=");
    }
}
