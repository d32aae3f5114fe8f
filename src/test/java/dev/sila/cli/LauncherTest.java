package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the real {@code ./sila} in a small clone, with a JVM that only tells its arguments. */
final class LauncherTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path folder;

    private Path clone;

    @BeforeEach
    void cloneWithABuiltProgram() throws IOException {
        clone = folder.resolve("a clone's folder");
        Files.createDirectories(clone.resolve("src/main"));
        Files.createDirectories(clone.resolve("src/build"));
        Files.createDirectories(clone.resolve("target/app"));
        Files.copy(Path.of("sila"), clone.resolve("sila"));
        script("src/build/build-program", "echo built >> \"$1/target/builds\"");
        Files.writeString(clone.resolve("pom.xml"), "");
        Files.writeString(clone.resolve("src/main/A.java"), "");
        script("java", "printf '%s\\n' \"$@\"");
        Files.writeString(
                clone.resolve("target/app/launch.conf"),
                "java='" + quoted(clone.resolve("java")) + "'\ncache=sila-0123.aot\n");
        Files.writeString(clone.resolve("target/app/begun"), "");
        Files.writeString(clone.resolve("target/sila.jar"), "");
        try (Stream<Path> all = Files.walk(clone)) {
            for (Path each : all.toList()) {
                Files.setLastModifiedTime(each, FileTime.from(BUILT.minusSeconds(60)));
            }
        }
        touch("target/app/begun", BUILT);
        touch("target/app/launch.conf", BUILT.plusSeconds(30));
    }

    @Test
    void startsTheBuiltProgramOnItsCacheWithoutBuilding() throws Exception {
        List<String> arguments = start(clone.resolve("sila"), "host", "list", "a b", "");

        assertThat(arguments)
                .contains("-XX:AOTCache=" + clone + "/target/app/sila-0123.aot")
                .contains("-XX:TieredStopAtLevel=1", "-Xlog:disable")
                .containsSubsequence(
                        "-cp",
                        clone + "/target/sila.jar",
                        "dev.sila.Main",
                        "host",
                        "list",
                        "a b",
                        "");
        assertThat(clone.resolve("target/builds")).doesNotExist();
    }

    @Test
    void worksThroughSymbolicLinks() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path first =
                Files.createSymbolicLink(bin.resolve("first"), Path.of("../a clone's folder/sila"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), first);

        assertThat(start(second, "x"))
                .contains("dev.sila.Main", "x")
                .anyMatch(each -> each.endsWith("/sila.jar"));
    }

    @Test
    void aCommandThatGoesOnForLongGetsTheSecondCompiler() throws Exception {
        assertThat(start(clone.resolve("sila"), "local", "up")).contains("-XX:TieredStopAtLevel=4");
        assertThat(start(clone.resolve("sila"), "demo")).contains("-XX:TieredStopAtLevel=4");
    }

    @Test
    void buildsWhenASourceIsNewerThanTheBuildsBeginning() throws Exception {
        touch("src/main/A.java", BUILT.plusSeconds(1));

        start(clone.resolve("sila"), "x");

        assertThat(clone.resolve("target/builds")).hasContent("built");
    }

    @Test
    void buildsAgainAfterABuildThatFailed() throws Exception {
        touch("src/main/A.java", BUILT.plusSeconds(1));
        Path target = clone.resolve("target");
        lines(new ProcessBuilder("sh", "src/build/train-aot", "begin", target.toString()));

        start(clone.resolve("sila"), "x");

        assertThat(clone.resolve("target/builds")).hasContent("built");
    }

    @Test
    void buildsWhenTheJarIsNewerThanTheCache() throws Exception {
        touch("target/sila.jar", BUILT.plusSeconds(60));

        start(clone.resolve("sila"), "x");

        assertThat(clone.resolve("target/builds")).hasContent("built");
    }

    @Test
    void aCopyWithoutSourcesIsNeverBuilt() throws Exception {
        Files.delete(clone.resolve("src/main/A.java"));
        Files.delete(clone.resolve("src/main"));

        start(clone.resolve("sila"), "x");

        assertThat(clone.resolve("target/builds")).doesNotExist();
    }

    @Test
    void aJdkIsTakenFromJavaHomeOnlyIfItIsNewEnough() throws Exception {
        assertThat(found("25.0.3")).isEqualTo(folder.resolve("jdk").toString());
        assertThat(found("26-ea")).isEqualTo(folder.resolve("jdk").toString());
        assertThat(found("17.0.9")).isNotEqualTo(folder.resolve("jdk").toString());
        assertThat(found("1.8.0_402")).isNotEqualTo(folder.resolve("jdk").toString());
    }

    private String found(String version) throws Exception {
        Path jdk = folder.resolve("jdk");
        Files.createDirectories(jdk.resolve("bin"));
        for (String tool : List.of("java", "javac")) {
            Path path = jdk.resolve("bin").resolve(tool);
            Files.writeString(path, "");
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        ProcessBuilder process =
                new ProcessBuilder("sh", "-c", ". src/build/jdk.sh; find_jdk; echo \"$jdk\"");
        process.environment().put("JAVA_HOME", jdk.toString());
        return String.join("\n", lines(process));
    }

    private List<String> start(Path launcher, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList();
        return lines(new ProcessBuilder(command).directory(folder.toFile()));
    }

    private static List<String> lines(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return List.of(text.split("\n", -1)).subList(0, text.split("\n", -1).length - 1);
    }

    private void touch(String file, Instant time) throws IOException {
        Files.setLastModifiedTime(clone.resolve(file), FileTime.from(time));
    }

    private void script(String name, String body) throws IOException {
        Path path = clone.resolve(name);
        Files.writeString(path, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String quoted(Path path) {
        return path.toString().replace("'", "'\\''");
    }
}
