package dev.sila.localcloud.service.route53;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as Route 53 keeps and orders them. */
final class DnsNameTest {
    @ParameterizedTest
    @CsvSource({
        "Example.COM, example.com.",
        "example.com., example.com.",
        "*.example.com, \\052.example.com.",
        "\\052.example.com, \\052.example.com.",
        "_acme.a-b.example.com, _acme.a-b.example.com.",
        "a\\101.example.com, aa.example.com.",
    })
    void hasOneKeptForm(String given, String kept) {
        assertThat(DnsName.of(given).text()).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a..b", "a b.com", "a\\9.com", "ä.com"})
    void refusesWhatIsNoName(String given) {
        assertThatThrownBy(() -> DnsName.of(given)).isInstanceOf(DnsName.Malformed.class);
    }

    @Test
    void labelsHave63CharactersAndNames255() {
        assertThat(DnsName.of("a".repeat(63) + ".com").labels()).isEqualTo(2);
        assertThatThrownBy(() -> DnsName.of("a".repeat(64) + ".com"))
                .isInstanceOf(DnsName.Malformed.class);
        assertThatThrownBy(() -> DnsName.of("abcdefg.".repeat(32)))
                .isInstanceOf(DnsName.Malformed.class);
    }

    @Test
    void areOrderedFromTheLastLabelOn() {
        List<String> sorted =
                Stream.of("b.com", "a.z.com", "z.com", "a.net", "x.b.com")
                        .map(DnsName::of)
                        .sorted()
                        .map(DnsName::withoutDot)
                        .toList();
        assertThat(sorted).containsExactly("b.com", "x.b.com", "z.com", "a.z.com", "a.net");
    }

    @Property
    void aKeptFormIsItsOwn(
            @ForAll @Size(min = 1, max = 4)
                    List<
                                    @AlphaChars @Chars({'*', '-', '_', '5', '/'})
                                    @StringLength(min = 1, max = 12) String>
                            labels) {
        DnsName name = DnsName.of(String.join(".", labels));
        assertThat(DnsName.of(name.text())).isEqualTo(name);
        assertThat(name.labels()).isEqualTo(labels.size());
        assertThat(name.within(name)).isTrue();
    }
}
