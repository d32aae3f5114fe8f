package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Signals are the process's own matter, so these tests start one. */
final class InterruptionTest {
    @Test
    void interruptingExitsWith130AndTellsWhatWasInterrupted() throws Exception {
        assumeFalse(interruptsAreIgnored(), "this test run ignores SIGINT, and so would its child");
        Ended ended = signalled("INT");

        assertThat(ended.code()).isEqualTo(130);
        assertThat(ended.told())
                .contains("Interrupted: sila env apply --env ci", "can be run again");
    }

    @Test
    void terminatingTellsToo() throws Exception {
        Ended ended = signalled("TERM");

        assertThat(ended.code()).isEqualTo(143);
        assertThat(ended.told()).contains("Interrupted: sila env apply --env ci");
    }

    @Test
    void anOrdinaryEndTellsNothing() throws Exception {
        Process process = Child.start("end");
        String told = told(process);

        assertThat(process.waitFor()).isZero();
        assertThat(told).doesNotContain("Interrupted");
    }

    private record Ended(int code, String told) {}

    private static Ended signalled(String signal) throws Exception {
        Process process = Child.start("wait");
        BufferedReader told =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(told.readLine()).isEqualTo("ready");
        assertThat(
                        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                                .start()
                                .waitFor())
                .isZero();
        StringBuilder text = new StringBuilder();
        told.lines().forEach(line -> text.append(line).append('\n'));
        return new Ended(process.waitFor(), text.toString());
    }

    private static String told(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A shell's background job ignores SIGINT, and its children inherit that (proc(5), SigIgn). */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        String mask =
                Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .findFirst()
                        .orElse("SigIgn: 0");
        return (Long.parseUnsignedLong(mask.substring(7).strip(), 16) & 0b10) != 0;
    }

    /** The process that is signalled. */
    static final class Child {
        private Child() {}

        static Process start(String mode) throws IOException {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            mode)
                    .redirectErrorStream(true)
                    .start();
        }

        public static void main(String[] arguments) throws InterruptedException {
            Interruption interruption =
                    Interruption.watch(System.err, new String[] {"env", "apply", "--env", "ci"});
            System.out.println("ready");
            if (arguments[0].equals("wait")) {
                new CountDownLatch(1).await();
            }
            interruption.over();
            System.exit(0);
        }
    }
}
