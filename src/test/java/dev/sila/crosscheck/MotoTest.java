package dev.sila.crosscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.engine.Change;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.whole.Services;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sila on moto, which others wrote: what it builds there is what it builds on the local cloud.
 *
 * <p>Where moto 5.2.1 is not as AWS is: it passes over the tags of a new DHCP options set; leaves
 * the ARN out of PutScalingPolicy's answer; keeps scaling policies by their own name alone, so that
 * two groups cannot both have one that is called {@code up}; keeps no DefaultInstanceWarmup; and
 * has 300 s for a health check grace of 0. Sila copes with the first two. The others stay visible
 * as the differences that {@link #LENIENT} names.
 */
@EnabledIf(
        value = "motoIsInstalled",
        disabledReason =
                "moto_server is not installed, or python3 has no boto3 (pip install 'moto[server]')")
final class MotoTest {
    private static final Path STOREFRONT = Path.of("examples/storefront");
    private static final Path CASES = Path.of("src/test/golden");
    private static final Path FLEET = Path.of("bench/fleet");

    /** The components of a group that moto does not keep. */
    private static final Set<String> LENIENT =
            Set.of("instanceWarmupSeconds", "healthCheckGraceSeconds");

    private static Process moto;
    private static String endpoint;

    static boolean motoIsInstalled() throws InterruptedException {
        return Tool.installed("moto_server") && LifecycleTest.botoIsInstalled();
    }

    /** The region's own set of DHCP options, which moto calls by this name and AWS numbers. */
    private static final String DEFAULT_OPTIONS = "dhcpOptions=dopt-[0-9a-f]+";

    @BeforeAll
    static void start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        endpoint = "http://127.0.0.1:" + port;
        moto =
                Tool.process(endpoint, "moto_server", "-H", "127.0.0.1", "-p", "" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @AfterAll
    static void stop() {
        moto.descendants().forEach(ProcessHandle::destroy);
        moto.destroy();
    }

    @Test
    void aNetworkIsTheSameOnMotoAsOnTheLocalCloud() throws IOException {
        List<String> there = network(endpoint);
        try (LocalCloud local = Services.all(LocalCloud.builder()).speed(100).build()) {
            List<String> here = network(local.listen(0, () -> {}).uri().toString());
            assertThat(there).isNotEmpty().isEqualTo(here);
        }
    }

    private static final String HELD =
            "on moto an Elastic IP address stays in use once its NAT gateway is deleted, for ever";

    private static final String BARE =
            "moto forgets the descriptions of rules that name a group, by which a peering's are told";

    private static final String LOST =
            "moto does not delete a gateway endpoint from which a table was taken away before";

    /** As many as moto has, so that what is in every zone is the same. */
    private static final Realm REALM = Realm.in("us-east-1", 6);

    /** Golden cases that cannot run on moto, and why. */
    private static final Map<String, String> LOCAL_ONLY =
            Map.ofEntries(
                    Map.entry(
                            "manual-nat-static-vpn",
                            "its files name Elastic IP addresses that only the local cloud gives"),
                    Map.entry("manual-nat-auto", HELD),
                    Map.entry("nat-added", HELD),
                    Map.entry("nat-removed", HELD),
                    Map.entry("peering", BARE),
                    Map.entry("peering-removed", BARE),
                    Map.entry("peering-wildcard", BARE),
                    Map.entry("metanetworks-changed", LOST),
                    Map.entry("zone-added", LOST),
                    Map.entry("zone-removed", LOST),
                    Map.entry("parts", "it says its type beside the files"));

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .map(each -> String.valueOf(each.getFileName()))
                    .filter(each -> !each.endsWith("-refused") && !LOCAL_ONLY.containsKey(each))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The network of a case; what runs in it is {@link #aFleetTakesNoMoreCallsThanItMay}'s. */
    @ParameterizedTest
    @MethodSource("cases")
    void everyGoldenCaseEndsOnMotoAsOnTheLocalCloud(String name) throws IOException {
        List<String> there = ends(endpoint, CASES.resolve(name));
        try (LocalCloud local =
                Services.all(LocalCloud.builder()).realm(REALM).speed(100).build()) {
            List<String> here =
                    ends(local.listen(0, () -> {}).uri().toString(), CASES.resolve(name));
            assertThat(there).isNotEmpty().isEqualTo(here);
        }
    }

    private static List<String> ends(String at, Path folder) throws IOException {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("case.properties"))) {
            settings.load(reader);
        }
        String environment = settings.getProperty("environment");
        if (Files.exists(folder.resolve("before"))) {
            try (Sila sila = new Sila(at, folder.resolve("before"), environment)) {
                sila.apply(sila.networkPlan());
            }
        }
        Path input = Path.of(settings.getProperty("directory", folder.resolve("in").toString()));
        return network(at, input, environment);
    }

    private static List<String> network(String at) {
        return network(at, STOREFRONT, "storefront");
    }

    /** Builds the network, sees that nothing is left to do, reads it, and takes it away again. */
    private static List<String> network(String at, Path directory, String environment) {
        try (Sila sila = new Sila(at, directory, environment)) {
            sila.apply(sila.networkPlan());
            Plan again = sila.networkPlan();
            assertThat(again.isEmpty()).as("%s", PlanText.lines(again)).isTrue();
            List<String> resources =
                    sila.resources().stream()
                            .map(each -> each.replaceAll(DEFAULT_OPTIONS, "dhcpOptions=default"))
                            .toList();
            List<String> everything =
                    Stream.concat(resources.stream(), seenThroughBoto(at).stream()).toList();
            sila.destroy();
            assertThat(sila.resources()).isEmpty();
            return everything;
        }
    }

    /** The account's networks, read by a client that knows nothing of Sila. */
    private static List<String> seenThroughBoto(String at) {
        try {
            Tool.Result result =
                    Tool.run(Tool.process(at, "python3", "src/test/python/network.py", at));
            assertThat(result.err()).isEmpty();
            assertThat(result.out()).isNotBlank();
            return result.out().lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFleetTakesNoMoreCallsThanItMay() {
        try (Sila sila = new Sila(endpoint, FLEET, "fleet")) {
            sila.apply(sila.networkPlan());
            sila.pipelineUp("fleet");
            int leases = 2 * 3;
            int looksAtEmptyKinds = 2 * 7;
            // Scheduled actions, classic balancers, snapshots, log groups, metric filters, images.
            int looksOfFleets = 6;
            assertThat(sila.calls())
                    .as("calls to build")
                    .isLessThanOrEqualTo(64 + leases + looksAtEmptyKinds + looksOfFleets);

            long before = sila.calls();
            Plan again = sila.wholePlan("fleet");
            assertThat(sila.calls() - before)
                    .as("calls to look")
                    .isLessThanOrEqualTo(27 + looksOfFleets);
            assertThat(again.actions())
                    .allSatisfy(each -> assertThat(LENIENT).containsAll(components(each)));

            sila.pipelineDown("fleet");
            sila.destroy();
            assertThat(sila.resources()).isEmpty();
        }
    }

    private static Set<String> components(Change<?> change) {
        return change instanceof Change.Update<?>(_, _, var diff)
                ? diff.differences().stream()
                        .map(each -> each.component())
                        .collect(Collectors.toSet())
                : Set.of("not an update: " + change.key());
    }
}
