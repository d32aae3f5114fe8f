package dev.sila.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.output.Json;
import dev.sila.localcloud.LocalCloud;
import dev.sila.localcloud.faults.Faults;
import dev.sila.localcloud.whole.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates of an environment, and runs that must change nothing. */
final class EnvironmentUpdateTest {
    private static final Path EXAMPLE = Path.of("examples/storefront");

    private final Faults faults = new Faults();
    private final LocalCloud cloud =
            Services.all(LocalCloud.builder()).interceptor(faults).speed(200).build();
    private Map<String, String> variables = Map.of();
    private String endpoint = "";

    @TempDir private Path folder = Path.of("");

    @BeforeEach
    void listen() throws IOException {
        endpoint = cloud.listen(0, () -> {}).uri().toString();
        Path directory = folder.resolve("storefront");
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path each : files.toList()) {
                Path copy = directory.resolve(EXAMPLE.relativize(each));
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
        variables =
                Map.of(
                        "AWS_REGION", "us-east-1",
                        "XDG_STATE_HOME", folder.resolve("state").toString(),
                        "SILA_CONFIG", directory.toString());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Run sila(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--endpoint-url", endpoint, "--yes"));
        return new Run.Desk("", variables).run(all.toArray(String[]::new));
    }

    private void edit(String pattern, String replacement) throws IOException {
        Path file = folder.resolve("storefront/disco_vpc.ini");
        String before = Files.readString(file);
        String after = before.replaceFirst(pattern, replacement);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private List<String> changing() {
        return faults.journal().stream()
                .filter(each -> !each.matches("(Describe|List|Get).*"))
                .toList();
    }

    @Test
    void whatDoesNotExistIsNotUpdated() {
        Run run = sila("env", "update", "--name", "storefront");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("nothing to update", "sila env create --name storefront");
        assertThat(changing()).isEmpty();
    }

    @Test
    void whatCanBeChangedInPlaceIsChanged() throws IOException {
        assertThat(sila("env", "create", "--name", "storefront").code()).isZero();
        edit("(?m)^dmz_sg_rules *[=:].*$", "dmz_sg_rules = tcp 0.0.0.0/0 80 443 8443");
        Run shown = sila("env", "update", "--name", "storefront", "--dry-run");
        assertThat(shown.out()).contains("8443", "1 to update");

        Run updated = sila("env", "update", "--vpc-id", vpc(), "-o", "json");
        assertThat(updated.code()).as(updated.err()).isZero();
        assertThat(Json.object(updated.out())).containsEntry("environment", "storefront");
        assertThat(sila("env", "update", "--name", "storefront").err()).contains("Nothing to do");
    }

    private String vpc() {
        Matcher id = Pattern.compile("vpc-[0-9a-f]+").matcher(sila("env", "list").out());
        assertThat(id.find()).isTrue();
        return id.group();
    }

    @Test
    void whatCannotBeChangedInPlaceIsNamedAndNothingIsChanged() throws IOException {
        assertThat(sila("env", "create", "--name", "storefront").code()).isZero();
        edit("(?m)^vpc_cidr=10.20.0.0/20$", "vpc_cidr=10.20.0.0/19");
        edit("(?m)^dmz_cidr=10.20.0.0/22$", "dmz_cidr=10.20.0.0/23");
        faults.clear();

        Run run = sila("env", "update", "--name", "storefront", "-o", "json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("the VPC of storefront has the range 10.20.0.0/20")
                .contains("make an environment of another name");
        assertThat(Json.object(run.out())).containsOnlyKeys("problems");
        assertThat(changing()).isEmpty();
    }

    @Test
    void dryRunsChangeNothing() {
        assertThat(sila("env", "create", "--name", "storefront", "--dry-run").out())
                .contains("24 to create");
        assertThat(changing()).isEmpty();
        assertThat(sila("env", "create", "--name", "storefront").code()).isZero();
        faults.clear();
        String[] pipeline = {"--env", "storefront", "--pipeline", "storefront", "--dry-run"};
        List<Run> runs =
                List.of(
                        sila("env", "create", "--name", "storefront", "--dry-run"),
                        sila("env", "update", "--name", "storefront", "--dry-run"),
                        sila("env", "destroy", "--name", "storefront", "--dry-run"),
                        sila(
                                Stream.concat(Stream.of("pipeline", "up"), Stream.of(pipeline))
                                        .toArray(String[]::new)),
                        sila(
                                Stream.concat(Stream.of("pipeline", "down"), Stream.of(pipeline))
                                        .toArray(String[]::new)));
        assertThat(runs).allSatisfy(each -> assertThat(each.code()).as(each.err()).isZero());
        assertThat(runs.get(2).out()).contains("24 to delete");
        assertThat(runs.get(3).out()).contains("15 to create");
        assertThat(changing()).isEmpty();
    }

    @Test
    void durationsAreWrittenAsPeopleWriteThem() {
        assertThat(sila("env", "destroy", "--name", "x", "--timeout", "1h30m", "--dry-run").code())
                .isZero();
        Run wrong = sila("env", "destroy", "--name", "x", "--timeout", "soon");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("90s, 30m, 1h30m");
    }

    @Test
    void oneOfNameAndVpcIsNeeded() {
        assertThat(sila("env", "update").code()).isEqualTo(2);
        assertThat(sila("env", "update", "--name", "x", "--vpc-id", "vpc-1").code()).isEqualTo(2);
    }
}
