package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Environments;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.output.Json;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Change;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Spec;
import dev.sila.engine.SpecTree;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole environments: from the files of a case to its plan ({@code plan.txt}) and, once that is
 * applied, to what exists ({@code after.json}); then the plan must be empty. A case may begin with
 * what exists already: as listed ({@code before.json}), or as other files make it ({@code
 * before/}), among {@code neighbours}, which these files make too. Where the files are refused the
 * problems stand in place of the plan, and nothing is made. {@code -Dgolden.update=true} writes the
 * expectations anew.
 */
class GoldenTest {
    private static final Path CASES = Path.of("src/test/golden");

    /** What AWS numbers: differs with the order in which things are made at the same time. */
    private static final Pattern IDENTIFIER = Pattern.compile("\\b([a-z]+-0)?[0-9a-f]{16}\\b");

    private static final boolean UPDATE = Boolean.getBoolean("golden.update");

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders
                    .map(each -> String.valueOf(each.getFileName()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    /** The cases whose files are not refused. */
    static Stream<String> planned() throws IOException {
        return cases().filter(each -> Files.exists(CASES.resolve(each).resolve("after.json")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void planAndResultAreAsExpected(String name) throws IOException {
        Path folder = CASES.resolve(name);
        try (Stage stage = new Stage()) {
            Plan plan;
            try {
                plan = plan(folder, stage);
            } catch (ProblemException refused) {
                compare(folder.resolve("plan.txt"), refused.getMessage() + "\n");
                return;
            }
            String text = String.join("\n", PlanText.lines(plan)) + "\n";
            compare(folder.resolve("plan.txt"), IDENTIFIER.matcher(text).replaceAll("ID"));
            assertThat(stage.apply(plan).problems()).isEmpty();
            Plan second = wanted(folder, stage);
            assertThat(PlanText.lines(second)).hasSize(1);
            compare(
                    folder.resolve("after.json"),
                    Json.text(Map.of("resources", resources(second))) + "\n");
        }
    }

    /** A case's plan, on a stage where what exists already has been made. */
    static Plan plan(Path folder, Stage stage) throws IOException {
        Properties settings = settings(folder);
        if (Files.exists(folder.resolve("before.json"))) {
            List<Spec> before = resources(stage, folder.resolve("before.json"));
            Plan made = stage.plan(settings.getProperty("environment"), before);
            assertThat(stage.apply(made).problems()).isEmpty();
        }
        Path before = folder.resolve("before");
        Path earlier = Files.exists(before) ? before : input(folder, settings);
        for (String each : settings.getProperty("neighbours", "").split(",", -1)) {
            if (!each.isBlank()) {
                Plan made = wanted(new Asked(each.strip(), null, List.of()), earlier, stage);
                assertThat(stage.apply(made).problems()).isEmpty();
            }
        }
        if (Files.exists(before)) {
            Plan made = wanted(Asked.of(settings), before, stage);
            assertThat(stage.apply(made).problems()).isEmpty();
        }
        return wanted(folder, stage);
    }

    private static Properties settings(Path folder) throws IOException {
        Properties settings = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("case.properties"))) {
            settings.load(reader);
        }
        return settings;
    }

    private static Path input(Path folder, Properties settings) {
        return Path.of(settings.getProperty("directory", folder.resolve("in").toString()));
    }

    private static Plan wanted(Path folder, Stage stage) throws IOException {
        Properties settings = settings(folder);
        return wanted(Asked.of(settings), input(folder, settings), stage);
    }

    private static Plan wanted(Asked asked, Path directory, Stage stage) {
        Configuration configuration = ConfigurationReader.read(directory);
        Environments environments = Environments.of(stage.cloud(), configuration);
        Networks.Request request =
                new Networks.Request(
                        asked.environment(), asked.type(), Map.of("productline", "golden"));
        return environments.plan(request, asked.pipelines());
    }

    /** Which environment of the files, of which type, with which pipelines. */
    private record Asked(String environment, @Nullable String type, List<String> pipelines) {
        static Asked of(Properties settings) {
            return new Asked(
                    settings.getProperty("environment"),
                    settings.getProperty("type"),
                    Stream.of(settings.getProperty("pipelines", "").split(",", -1))
                            .filter(each -> !each.isBlank())
                            .toList());
        }
    }

    /** What exists, with names in place of identifiers. */
    private static List<Map<String, Object>> resources(Plan plan) {
        List<Map<String, Object>> resources = new ArrayList<>();
        for (Change<?> change : plan.changes()) {
            if (change instanceof Change.Keep<?>(var found)) {
                Map<String, Object> resource = new LinkedHashMap<>();
                resource.put("kind", found.state().getClass().getSimpleName());
                resource.put("state", SpecTree.write((Record) found.state()));
                resources.add(resource);
            }
        }
        return resources;
    }

    private static List<Spec> resources(Stage stage, Path file) throws IOException {
        List<Class<? extends Spec>> types = new ArrayList<>();
        stage.cloud().kinds().forEach(each -> types.add(each.type()));
        SpecTree reader = new SpecTree(types);
        List<Spec> specs = new ArrayList<>();
        List<?> resources =
                (List<?>)
                        Objects.requireNonNull(
                                Json.object(Files.readString(file)).get("resources"));
        for (Object each : resources) {
            Map<?, ?> entry = (Map<?, ?>) each;
            Map<String, Object> state = new LinkedHashMap<>();
            ((Map<?, ?>) Objects.requireNonNull(entry.get("state")))
                    .forEach((key, value) -> state.put(String.valueOf(key), value));
            specs.add(reader.read(String.valueOf(entry.get("kind")), state));
        }
        return specs;
    }

    private static void compare(Path file, String actual) throws IOException {
        if (UPDATE) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
