package dev.sila.crosscheck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of others, as processes with no AWS settings but the given ones. */
final class Tool {
    private static final int PATIENCE_SECONDS = 600;

    private Tool() {}

    /** Whether a program of that name is on the PATH. */
    static boolean installed(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    /** A process that is about to start, which speaks to that endpoint only. */
    static ProcessBuilder process(String endpoint, String... words) {
        ProcessBuilder process = new ProcessBuilder(words);
        Map<String, String> environment = process.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("AWS_ENDPOINT_URL", endpoint);
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_CONFIG_FILE", "/nonexistent");
        environment.put("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
        environment.put("AWS_PAGER", "");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        return process;
    }

    /** What a process did. */
    record Result(int code, String out, String err) {}

    /** Runs a program to its end. */
    static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path err = Files.createTempFile("tool", ".err");
        try {
            Process process = builder.redirectError(err.toFile()).start();
            process.getOutputStream().close();
            String out =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Result(process.exitValue(), out, Files.readString(err));
        } finally {
            Files.delete(err);
        }
    }

    /** The AWS CLI, with text for output unless the words say otherwise. */
    static Result aws(String endpoint, String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("aws", "--output", "text"));
        all.addAll(List.of(words));
        return run(process(endpoint, all.toArray(String[]::new)));
    }
}
