package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv6CidrTest {
    @ParameterizedTest
    @CsvSource({
        "::/0, ::/0",
        "2001:0DB8::/32, 2001:db8::/32",
        "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
        "2001:db8:0:1:1:1:1:1/128, 2001:db8:0:1:1:1:1:1/128",
        "2001:db8::ffff/32, 2001:db8::/32",
        "1:2:3:4:5:6:7::/112, 1:2:3:4:5:6:7:0/112",
        "fe80::1/10, fe80::/10",
        "1:0:0:4:0:0:0:8/128, 1:0:0:4::8/128"
    })
    void rangesAreWrittenAsEc2AnswersThem(String text, String canonical) {
        assertThat(Ipv6Cidr.read(text)).map(Ipv6Cidr::toString).hasValue(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "::",
                "::/129",
                ":::/8",
                "1::2::3/64",
                "1:2:3:4:5:6:7/64",
                "1:2:3:4:5:6:7:8:9/64",
                "1:2:3:4:5:6:7:8::/64",
                "g::/16",
                "12345::/16",
                ":1::/16",
                "1:/16",
                "10.0.0.0/8",
                "::1.2.3.4/128",
                "::/x"
            })
    void whatIsNoRangeIsNotRead(String text) {
        assertThat(Ipv6Cidr.read(text)).isEmpty();
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAgain(
            @ForAll long high, @ForAll long low, @ForAll @IntRange(max = 128) int prefix) {
        Ipv6Cidr cidr = new Ipv6Cidr(high, low, prefix);
        assertThat(Ipv6Cidr.read(cidr.toString())).hasValue(cidr);
    }

    @Property(tries = 300)
    void thePlatformReadsTheSameAddress(
            @ForAll @IntRange(max = 3) int high, @ForAll @IntRange(max = 3) int low) {
        Ipv6Cidr cidr = new Ipv6Cidr((long) high << 32, low, 128);
        String address = cidr.toString().replace("/128", "");
        byte[] bytes = Inet6Address.ofLiteral(address).getAddress();
        assertThat(bytes).hasSize(Long.BYTES * 2);
        assertThat(bytes[3]).isEqualTo((byte) high);
        assertThat(bytes[15]).isEqualTo((byte) low);
    }
}
