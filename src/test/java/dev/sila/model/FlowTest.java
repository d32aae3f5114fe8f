package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.Peering.End;
import dev.sila.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final Map<String, String> TYPES =
            Map.of("ci", "ci", "ci2", "ci", "sand1", "sandbox", "sand2", "sandbox");

    private static Peering line(String text) {
        return new PeeringGrammar("x:1", new Problems()).read(text).orElseThrow();
    }

    private static List<String> flows(String environment, String... lines) {
        Problems problems = new Problems();
        List<Peering> read = List.of(lines).stream().map(FlowTest::line).toList();
        List<Flow> flows = Flow.of(environment, read, TYPES, problems);
        assertThat(problems.list()).isEmpty();
        return flows.stream().map(each -> each.from() + ">" + each.to()).toList();
    }

    @Test
    void aNameMeansOneEnvironmentAndAStarAllOfTheType() {
        assertThat(flows("ci", "sand1/tunnel ci/intranet")).containsExactly("sand1>ci");
        assertThat(flows("ci", "*:sandbox/tunnel ci/intranet"))
                .containsExactly("sand1>ci", "sand2>ci");
        assertThat(flows("sand1", "*:sandbox/tunnel ci/intranet")).containsExactly("sand1>ci");
        assertThat(flows("ci2", "*:sandbox/tunnel ci/intranet")).isEmpty();
        assertThat(flows("ci", "gone/tunnel ci/intranet")).isEmpty();
    }

    @Test
    void environmentsOfOneTypeReachEachOtherButNotThemselves() {
        assertThat(flows("sand1", "*:sandbox/tunnel *:sandbox/tunnel"))
                .containsExactlyInAnyOrder("sand1>sand2", "sand2>sand1");
    }

    @Test
    void theSameTrafficCountsOnce() {
        assertThat(flows("ci", "sand1/tunnel ci/intranet", "*:sandbox/tunnel ci/intranet"))
                .containsExactly("sand1>ci", "sand2>ci");
        assertThat(flows("ci", "sand1/tunnel ci/intranet", "ci/intranet sand1/tunnel"))
                .containsExactly("sand1>ci", "ci>sand1");
    }

    @Test
    void anEnvironmentOfAnotherTypeIsReportedToBothItsNeighboursAndItself() {
        List<Peering> wrong = List.of(line("sand1:build/tunnel ci/intranet"));
        for (String environment : List.of("ci", "sand1")) {
            Problems problems = new Problems();
            assertThat(Flow.of(environment, wrong, TYPES, problems)).isEmpty();
            assertThat(problems.list())
                    .singleElement()
                    .satisfies(each -> assertThat(each.what()).contains("sand1", "sandbox"));
        }
        Problems others = new Problems();
        assertThat(Flow.of("sand2", wrong, TYPES, others)).isEmpty();
        assertThat(others.list()).isEmpty();
    }

    @Property
    void bothSidesSeeTheSameTraffic(@ForAll("lines") List<Peering> lines) {
        for (String one : TYPES.keySet()) {
            for (String other : TYPES.keySet()) {
                assertThat(between(one, other, lines)).isEqualTo(between(other, one, lines));
            }
        }
    }

    @Property
    void trafficIsTheProductOfTheEndsThatExist(@ForAll("lines") List<Peering> lines) {
        Set<String> seen = new HashSet<>();
        Set<String> expected = new HashSet<>();
        for (String one : TYPES.keySet()) {
            Flow.of(one, lines, TYPES, new Problems()).forEach(each -> seen.add(text(each)));
            for (String other : TYPES.keySet()) {
                lines.stream()
                        .filter(each -> !one.equals(other))
                        .filter(each -> each.from().matches(one, TYPES.get(one)))
                        .filter(each -> each.to().matches(other, TYPES.get(other)))
                        .forEach(each -> expected.add(text(new Flow(each, one, other))));
            }
        }
        assertThat(seen).isEqualTo(expected);
    }

    private static Set<String> between(String environment, String other, List<Peering> lines) {
        return Flow.of(environment, lines, TYPES, new Problems()).stream()
                .filter(each -> each.neighbourOf(environment).equals(other))
                .map(FlowTest::text)
                .collect(Collectors.toSet());
    }

    private static String text(Flow flow) {
        return flow.from()
                + "/"
                + flow.line().from().metaNetwork()
                + " "
                + flow.to()
                + "/"
                + flow.line().to().metaNetwork();
    }

    @Provide
    static Arbitrary<List<Peering>> lines() {
        Arbitrary<String> networks = Arbitraries.of("intranet", "tunnel");
        Arbitrary<End> named =
                Combinators.combine(
                                Arbitraries.of("ci", "ci2", "sand1", "gone"),
                                Arbitraries.of("ci", "sandbox").injectNull(0.5),
                                networks)
                        .as(End::new);
        Arbitrary<End> any =
                Combinators.combine(Arbitraries.of("ci", "sandbox", "none"), networks)
                        .as((type, network) -> new End(null, type, network));
        Arbitrary<End> ends = Arbitraries.oneOf(named, any);
        return Combinators.combine(ends, ends)
                .as((from, to) -> new Peering("x:1", from, to))
                .list()
                .ofMaxSize(6);
    }
}
