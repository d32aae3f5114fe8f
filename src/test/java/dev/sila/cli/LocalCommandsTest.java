package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the local cloud, on a real one. */
final class LocalCommandsTest {
    private static final Pattern ENDPOINT =
            Pattern.compile("export AWS_ENDPOINT_URL=http://127\\.0\\.0\\.1:(\\d+)");

    @Test
    void aLocalCloudRunsTellsOfItselfAndStops() throws Exception {
        Run.Desk desk = new Run.Desk();
        CompletableFuture<Integer> up =
                CompletableFuture.supplyAsync(() ->
                        desk.program()
                                .run(
                                        "local",
                                        "up",
                                        "--port",
                                        "0",
                                        "--zones",
                                        "2",
                                        "--region",
                                        "eu-west-1",
                                        "--speed",
                                        "100"));
        String port =
                Awaitility.await()
                        .until(() -> port(desk.result(0).out()), found -> !found.isEmpty());

        Run status = Run.of("local", "status", "--port", port, "-o", "json");
        assertThat(status.code()).as(status.err()).isZero();
        assertThat(Json.object(status.out()))
                .containsEntry("region", "eu-west-1")
                .containsEntry("zones", List.of("eu-west-1a", "eu-west-1b"));
        assertThat(Run.of("local", "status", "--port", port).out())
                .containsPattern("region +eu-west-1\\R")
                .containsPattern("zones +eu-west-1a,eu-west-1b\\R");

        assertThat(Run.of("local", "down", "--port", port).code()).isZero();
        assertThat(up.get(10, TimeUnit.SECONDS)).isZero();
        assertThat(desk.result(0).out()).contains("export AWS_REGION=eu-west-1");
        assertThat(desk.result(0).err()).contains("Ctrl-C ends it", "is stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "down"})
    void whereNothingRunsTheRemedyIsToStartOne(String verb) throws Exception {
        Run run = Run.of("local", verb, "--port", Integer.toString(freePort()));

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("No local cloud is running", "sila local up");
    }

    @Test
    void aTakenPortIsAProblemWithARemedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Run run = Run.of("local", "up", "--port", Integer.toString(taken.getLocalPort()));

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains("127.0.0.1:" + taken.getLocalPort(), "--port");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--speed=0", "--speed=NaN", "--zones=0", "--zones=27", "--port=65536"})
    void numbersOutsideTheirRangeAreUsageErrors(String option) {
        Run run = Run.of("local", "up", option);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(option.substring(0, option.indexOf('=')));
    }

    private static String port(String out) {
        Matcher endpoint = ENDPOINT.matcher(out);
        return endpoint.find() ? endpoint.group(1) : "";
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
