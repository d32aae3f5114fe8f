package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.model.NetworkLayout.Share;
import dev.sila.model.Reservations.Reservation;
import dev.sila.problem.Problem;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class ReservationsTest {
    private static final Cidr RANGE = Cidr.of("10.0.4.0/22");

    /** Three subnets of the metanetwork dmz, in a quarter each; the last quarter is nobody's. */
    private static NetworkLayout layout(int prefix) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            shares.add(new Share("dmz", "z-" + i, RANGE.block(prefix, i)));
        }
        Collections.reverse(shares);
        shares.add(new Share("other", "z-0", Cidr.of("10.0.8.0/24")));
        return new NetworkLayout(Cidr.of("10.0.0.0/16"), Map.of("dmz", RANGE), shares);
    }

    private static ReservedAddress wanted(String hostclass, String written) {
        return new ReservedAddress(
                hostclass, "dmz", "f:" + hostclass, ReservedAddress.read(written).orElseThrow());
    }

    private static String placed(String written) {
        Problems problems = new Problems();
        List<Reservation> found =
                Reservations.of(layout(24), List.of(wanted("mhca", written)), problems);
        assertThat(problems.list()).isEmpty();
        return found.getFirst().address() + " " + found.getFirst().subnet().zone();
    }

    @Test
    void anAddressIsAbsoluteOrCountedFromEitherEnd() {
        assertThat(placed("+5")).isEqualTo("10.0.4.5 z-0");
        assertThat(placed("+260")).isEqualTo("10.0.5.4 z-1");
        assertThat(placed("-5")).isEqualTo("10.0.6.250 z-2");
        assertThat(placed("-251")).isEqualTo("10.0.6.4 z-2");
        assertThat(placed("10.0.6.4")).isEqualTo("10.0.6.4 z-2");
    }

    @Test
    void everythingThatCannotBeReservedIsToldAtOnce() {
        Problems problems = new Problems();
        List<String> written =
                List.of("+3", "-1", "-0", "10.0.7.9", "+1000", "10.0.5.255", "+5", "10.0.4.5");
        List<ReservedAddress> wanted = new ArrayList<>();
        for (String each : written) {
            wanted.add(wanted("mhc" + wanted.size(), each));
        }
        List<Reservation> found = Reservations.of(layout(24), wanted, problems);
        assertThat(found)
                .extracting(Reservation::address)
                .containsExactly("10.0.6.254", "10.0.4.5");
        assertThat(problems.list())
                .extracting(Problem::where)
                .containsExactly("f:mhc0", "f:mhc2", "f:mhc3", "f:mhc4", "f:mhc5", "f:mhc7");
        assertThat(problems.list().getFirst().line())
                .contains("10.0.4.3 (+3) of mhc0", "from 10.0.4.4 to 10.0.4.254");
        assertThat(problems.list().get(2).line())
                .contains("10.0.7.9 of mhc3", "no subnet of dmz", "10.0.6.0/24");
        assertThat(problems.list().getLast().line()).contains("reserved for mhc6 already (f:mhc6)");
    }

    @Property
    void offsetsCountFromTheEndsAndNeverLeaveTheSubnets(
            @ForAll @LongRange(min = -2000, max = 2000) long offset,
            @ForAll @IntRange(min = 24, max = 28) int prefix) {
        NetworkLayout layout = layout(prefix);
        long first = RANGE.network();
        long last = RANGE.block(prefix, 2).broadcast();
        long address = offset >= 0 ? first + offset : last + offset;
        boolean inside = address >= first && address <= last;
        assertThat(layout.addressAt("dmz", offset).isPresent()).isEqualTo(inside);
        layout.addressAt("dmz", offset).ifPresent(it -> assertThat(it).isEqualTo(address));
        assertThat(layout.addressAt("none", offset)).isEmpty();
    }

    @Property
    void whatIsReservedIsNeverOneThatAwsKeeps(
            @ForAll @LongRange(min = -2000, max = 2000) long offset) {
        NetworkLayout layout = layout(26);
        ReservedAddress wanted =
                new ReservedAddress("mhca", "dmz", "f:1", new ReservedAddress.Offset(offset));
        Problems problems = new Problems();
        List<Reservation> found = Reservations.of(layout, List.of(wanted), problems);
        assertThat(found).hasSize(problems.hasErrors() ? 0 : 1);
        for (Reservation each : found) {
            long address = Cidr.readAddress(each.address()).orElseThrow();
            Cidr range = each.subnet().cidr();
            assertThat(address - range.network()).isBetween(4L, range.size() - 2);
        }
    }

    @Test
    void whatIsNoAddressIsNotRead() {
        for (String each : List.of("5", "+", "+-5", "10.0.0", "10.0.0.256", "host", "+1.5")) {
            assertThat(ReservedAddress.read(each)).as(each).isEmpty();
        }
    }
}
