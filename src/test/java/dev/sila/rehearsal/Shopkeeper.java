package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.FleetRow;
import dev.sila.cli.operation.FleetView;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.HostReplacement;
import dev.sila.cli.operation.Manner;
import dev.sila.engine.Plan;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** What the commands of pipelines and fleets do to a shop; each ends as it promises, or fails. */
record Shopkeeper(Shop shop) {
    private static final HostReplacement.Manner ROLLING =
            new HostReplacement.Manner(100, 110, Duration.ofHours(4));

    /** As {@code pipeline up} does. */
    void up(Cloud cloud) {
        shop.up(cloud, Manner.STANDARD);
        assertThat(shop.plan(cloud).plan().isEmpty()).isTrue();
    }

    /** As {@code pipeline down} and {@code fleet down} do. */
    void down(Cloud cloud, Set<String> hostclasses) {
        Plan plan = shop.fleets(cloud).destruction(Shop.NAME, hostclasses);
        new Execution(cloud, shop.progress()).apply(plan);
        assertThat(shop.fleets(cloud).destruction(Shop.NAME, hostclasses).isEmpty()).isTrue();
    }

    /** As {@code pipeline cycle} does. */
    void cycle(Cloud cloud) {
        Fleets fleets = shop.fleets(cloud);
        Plan down = fleets.destruction(Shop.NAME, fleets.pipeline("shop"));
        if (down.isEmpty()) {
            up(cloud);
        } else {
            fleets.renew(
                    down,
                    () -> shop.plan(cloud),
                    new Execution(cloud, shop.progress()),
                    Manner.STANDARD);
        }
    }

    /** As {@code fleet refresh} does. */
    void refresh(Cloud cloud, String hostclass) {
        FleetRow row = row(cloud, hostclass);
        HostReplacement replacement =
                new HostReplacement(
                        cloud, shop.progress(), Objects.requireNonNull(row.group()), ROLLING);
        if (replacement.goesOn() || row.outdated() > 0) {
            replacement.carryOut(row.hosts());
        }
        assertThat(row(cloud, hostclass).outdated()).isZero();
    }

    private static FleetRow row(Cloud cloud, String hostclass) {
        return new FleetView(cloud, Shop.NAME)
                .rows().stream()
                        .filter(each -> each.hostclass().equals(hostclass))
                        .findFirst()
                        .orElseThrow();
    }

    /** How often the hosts of a hostclass's group were replaced. */
    static int refreshes(Cloud cloud, String hostclass) {
        String group = Objects.requireNonNull(row(cloud, hostclass).group());
        return (int)
                cloud
                        .clients()
                        .autoScaling()
                        .describeInstanceRefreshesPaginator(
                                each -> each.autoScalingGroupName(group))
                        .stream()
                        .mapToLong(each -> each.instanceRefreshes().size())
                        .sum();
    }
}
