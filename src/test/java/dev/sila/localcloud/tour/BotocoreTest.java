package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sila.localcloud.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Every answer of every tour, as botocore reads it: AWS's models in their other reading. */
@EnabledIf(
        value = "botocoreIsInstalled",
        disabledReason = "python3 with botocore is not installed (pip install botocore)")
class BotocoreTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static boolean botocoreIsInstalled() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import botocore").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void readsEveryAnswer(@TempDir Path folder) throws IOException, InterruptedException {
        Recorder recorder = new Recorder();
        for (Tour tour : Tours.ALL) {
            try (Rig rig = new Rig(List.of(recorder))) {
                tour.walk(rig);
            }
        }
        Path file = folder.resolve("replies.jsonl");
        Files.write(file, recorder.replies().stream().map(BotocoreTest::line).toList());
        Path errors = folder.resolve("errors");
        Process python =
                new ProcessBuilder("python3", "src/test/python/replies.py", file.toString())
                        .redirectError(errors.toFile())
                        .start();
        String said =
                new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(python.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(errors)).isEmpty();
        assertThat(said).isEqualTo(recorder.replies().size() + " answers");
    }

    private static String line(Reply reply) {
        try {
            return JSON.writeValueAsString(
                    Map.of(
                            "service", reply.service(),
                            "operation", reply.operation(),
                            "status", reply.status(),
                            "headers", reply.headers(),
                            "body", reply.body()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
