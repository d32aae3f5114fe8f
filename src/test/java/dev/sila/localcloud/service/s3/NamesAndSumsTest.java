package dev.sila.localcloud.service.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.wire.Content;
import dev.sila.localcloud.wire.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesAndSumsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Capital",
                "ab",
                "a234567890123456789012345678901234567890123456789012345678901234",
                "under_score",
                "ends-",
                "-begins",
                "two..periods",
                "192.168.5.4",
                "xn--name",
                "name--x-s3"
            })
    void isNoNameOfABucket(String name) {
        assertThatThrownBy(() -> BucketNames.check(name))
                .hasMessage("The specified bucket is not valid.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "1.2.3", "a-b.c-d", "0numbers0"})
    void isANameOfABucket(String name) {
        assertThatCode(() -> BucketNames.check(name)).doesNotThrowAnyException();
    }

    /** The check value that the catalogue of CRCs gives for CRC-64/NVME. */
    @Test
    void crc64HasItsCheckValue() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        assertThat(HexFormat.of().formatHex(Digest.CRC64NVME.of(Content.of(digits))))
                .isEqualTo("ae8b14860a799888");
    }

    @Property(tries = 200)
    void joinedSumsAreThoseOfTheWhole(
            @ForAll @Size(max = 300) byte[] first, @ForAll @Size(max = 300) byte[] second) {
        Content whole = Content.joined(List.of(Content.of(first), Content.of(second)));
        for (Digest digest : List.of(Digest.CRC32, Digest.CRC32C, Digest.CRC64NVME)) {
            byte[] joined =
                    CrcJoin.join(
                            digest,
                            digest.of(Content.of(first)),
                            digest.of(Content.of(second)),
                            second.length);
            assertThat(joined).isEqualTo(digest.of(whole));
        }
    }

    @Test
    void rangesAreThoseOfHttp() {
        assertThat(Ranges.parse("bytes=0-", 10)).contains(new Ranges(0, 9, 10));
        assertThat(Ranges.parse("bytes=-3", 10)).contains(new Ranges(7, 9, 10));
        assertThat(Ranges.parse("bytes=-30", 10)).contains(new Ranges(0, 9, 10));
        assertThat(Ranges.parse("bytes=2-400", 10)).contains(new Ranges(2, 9, 10));
        for (String passedOver : List.of("bytes=5-2", "bytes=0-1,3-4", "lines=1-2", "bytes=-")) {
            assertThat(Ranges.parse(passedOver, 10)).isEqualTo(Optional.empty());
        }
        assertThatThrownBy(() -> Ranges.parse("bytes=10-", 10))
                .hasMessage("The requested range is not satisfiable");
        assertThatThrownBy(() -> Ranges.parse("bytes=-0", 10))
                .hasMessage("The requested range is not satisfiable");
    }
}
