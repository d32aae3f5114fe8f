package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @Provide
    Arbitrary<Cidr> cidrs() {
        return Combinators.combine(
                        Arbitraries.longs().between(0, (1L << 32) - 1),
                        Arbitraries.integers().between(0, 32))
                .as((address, prefix) -> Cidr.of(Cidr.dotted(address) + "/" + prefix));
    }

    @Property
    void whatIsWrittenIsReadAgain(@ForAll("cidrs") Cidr cidr) {
        assertThat(Cidr.read(cidr.toString())).contains(cidr);
    }

    @Property
    void rangesOverlapExactlyWhenOneHoldsTheOther(
            @ForAll("cidrs") Cidr one, @ForAll("cidrs") Cidr other) {
        boolean share =
                Math.max(one.network(), other.network())
                        <= Math.min(one.broadcast(), other.broadcast());
        assertThat(one.overlaps(other)).isEqualTo(share).isEqualTo(other.overlaps(one));
        assertThat(share).isEqualTo(one.contains(other) || other.contains(one));
    }

    @Property
    void blocksFillTheRangeWithoutGapOrOverlap(
            @ForAll("cidrs") Cidr cidr, @ForAll @IntRange(min = 0, max = 6) int bits) {
        int prefix = Math.min(32, cidr.prefix() + bits);
        long next = cidr.network();
        for (long i = 0; i < cidr.blocks(prefix); i++) {
            Cidr block = cidr.block(prefix, i);
            assertThat(block.network()).isEqualTo(next);
            assertThat(cidr.contains(block)).isTrue();
            next = block.broadcast() + 1;
        }
        assertThat(next).isEqualTo(cidr.broadcast() + 1);
    }

    @Property
    void bitsAreTheFewestThatTellSoManyApart(@ForAll @IntRange(min = 1, max = 100_000) int count) {
        int bits = Cidr.bitsFor(count);
        assertThat(1L << bits).isGreaterThanOrEqualTo(count);
        assertThat(bits == 0 || 1L << (bits - 1) < count).isTrue();
    }

    @Test
    void bitsBehindThePrefixAreClearedAsEc2DoesIt() {
        assertThat(Cidr.of("10.1.2.3/16")).hasToString("10.1.0.0/16");
        assertThat(Cidr.of("255.255.255.255/0")).hasToString("0.0.0.0/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0.0/33",
                "10.0.0/8",
                "256.0.0.0/8",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "010.0.0.0/8",
                "10.0.0.0/8 ",
                "a.b.c.d/8"
            })
    void textThatIsNoRangeIsRefused(String text) {
        assertThat(Cidr.read(text)).isEmpty();
        assertThatThrownBy(() -> Cidr.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRangeBeginsOnlyWhereItsSizeAllows() {
        assertThatThrownBy(() -> new Cidr(1, 31)).hasMessageContaining("31");
        assertThatThrownBy(() -> Cidr.of("10.0.0.0/24").block(26, 4))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(Cidr.of("10.0.0.0/24").blocks(20)).isZero();
    }
}
