package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.faults.Faults;
import dev.sila.localcloud.whole.Services;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Two runs on one environment, as two threads of this process and as two processes. */
final class ConcurrentRunsTest {
    private final Faults faults = new Faults();
    private final AtomicReference<String> signal = new AtomicReference<>("");
    private final LocalCloud cloud =
            Services.all(LocalCloud.builder())
                    .interceptor(faults)
                    .interceptor(this::signalled)
                    .speed(200)
                    .build();
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private Map<String, String> variables = Map.of();
    private String endpoint = "";

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        endpoint = cloud.listen(0, () -> {}).uri().toString();
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.toString(),
                        "SILA_CONFIG", Path.of("examples/storefront").toAbsolutePath().toString());
    }

    @AfterEach
    void close() {
        processes.forEach(Process::destroyForcibly);
        cloud.close();
    }

    private Run sila(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--endpoint-url", endpoint, "--yes"));
        return new Run.Desk("", variables).run(all.toArray(String[]::new));
    }

    private Run create(String... more) {
        List<String> words = new ArrayList<>(List.of("env", "create", "--name", "storefront"));
        words.addAll(List.of(more));
        return sila(words.toArray(String[]::new));
    }

    @Test
    void twoRunsAtOnceMakeOneEnvironment() throws Exception {
        CompletableFuture<Run> one =
                CompletableFuture.supplyAsync(() -> create("--wait-for-lease", "2m"));
        CompletableFuture<Run> other =
                CompletableFuture.supplyAsync(() -> create("--wait-for-lease", "2m"));
        Run first = one.get(4, TimeUnit.MINUTES);
        Run second = other.get(4, TimeUnit.MINUTES);

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(faults.calls("CreateVpc")).isEqualTo(1);
        assertThat(sila("env", "plan", "--name", "storefront", "--detailed-exitcode").code())
                .isZero();
        assertThat(sila("env", "destroy", "--name", "storefront").code()).isZero();
        try (Ec2Client ec2 =
                Ec2Client.builder()
                        .httpClient(cloud.httpClient())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("local", "local")))
                        .build()) {
            assertThat(ec2.describeLaunchTemplates().launchTemplates()).isEmpty();
        }
    }

    @Test
    void whatNeedsNothingDoneTakesNoLease() {
        assertThat(create().code()).isZero();
        faults.clear();
        assertThat(create().out()).isEmpty();
        assertThat(sila("env", "update", "--name", "storefront").code()).isZero();
        assertThat(sila("env", "plan", "--name", "storefront").code()).isZero();
        assertThat(sila("env", "list").code()).isZero();
        assertThat(faults.calls()).doesNotContainKey("CreateLaunchTemplate");
    }

    @Test
    void aRunThatIsStoppedKeepsOthersOutUntilItIsKilled() throws Exception {
        signal.set("STOP");
        Process first = process();
        untilSignalled();

        Run refused = create();
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err())
                .contains(
                        "environment storefront: " + System.getProperty("user.name") + "@",
                        "(sila env create, process " + first.pid() + ")",
                        "--wait-for-lease");
        Run asData = create("-o", "json");
        assertThat(Json.object(asData.out())).containsOnlyKeys("problems");

        signal("KILL", first);
        first.waitFor();
        Run second = create();
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).contains("Taking over from", "not running any more");
        assertThat(sila("env", "plan", "--name", "storefront", "--detailed-exitcode").code())
                .isZero();
        assertThat(faults.calls("CreateVpc")).isEqualTo(1);
    }

    @Test
    void aRunThatIsInterruptedGivesItsLeaseBack() throws Exception {
        signal.set("TERM");
        Process first = process();
        untilSignalled();
        assertThat(first.waitFor()).isEqualTo(143);

        Run second = create();
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(second.err()).doesNotContain("Taking over");
    }

    private Process process() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sila.Main",
                        "env",
                        "create",
                        "--name",
                        "storefront",
                        "--yes",
                        "--endpoint-url",
                        endpoint);
        builder.environment().putAll(variables);
        File log = Files.createTempFile(folder, "run", ".log").toFile();
        Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
        processes.add(process);
        return process;
    }

    private void untilSignalled() {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> signal.get().isEmpty());
    }

    /** Sends the process the signal just before its first subnet is made. */
    private SdkPojo signalled(Call call, Interceptor.Handling next) throws ConnectionLost {
        if (call.action().equals("CreateSubnet") && !signal.get().isEmpty()) {
            signal(signal.get(), processes.getLast());
            signal.set("");
        }
        return next.handle(call);
    }

    private static void signal(String name, Process process) {
        ProcessBuilder kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()));
        try {
            assertThat(kill.start().waitFor()).isZero();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
