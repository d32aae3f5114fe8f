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

    /** How long after a line it is killed, at most. */
    private static final int MOST_MILLIS = 100;

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
        List<Integer> lines = new ArrayList<>();
        for (List<String> command : COMMANDS) {
            lines.add(run(command));
            ends.add(account());
        }
        Random chance = new Random(SEED);
        int killed = 0;
        for (int time = 0; time < TIMES; time++) {
            for (int i = 0; i < COMMANDS.size(); i++) {
                int line = 1 + chance.nextInt(lines.get(i) - 1);
                killed += kill(COMMANDS.get(i), line, chance.nextInt(MOST_MILLIS)) ? 1 : 0;
                run(COMMANDS.get(i));
                assertThat(account())
                        .as("%s, killed after line %d", COMMANDS.get(i), line)
                        .isEqualTo(ends.get(i));
            }
        }
        System.out.printf(
                "%d of %d commands were killed in time%n", killed, TIMES * COMMANDS.size());
        assertThat(killed).isPositive();
    }

    /** Runs it to its end, and returns how many lines it told. */
    private static int run(List<String> command) throws Exception {
        Tool.Result result = Tool.run(sila(endpoint, command.toArray(String[]::new)));
        assertThat(result.code()).as("%s: %s", command, result.err()).isZero();
        return (int) (result.err() + result.out()).lines().count();
    }

    /**
     * Kills it some time after it told that line; whether it lived long enough for that.
     *
     * @param line 1 for the first
     */
    private static boolean kill(List<String> command, int line, int millis) throws Exception {
        Process process =
                sila(endpoint, command.toArray(String[]::new)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        try (BufferedReader told = process.inputReader(StandardCharsets.UTF_8)) {
            for (int read = 0; read < line && told.readLine() != null; read++) {
                // What it tells says how far it is, which time on a busy machine does not.
            }
            boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return !ended;
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
        try (AccountDump dump = new AccountDump(KillTest::connect, List::of)) {
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
