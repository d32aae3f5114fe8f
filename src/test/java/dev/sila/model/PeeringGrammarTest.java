package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.Peering.End;
import dev.sila.problem.Problems;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeeringGrammarTest {
    private final Problems problems = new Problems();
    private final PeeringGrammar grammar = new PeeringGrammar("disco_vpc.ini:9", problems);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "example-vpc:sandbox/tunnel ci/intranet, example-vpc, sandbox, ci, -",
                "*:sandbox/tunnel ci/intranet, -, sandbox, ci, -",
                "a/tunnel    *:b/intranet , a, -, -, b"
            })
    void theExamplesOfTheManualAreRead(
            String text, String name, String type, String otherName, String otherType) {
        assertThat(grammar.read(text))
                .contains(
                        new Peering(
                                "disco_vpc.ini:9",
                                new End(name, type, "tunnel"),
                                new End(otherName, otherType, "intranet")));
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', has none",
        "ci/intranet, has 1",
        "a/b c/d e/f, has 3",
        "ci/intranet *:*/tunnel, any type",
        "ci/intranet */tunnel, any type",
        "ci/intranet ci:*/tunnel, any type",
        "ci/intranet build, no end",
        "ci/intranet build/, no end",
        "ci/intranet build:/dmz, no end",
        "ci/intranet bu_ild/dmz, no end",
        "ci/intranet a/b/c, no end",
        "ci/intranet a:b:c/d, no end",
        "ci/intranet ci:build/dmz, with itself"
    })
    void everyMistakeSaysWhatIsWrongAndWhere(String text, String what) {
        assertThat(grammar.read(text)).isEmpty();
        assertThat(problems.list())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.where()).isEqualTo("disco_vpc.ini:9");
                    assertThat(problem.what()).contains(what);
                    assertThat(problem.remedy()).isNotEmpty();
                });
    }

    @Test
    void bothEndsAreLookedAt() {
        assertThat(grammar.read("a_b/c */d")).isEmpty();
        assertThat(problems.list()).hasSize(2);
    }

    @Property
    void whatIsReadIsWhatIsWritten(@ForAll("ends") End from, @ForAll("ends") End to) {
        Problems none = new Problems();
        boolean self = from.name() != null && from.name().equals(to.name());
        Peering line = new Peering("x:1", from, to);
        assertThat(new PeeringGrammar("x:1", none).read(" " + from + "\t " + to + " "))
                .isEqualTo(self ? Optional.empty() : Optional.of(line));
        assertThat(none.hasErrors()).isEqualTo(self);
    }

    @Property
    void anyTextIsReadOrHasAProblem(@ForAll @StringLength(max = 40) String text) {
        Problems found = new Problems();
        boolean read = new PeeringGrammar("x:1", found).read(text).isPresent();
        assertThat(found.list()).allMatch(each -> each.where().equals("x:1"));
        assertThat(found.hasErrors()).isNotEqualTo(read);
    }

    @Provide
    static Arbitrary<End> ends() {
        Arbitrary<String> names = Arbitraries.of("ci", "ci2", "example-vpc", "A1");
        Arbitrary<String> types = Arbitraries.of("sandbox", "build_2", "ci");
        Arbitrary<String> networks = Arbitraries.of("intranet", "tunnel", "web-2");
        return Arbitraries.oneOf(
                Combinators.combine(names, types.injectNull(0.5), networks).as(End::new),
                Combinators.combine(types, networks).as((type, net) -> new End(null, type, net)));
    }
}
