package dev.sila.crosscheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.Transport;
import dev.sila.rehearsal.AccountDump;
import dev.sila.rehearsal.Masking;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * Sila as a process, killed with SIGKILL at moments that chance chooses, against a local cloud that
 * is another process; the same command again must reach the end of an undisturbed one. {@code
 * -Dkill.times=N} kills each command that often, {@code -Dkill.seed=S} chooses other moments.
 */
final class KillTest {
    private static final int TIMES = Integer.getInteger("kill.times", 1);
    private static final long SEED = Long.getLong("kill.seed", 4);
    private static final long PATIENCE_SECONDS = 300;

    /** No command is killed before its JVM can have begun to work. */
    private static final double EARLIEST = 0.3;

    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("env", "create", "--env", "storefront", "--yes"),
                    List.of(
                            "pipeline",
                            "up",
                            "--env",
                            "storefront",
                            "--pipeline",
                            "storefront",
                            "--yes"),
                    List.of("env", "destroy", "--env", "storefront", "--yes"));

    private static Process cloud;
    private static String endpoint;

    @BeforeAll
    static void start() throws IOException {
        cloud =
                sila("", "local", "up", "--port", "0", "--speed", "100")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader told =
                new BufferedReader(
                        new InputStreamReader(cloud.getInputStream(), StandardCharsets.UTF_8));
        String line = told.readLine();
        assertThat(line).startsWith("export AWS_ENDPOINT_URL=");
        endpoint = line.substring(line.indexOf('=') + 1);
    }

    @AfterAll
    static void stop() {
        cloud.destroy();
    }

    @Test
    void everyCommandCanBeKilledAndRunAgain() throws Exception {
        List<List<String>> ends = new ArrayList<>();
        List<Long> durations = new ArrayList<>();
        for (List<String> command : COMMANDS) {
            long start = System.nanoTime();
            run(command);
            durations.add(System.nanoTime() - start);
            ends.add(account());
        }
        Random chance = new Random(SEED);
        int killed = 0;
        for (int time = 0; time < TIMES; time++) {
            for (int i = 0; i < COMMANDS.size(); i++) {
                double moment = EARLIEST + chance.nextDouble() * (1 - EARLIEST);
                killed += kill(COMMANDS.get(i), (long) (durations.get(i) * moment)) ? 1 : 0;
                run(COMMANDS.get(i));
                assertThat(account())
                        .as("%s, killed after %.2f of its time", COMMANDS.get(i), moment)
                        .isEqualTo(ends.get(i));
            }
        }
        System.out.printf(
                "%d of %d commands were killed in time%n", killed, TIMES * COMMANDS.size());
        assertThat(killed).isPositive();
    }

    private static void run(List<String> command) throws Exception {
        Tool.Result result = Tool.run(sila(endpoint, command.toArray(String[]::new)));
        assertThat(result.code()).as("%s: %s", command, result.err()).isZero();
    }

    /** Whether it lived long enough to be killed. */
    private static boolean kill(List<String> command, long nanos) throws Exception {
        Path told = Files.createTempFile("killed", ".log");
        try {
            Process process =
                    sila(endpoint, command.toArray(String[]::new))
                            .redirectErrorStream(true)
                            .redirectOutput(told.toFile())
                            .start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(nanos, TimeUnit.NANOSECONDS);
            process.destroyForcibly();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return !ended;
        } finally {
            Files.delete(told);
        }
    }

    private static ProcessBuilder sila(String endpoint, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sila.Main"));
        command.addAll(List.of(words));
        ProcessBuilder process = Tool.process(endpoint, command.toArray(String[]::new));
        process.environment().put("SILA_CONFIG", "examples/storefront");
        return process;
    }

    /** What the account holds, once nothing of it is on its way any more. */
    private static List<String> account() throws InterruptedException {
        try (AccountDump dump = new AccountDump(KillTest::connect)) {
            List<String> before = Masking.of(dump.read());
            for (int looks = 0; looks < 100; looks++) {
                TimeUnit.MILLISECONDS.sleep(500);
                List<String> now = Masking.of(dump.read());
                if (now.equals(before)) {
                    return now;
                }
                before = now;
            }
        }
        throw new AssertionError("The account does not come to rest.");
    }

    private static <B extends AwsClientBuilder<B, ?>> B connect(B builder) {
        if (builder instanceof AwsSyncClientBuilder<?, ?> sync) {
            sync.httpClient(new Transport());
        }
        return builder.region(Region.US_EAST_1)
                .endpointOverride(URI.create(endpoint))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")));
    }
}
