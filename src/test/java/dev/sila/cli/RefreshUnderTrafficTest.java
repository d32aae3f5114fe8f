package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.demo.Traffic;
import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.HttpEndpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts are replaced and taken out while clients use them, behind an application balancer and a
 * classic one, with real sockets and real time.
 */
final class RefreshUnderTrafficTest {
    private static final int SPEED = 60;
    private static final int RATE = 40;
    private static final int HOSTS = 3;
    private static final int FEWER = 2;

    /** Held for each host of a group. */
    private static final int HELD = 3;

    private static final Map<String, Integer> PORTS = Map.of("mhcweb", 80, "mhcold", 81);

    private static final String NETWORK =
            """
            [envtype:shop]
            dmz_cidr=auto
            intranet_cidr=auto
            intranet_sg_rules=tcp dmz 8080
            customer_ports=80 81
            customer_cidr=0.0.0.0/0
            dmz_igw_routes=0.0.0.0/0
            zones=2

            [env:shop]
            vpc_cidr=10.9.0.0/20
            """;

    /**
     * On a busy machine a few checks may come too late, and what drains must not be cut before the
     * test says so.
     */
    private static final String HOSTCLASSES =
            """
            [disco_aws]
            project_name=shop
            default_meta_network=intranet
            default_elb=yes
            default_elb_meta_network=dmz
            default_elb_public=yes
            default_elb_protocol=HTTP
            default_elb_instance_port=8080
            default_elb_instance_protocol=HTTP
            default_elb_health_check_url=/health
            default_elb_health_check_unhealthy=10
            default_elb_idle_timeout=3600
            default_elb_connection_draining=600
            default_instance_warmup=30
            default_health_check_grace=600

            [mhcweb]
            elb_port=80

            [mhcold]
            lb_type=classic
            elb_port=81
            """;

    private static final String IMAGES = "resolve:ssm:/aws/service/ami-amazon-linux-latest/";
    private static final String OLD = "al2023-ami-kernel-default-x86_64";
    private static final String NEW = "al2023-ami-minimal-kernel-default-x86_64";

    private final LocalCloud cloud = Services.all(LocalCloud.builder()).speed(SPEED).build();
    private Map<String, String> variables = Map.of();

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("disco_vpc.ini"), NETWORK);
        Files.writeString(folder.resolve("disco_aws.ini"), HOSTCLASSES);
        Files.createDirectories(folder.resolve("pipelines"));
        HttpEndpoint endpoint = cloud.listen(0, () -> {});
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", folder.toString(),
                        "ENDPOINT", endpoint.uri().toString());
        done("env create --env shop --yes");
        up(HOSTS, OLD);
    }

    @AfterEach
    void end() {
        cloud.close();
    }

    private Run done(String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        words.addAll(List.of("--endpoint-url", Objects.requireNonNull(variables.get("ENDPOINT"))));
        Run run = new Run.Desk("", variables).run(words.toArray(String[]::new));
        assertThat(run.code()).as(line + "\n" + run.err()).isZero();
        return run;
    }

    private void up(int hosts, String image) throws IOException {
        StringBuilder rows =
                new StringBuilder(
                        "sequence,hostclass,min_size,desired_size,max_size,smoke_test,ami\n");
        PORTS.keySet()
                .forEach(each ->
                        rows.append(
                                "1,%s,%d,%d,%d,no,%s%s\n"
                                        .formatted(each, FEWER, hosts, HOSTS, IMAGES, image)));
        Files.writeString(folder.resolve("pipelines/shop.csv"), rows);
        done("pipeline up --env shop --pipeline shop --yes");
    }

    private List<Map<?, ?>> rows(String line) {
        List<Map<?, ?>> rows = new ArrayList<>();
        String listed = "{\"rows\":" + done(line + " -o json").out() + "}";
        ((List<?>) Objects.requireNonNull(Json.object(listed).get("rows")))
                .forEach(each -> rows.add((Map<?, ?>) each));
        return rows;
    }

    /** Where clients reach each hostclass. */
    private Map<String, InetSocketAddress> entrances() {
        Map<String, InetSocketAddress> entrances = new HashMap<>();
        for (Map<?, ?> balancer : rows("lb list --env shop")) {
            String hostclass = String.valueOf(balancer.get("hostclass"));
            entrances.put(
                    hostclass,
                    new InetSocketAddress(
                            String.valueOf(balancer.get("dnsName")),
                            Objects.requireNonNull(PORTS.get(hostclass))));
        }
        assertThat(entrances).hasSameSizeAs(PORTS);
        return entrances;
    }

    /** The hosts that EC2 runs, of all hostclasses. */
    private Set<String> hosts() {
        Set<String> hosts = new HashSet<>();
        done("host list --env shop --state running")
                .out()
                .lines()
                .filter(each -> each.startsWith("i-"))
                .forEach(each -> hosts.add(each.split(" ", 2)[0]));
        return hosts;
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    @Test
    void noRequestIsLostWhileEveryHostIsReplacedOrTakenOut() throws Exception {
        Set<String> before = hosts();
        assertThat(before).hasSize(2 * HOSTS);
        Map<String, InetSocketAddress> entrances = entrances();
        List<Traffic> traffic = new ArrayList<>();
        entrances.values().forEach(each -> traffic.add(new Traffic(each, RATE)));
        try {
            traffic.forEach(Traffic::start);
            up(HOSTS, NEW);
            for (String hostclass : PORTS.keySet()) {
                Run run = done("fleet refresh " + hostclass + " --env shop --yes");
                assertThat(run.err())
                        .contains("%d of %<d hosts are of another version".formatted(HOSTS));
            }
            until(() -> hosts().stream().noneMatch(before::contains));
            int then = traffic.stream().mapToInt(Traffic::sent).sum();
            until(() -> traffic.stream().mapToInt(Traffic::sent).sum() > then + 2 * RATE);
        } finally {
            traffic.forEach(Traffic::close);
        }
        for (Traffic each : traffic) {
            Traffic.Requests requests = each.requests(0, 0);
            assertThat(requests.failures()).isEmpty();
            assertThat(requests.sent()).isGreaterThan(5 * RATE);
            // An old and a new one of each, and perhaps one more to balance the zones.
            assertThat(requests.perInstance()).hasSizeGreaterThanOrEqualTo(2 * HOSTS);
        }
        until(() -> hosts().size() == 2 * HOSTS);
        drain(entrances);
    }

    /** A request that a host has taken before it is taken out is answered by it. */
    private void drain(Map<String, InetSocketAddress> entrances) throws Exception {
        List<HeldRequest> held = new ArrayList<>();
        try {
            for (InetSocketAddress each : entrances.values()) {
                for (int i = 0; i < HELD * HOSTS; i++) {
                    held.add(HeldRequest.begin(each));
                }
            }
            up(FEWER, NEW);
            until(() -> leaving() == 2 * (HOSTS - FEWER));
            Set<String> answered = new HashSet<>();
            for (HeldRequest each : held) {
                answered.add(each.finish());
            }
            assertThat(answered).hasSize(2 * HOSTS);
        } finally {
            for (HeldRequest each : held) {
                each.close();
            }
        }
    }

    /** How many hosts their groups take out. */
    private long leaving() {
        return PORTS.keySet().stream()
                .map(each -> done("fleet show " + each + " --env shop").out())
                .flatMap(String::lines)
                .filter(each -> each.contains("Terminating"))
                .count();
    }
}
