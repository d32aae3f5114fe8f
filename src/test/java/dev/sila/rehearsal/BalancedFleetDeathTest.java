package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Cloud;
import dev.sila.rehearsal.FleetOrdeal.Deed;
import dev.sila.rehearsal.FleetOrdeal.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@link FleetDeathTest} does, to hostclasses behind balancers: an application balancer with a
 * certificate, and a classic one with two DNS names whose hosts are tested by a request.
 */
final class BalancedFleetDeathTest {
    private static final String NETWORK =
            """
            [envtype:shop]
            dmz_cidr=auto
            intranet_cidr=auto
            intranet_sg_rules=tcp dmz 8080
            customer_ports=80 443
            customer_cidr=0.0.0.0/0
            dmz_igw_routes=0.0.0.0/0
            zones=2

            [env:shop]
            vpc_cidr=10.9.0.0/20
            """;

    private static final String WEB =
            """
            meta_network=dmz
            elb=yes
            lb_type=alb
            elb_public=yes
            elb_port=443,80
            elb_protocol=HTTPS,HTTP
            elb_instance_port=8080
            elb_instance_protocol=HTTP
            elb_health_check_url=/health
            domain_name=specimens.test
            """;

    private static final String OLD =
            """
            meta_network=dmz
            public_ip=yes
            elb=yes
            lb_type=classic
            elb_public=yes
            elb_port=80
            elb_instance_port=8080
            elb_health_check_url=/health
            elb_dns_alias=old-NAME
            domain_name=specimens.test
            smoke_test_probe=http:8080/health
            """;

    private static final String HOSTCLASSES =
            "[mhcweb]\n" + WEB + "[mhcwebby]\n" + WEB + "[mhcold]\n" + OLD;

    private static String lines(String environment) {
        return HOSTCLASSES.replace("NAME", environment);
    }

    private static final Scene SCENE =
            new Scene(
                    NETWORK,
                    BalancedFleetDeathTest::lines,
                    List.of("mhcold", "mhcweb"),
                    "mhcwebby");

    private static final Set<String> ALL = Set.of("mhcold", "mhcweb");

    @TempDir private Path folder = Path.of("");

    private FleetOrdeal ordeal;
    private Shop shop;
    private Stage stage;
    private Shopkeeper keeper;

    @BeforeEach
    void open() {
        ordeal =
                new FleetOrdeal(
                        folder,
                        SCENE,
                        before -> BalancerNamesTest.issued(before, "*.specimens.test"));
        shop = ordeal.shop();
        stage = ordeal.stage();
        keeper = new Shopkeeper(shop);
        shop.pipeline(FleetOrdeal.rows(shop, "mhcold", "mhcweb"));
    }

    @AfterEach
    void close() {
        ordeal.close();
    }

    private void another() {
        shop.pipeline(FleetOrdeal.rows(shop, "mhcold", "mhcweb"));
        keeper.up(stage.cloud());
    }

    private void restore() {
        shop.hostclasses(lines(Shop.NAME));
        keeper.up(stage.cloud());
    }

    /** One that serves becomes another sort, and the other loses a port. */
    private void change(Cloud cloud) {
        shop.hostclasses(
                lines(Shop.NAME)
                        .replace("lb_type=classic", "lb_type=alb")
                        .replace("elb_dns_alias=old", "elb_dns_alias=older")
                        .replace("elb_port=443,80", "elb_port=443")
                        .replace("elb_protocol=HTTPS,HTTP", "elb_protocol=HTTPS"));
        keeper.up(cloud);
    }

    /** Cycling is both making and deleting; each alone dies only where every call does. */
    @Test
    void balancersAndTheirNamesComeChangeAndGoWhereverSilaDies() {
        List<Deed> deeds = new ArrayList<>();
        if (FleetOrdeal.EVERYWHERE) {
            deeds.add(new Deed("pipeline up", () -> keeper.down(stage.cloud(), ALL), keeper::up));
            deeds.add(
                    new Deed(
                            "pipeline down",
                            () -> keeper.up(stage.cloud()),
                            cloud -> keeper.down(cloud, ALL)));
        }
        deeds.add(new Deed("pipeline cycle", () -> keeper.up(stage.cloud()), keeper::cycle));
        deeds.add(new Deed("pipeline up with other balancers", this::restore, this::change));
        deeds.add(
                new Deed("fleet refresh", this::another, cloud -> keeper.refresh(cloud, "mhcweb")));
        deeds.forEach(ordeal::suffer);
        assertThat(ordeal.failures()).isEmpty();
        assertThat(ordeal.deaths()).isGreaterThanOrEqualTo(deeds.size());
        assertThat(ordeal.told())
                .anyMatch(each -> each.contains("is not running any more"))
                .anyMatch(each -> each.contains("has not renewed its lease"));
    }
}
