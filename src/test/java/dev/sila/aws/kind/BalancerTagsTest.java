package dev.sila.aws.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Scope;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class BalancerTagsTest {
    @Property
    void aSecondNameIsAllowedAndAnother(
            @ForAll @AlphaChars @NumericChars @StringLength(min = 1, max = 32) String name,
            @ForAll @StringLength(max = 40) String fixed) {
        String second = BalancerTags.second(name, fixed);

        assertThat(second).matches("[A-Za-z0-9-]{1,32}").isNotEqualTo(name);
        assertThat(BalancerTags.second(name, fixed)).isEqualTo(second);
    }

    @Test
    void secondNamesFollowFromWhatIsFixed() {
        assertThat(BalancerTags.second("ci-web", "vpc-1", "HTTP", "80"))
                .startsWith("ci-web-")
                .isNotEqualTo(BalancerTags.second("ci-web", "vpc-1", "HTTP", "81"))
                .isNotEqualTo(BalancerTags.second("ci-web", "vpc-1", "HTTP8", "0"));
    }

    @Test
    void looksAtTheTagsOfAllThatMayBeOurs() {
        Scope ci = new Scope("ci", Set.of());
        Scope odd = new Scope("ci_2.test", Set.of());

        assertThat(BalancerTags.mayBeOurs("ci-web", ci)).isTrue();
        assertThat(BalancerTags.mayBeOurs("production-web", ci)).isFalse();
        assertThat(BalancerTags.mayBeOurs("ci-2-test-web", odd)).isTrue();
        assertThat(BalancerTags.mayBeOurs("ci2test-web", odd)).isTrue();
    }
}
