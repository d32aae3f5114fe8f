package dev.sila.aws;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateNameTest {
    @ParameterizedTest
    @CsvSource({
        "foo.example.com, foo.example.com, true",
        "FOO.example.com, foo.EXAMPLE.com, true",
        "*.example.com, foo.example.com, true",
        "example.com, foo.example.com, false",
        "*.example.com, example.com, false",
        "*.example.com, a.foo.example.com, false",
        "*.example.com, fooexample.com, false",
        "*.example.com, .example.com, false",
        "f*.example.com, foo.example.com, false"
    })
    void coversExactlyOneLabel(String certificate, String host, boolean covers) {
        assertThat(CertificateName.covers(certificate, host)).isEqualTo(covers);
    }

    @Property
    void aWildcardStandsForOneLabelAndNoMore(
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String label,
            @ForAll @AlphaChars @StringLength(min = 1, max = 9) String domain) {
        String zone = domain + ".test";
        assertThat(CertificateName.covers("*." + zone, label + "." + zone)).isTrue();
        assertThat(CertificateName.covers("*." + zone, label + "." + label + "." + zone)).isFalse();
        assertThat(CertificateName.covers(zone, label + "." + zone)).isFalse();
    }
}
