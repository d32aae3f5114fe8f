package dev.sila.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.model.NetworkLayout.Share;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NetworkPlannerTest {
    private static final List<String> ZONES = List.of("z-a", "z-b", "z-c");

    private static Environment environment(VpcRange range, @Nullable String... cidrs) {
        List<MetaNetwork> networks = new ArrayList<>();
        for (String cidr : cidrs) {
            String name = "net" + networks.size();
            Cidr given = cidr == null ? null : Cidr.of(cidr);
            networks.add(MetaNetwork.plain(name, "f:" + networks.size(), given));
        }
        return new Environment(
                "ci",
                "t",
                "f:9",
                "app",
                range,
                Zones.ALL,
                networks,
                Customers.NONE,
                Endpoints.NONE,
                null,
                Map.of(),
                new Environment.Hosts(List.of(), List.of()));
    }

    private static VpcRange fixed(Cidr cidr) {
        return new VpcRange.Fixed(cidr, "f:8");
    }

    private static Environment autos(VpcRange range, int count) {
        return environment(range, new String[count]);
    }

    private static NetworkPlanner planner(Map<String, Cidr> existing, long seed) {
        return new NetworkPlanner(new ExistingNetwork(null, existing, List.of()), List.of(), seed);
    }

    private static void assertApart(Iterable<Cidr> ranges, Cidr inside) {
        List<Cidr> seen = new ArrayList<>();
        for (Cidr each : ranges) {
            assertThat(inside.contains(each)).as("%s in %s", each, inside).isTrue();
            assertThat(seen).noneMatch(each::overlaps);
            seen.add(each);
        }
    }

    @Property(tries = 200)
    void rangesAreInsideAndApart(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 9) int networks,
            @ForAll @IntRange(min = 1, max = 6) int zones,
            @ForAll @IntRange(min = 16, max = 20) int prefix) {
        VpcRange range = new VpcRange.Within(Cidr.of("10.0.0.0/8"), prefix);
        List<String> names = List.of("a", "b", "c", "d", "e", "f").subList(0, zones);
        NetworkLayout layout = planner(Map.of(), seed).plan(autos(range, networks), names);
        assertThat(layout.vpc().prefix()).isEqualTo(prefix);
        assertThat(layout.metaNetworks()).hasSize(networks);
        assertApart(layout.metaNetworks().values(), layout.vpc());
        assertApart(layout.subnets().stream().map(Share::cidr).toList(), layout.vpc());
        layout.metaNetworks()
                .forEach((name, cidr) -> {
                    List<Share> own = layout.subnetsOf(name);
                    assertThat(own).extracting(Share::zone).isEqualTo(names);
                    assertThat(own).extracting(Share::cidr).isSorted();
                    assertThat(own).allMatch(share -> cidr.contains(share.cidr()));
                });
    }

    @Property(tries = 200)
    void whateverOfItExistsTheLayoutStaysTheSame(
            @ForAll long seed,
            @ForAll long otherSeed,
            @ForAll Set<@IntRange(max = 4) Integer> made) {
        Environment environment = autos(fixed(Cidr.of("10.0.0.0/20")), 5);
        NetworkLayout first = planner(Map.of(), seed).plan(environment, ZONES);
        Map<String, Cidr> existing = new HashMap<>(first.metaNetworks());
        existing.keySet().removeIf(name -> !made.contains(Integer.valueOf(name.substring(3))));
        assertThat(planner(existing, seed).plan(environment, ZONES)).isEqualTo(first);
        NetworkLayout later = planner(existing, otherSeed).plan(environment, ZONES);
        assertThat(later.metaNetworks()).containsAllEntriesOf(existing);
        assertThat(planner(first.metaNetworks(), otherSeed).plan(environment, ZONES))
                .isEqualTo(first);
    }

    @Property(tries = 100)
    void anotherVpcIsNeverOverlapped(
            @ForAll long seed, @ForAll Set<@IntRange(max = 15) Integer> taken) {
        Cidr space = Cidr.of("10.0.0.0/16");
        List<Cidr> others = taken.stream().map(each -> space.block(20, each)).toList();
        Environment environment = autos(new VpcRange.Within(space, 20), 4);
        NetworkPlanner planner = new NetworkPlanner(ExistingNetwork.NONE, others, seed);
        if (others.size() == 16) {
            assertThatThrownBy(() -> planner.plan(environment, ZONES))
                    .hasMessageContaining("ip_space");
        } else {
            assertThat(others).noneMatch(planner.plan(environment, ZONES).vpc()::overlaps);
        }
    }

    @Test
    void otherVpcsMayBeLargerThanTheSpaceOrSmallerThanABlock() {
        Environment environment = autos(new VpcRange.Within(Cidr.of("10.0.0.0/16"), 17), 1);
        List<Cidr> small = List.of(Cidr.of("10.0.200.0/28"), Cidr.of("192.168.0.0/16"));
        assertThat(
                        new NetworkPlanner(ExistingNetwork.NONE, small, 5)
                                .plan(environment, ZONES)
                                .vpc())
                .hasToString("10.0.0.0/17");
        NetworkPlanner blocked =
                new NetworkPlanner(ExistingNetwork.NONE, List.of(Cidr.of("10.0.0.0/8")), 5);
        assertThatThrownBy(() -> blocked.plan(environment, ZONES))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void differentEnvironmentsDrawDifferentRanges() {
        Set<Cidr> drawn = new HashSet<>();
        for (long seed = 0; seed < 50; seed++) {
            Environment environment = autos(new VpcRange.Within(Cidr.of("10.0.0.0/8"), 20), 1);
            drawn.add(planner(Map.of(), seed).plan(environment, ZONES).vpc());
        }
        assertThat(drawn).hasSizeGreaterThan(40);
    }

    @Test
    void aVpcThatExistsKeepsItsDrawnRange() {
        Environment environment = autos(new VpcRange.Within(Cidr.of("10.0.0.0/16"), 20), 2);
        Cidr existing = Cidr.of("10.0.48.0/20");
        NetworkPlanner planner =
                new NetworkPlanner(
                        new ExistingNetwork(existing, Map.of(), List.of()),
                        List.of(Cidr.of("10.0.0.0/16")),
                        1);
        assertThat(planner.plan(environment, ZONES).vpc()).isEqualTo(existing);
    }

    @Test
    void aDrawnVpcHoldsTheRangesThatAreGiven() {
        VpcRange range = new VpcRange.Within(Cidr.of("10.0.0.0/16"), 20);
        for (long seed = 0; seed < 20; seed++) {
            Environment seedExample = environment(range, null, null, null, "10.0.1.0/24");
            NetworkLayout layout = planner(Map.of(), seed).plan(seedExample, ZONES);
            assertThat(layout.vpc()).hasToString("10.0.0.0/20");
            assertApart(layout.metaNetworks().values(), layout.vpc());
        }
    }

    @Test
    void nineZonesUseNineOfSixteenParts() {
        List<String> nine = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i");
        Environment environment = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/24");
        List<Share> shares = planner(Map.of(), 1).plan(environment, nine).subnets();
        assertThat(shares).hasSize(9).allMatch(each -> each.cidr().prefix() == 28);
        assertThat(shares.getLast()).isEqualTo(new Share("net0", "i", Cidr.of("10.0.0.128/28")));
    }

    @Test
    void everythingThatDoesNotFitIsToldAtOnce() {
        Environment environment =
                environment(
                        fixed(Cidr.of("10.0.0.0/20")),
                        "10.0.0.0/22",
                        "10.0.1.0/24",
                        "10.1.0.0/24",
                        "10.0.8.0/27");
        assertThatThrownBy(() -> planner(Map.of(), 1).plan(environment, ZONES))
                .hasMessageContaining("f:1: net1_cidr 10.0.1.0/24 overlaps net0_cidr 10.0.0.0/22")
                .hasMessageContaining("f:2: net2_cidr 10.1.0.0/24 is not inside")
                .hasMessageContaining("f:3: net3 with 10.0.8.0/27 is too small for 3 zones");
    }

    @Test
    void anExistingRangeThatNoLongerFitsIsDrawnAgain() {
        Environment environment = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/21", null);
        Map<String, Cidr> existing = Map.of("net1", Cidr.of("10.0.4.0/22"));
        assertThat(planner(existing, 3).plan(environment, ZONES).metaNetworks())
                .containsEntry("net1", Cidr.of("10.0.8.0/21"));
    }

    /** The layout that exists when this one has been made. */
    private static ExistingNetwork made(NetworkLayout layout) {
        return new ExistingNetwork(layout.vpc(), layout.metaNetworks(), layout.subnets());
    }

    @Property(tries = 200)
    void staticAndAutomaticRangesStayApartAndAreDrawnAgainBySeed(
            @ForAll long seed,
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 15) Integer> places,
            @ForAll @IntRange(min = 1, max = 6) int zones) {
        Cidr vpc = Cidr.of("10.0.0.0/18");
        List<@Nullable String> cidrs = new ArrayList<>();
        for (int place : new LinkedHashSet<>(places)) {
            cidrs.add(place % 3 == 0 ? vpc.block(22, place).toString() : null);
        }
        Environment environment = environment(fixed(vpc), cidrs.toArray(String[]::new));
        List<String> names = List.of("a", "b", "c", "d", "e", "f").subList(0, zones);
        NetworkLayout layout = planner(Map.of(), seed).plan(environment, names);
        assertApart(layout.metaNetworks().values(), vpc);
        assertApart(layout.subnets().stream().map(Share::cidr).toList(), vpc);
        assertThat(planner(Map.of(), seed).plan(environment, names)).isEqualTo(layout);
        NetworkPlanner later = new NetworkPlanner(made(layout), List.of(), seed + 1);
        assertThat(later.plan(environment, names)).isEqualTo(layout);
    }

    @Property(tries = 100)
    void whateverSubnetsExistTheOthersGetWhatTheyWouldHaveHad(
            @ForAll @IntRange(min = 1, max = 8) int zones,
            @ForAll Set<@IntRange(max = 7) Integer> made) {
        List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h").subList(0, zones);
        Environment environment = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/22");
        NetworkLayout whole = planner(Map.of(), 1).plan(environment, names);
        List<Share> some =
                whole.subnets().stream()
                        .filter(each -> made.contains(names.indexOf(each.zone())))
                        .toList();
        ExistingNetwork existing = new ExistingNetwork(whole.vpc(), whole.metaNetworks(), some);
        assertThat(new NetworkPlanner(existing, List.of(), 1).plan(environment, names))
                .isEqualTo(whole);
    }

    @Test
    void aFurtherZoneTakesWhatIsFreeAndFewerLeaveTheOthersAlone() {
        Environment environment = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/22");
        NetworkLayout three = planner(Map.of(), 1).plan(environment, ZONES);
        NetworkPlanner later = new NetworkPlanner(made(three), List.of(), 1);
        List<Share> four = later.plan(environment, List.of("z-a", "z-b", "z-c", "z-d")).subnets();
        assertThat(four).startsWith(three.subnets().toArray(Share[]::new));
        assertThat(four.getLast().cidr()).hasToString("10.0.3.0/24");
        assertThat(later.plan(environment, List.of("z-b")).subnets())
                .containsExactly(three.subnets().get(1));
    }

    @Test
    void aZoneForWhichThereIsNoRoomIsToldInsteadOfMovingTheOthers() {
        Environment environment = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/22");
        NetworkLayout two = planner(Map.of(), 1).plan(environment, List.of("z-a", "z-b"));
        assertThatThrownBy(
                        () -> new NetworkPlanner(made(two), List.of(), 1).plan(environment, ZONES))
                .hasMessageContaining("f:0: the subnets of net0 fill its range 10.0.0.0/22")
                .hasMessageContaining("no room for one in z-c");
        Environment wider = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/21");
        assertThat(new NetworkPlanner(made(two), List.of(), 1).plan(wider, ZONES).subnets())
                .startsWith(two.subnets().toArray(Share[]::new))
                .extracting(Share::cidr)
                .last()
                .hasToString("10.0.4.0/23");
    }

    @Test
    void aMovedMetaNetworkGetsNewSubnets() {
        Environment before = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.0.0/22");
        NetworkLayout layout = planner(Map.of(), 1).plan(before, ZONES);
        Environment after = environment(fixed(Cidr.of("10.0.0.0/20")), "10.0.4.0/22");
        assertThat(new NetworkPlanner(made(layout), List.of(), 1).plan(after, ZONES).subnets())
                .extracting(Share::cidr)
                .allMatch(Cidr.of("10.0.4.0/22")::contains);
    }

    @Test
    void aVpcWithSubnetsIsNotMovedToAnotherRange() {
        Environment before = autos(fixed(Cidr.of("10.0.0.0/20")), 2);
        NetworkLayout layout = planner(Map.of(), 1).plan(before, ZONES);
        Environment after = autos(fixed(Cidr.of("10.0.0.0/19")), 2);
        assertThatThrownBy(() -> new NetworkPlanner(made(layout), List.of(), 1).plan(after, ZONES))
                .hasMessageContaining("f:8: the VPC of ci has the range 10.0.0.0/20")
                .hasMessageContaining("Go back to vpc_cidr=10.0.0.0/20");
        ExistingNetwork empty = new ExistingNetwork(layout.vpc(), Map.of(), List.of());
        assertThat(new NetworkPlanner(empty, List.of(), 1).plan(after, ZONES).vpc())
                .hasToString("10.0.0.0/19");
    }
}
