package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Forecast;
import dev.sila.cli.operation.Cloud;
import dev.sila.cli.operation.Execution;
import dev.sila.cli.operation.Fleets;
import dev.sila.cli.operation.Insight;
import dev.sila.cli.operation.Networks;
import dev.sila.cli.output.Progress;
import dev.sila.config.Configuration;
import dev.sila.config.ConfigurationReader;
import dev.sila.engine.Kind;
import dev.sila.engine.Plan;
import dev.sila.engine.Report;
import dev.sila.engine.Spec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is foretold of a plan is what its application calls. */
class ForecastTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    static Stream<String> components() {
        return KindContractTest.components();
    }

    static Stream<String> cases() throws IOException {
        return GoldenTest.planned();
    }

    @Test
    void everyKindHasAFootprint() {
        assertThat(Cloud.footprints().stream().<Class<?>>map(Footprint::type))
                .containsExactlyInAnyOrderElementsOf(
                        stage.cloud().kinds().stream().<Class<?>>map(Kind::type).toList());
    }

    @Test
    void makingAndDeletingCallsWhatIsForetold() {
        holds(stage.plan("ci", ci.all()));
        holds(stage.plan("ci", List.of()));
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyChangeCallsWhatIsForetold(String component) throws ReflectiveOperationException {
        List<Spec> before = new ArrayList<>(ci.all());
        before.add(ci.subnet("c", 2));
        before.add(ci.role("spare"));
        assertThat(stage.apply(stage.plan("ci", before)).problems()).isEmpty();
        String kind = component.substring(0, component.indexOf('.'));
        String name = component.substring(component.indexOf('.') + 1);
        Object value = Objects.requireNonNull(new Variants(ci).values().get(component));
        List<Spec> after = new ArrayList<>();
        boolean done = false;
        for (Spec each : before) {
            boolean target =
                    !done
                            && each.getClass().getSimpleName().equals(kind)
                            && Variants.fits(component, each);
            after.add(target ? Variants.with(each, name, value) : each);
            done |= target;
        }
        holds(stage.plan("ci", after));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void wholeEnvironmentsCallWhatIsForetold(String name) throws IOException {
        holds(GoldenTest.plan(Path.of("src/test/golden").resolve(name), stage));
    }

    @Test
    void newTagsCallWhatIsForetold() throws ReflectiveOperationException {
        assertThat(stage.apply(stage.plan("ci", ci.all())).problems()).isEmpty();
        List<Spec> tagged = new ArrayList<>();
        for (Spec each : ci.all()) {
            String tags = each.getClass().getSimpleName() + ".tags";
            boolean has = Variants.components(each.getClass()).contains(tags);
            tagged.add(
                    has
                            ? Variants.with(
                                    each, "tags", KindContractTest.tags(each).and("team", "a"))
                            : each);
        }
        holds(stage.plan("ci", tagged));
    }

    /**
     * Between its sequences a pipeline waits until hosts are in service. The log group of the last
     * one is made in the first, since groups are made after log groups.
     */
    @Test
    void aPipelineCallsWhatIsForetold(@TempDir Path folder) throws IOException {
        Path example = Path.of("examples/storefront");
        try (Stream<Path> all = Files.walk(example)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(example.relativize(each).toString());
                Files.createDirectories(copy.resolveSibling("."));
                Files.copy(each, copy);
            }
        }
        Files.writeString(
                folder.resolve("disco_log_metrics.ini"),
                "[mhcweb.Errors]\nlog_file=/var/log/web.log\nfilter_pattern=error\n");
        Configuration files = ConfigurationReader.read(folder);
        Plan network =
                new Networks(stage.cloud(), files)
                        .plan(new Networks.Request("storefront", null, Map.of()));
        assertThat(stage.apply(network).problems()).isEmpty();
        Fleets fleets = new Fleets(stage.cloud(), files);
        Fleets.Draft draft = fleets.plan("storefront", fleets.pipeline("storefront"));
        Insight insight = new Insight(stage.cloud());
        Forecast forecast = insight.forecast(draft.plan(), Fleets.rounds(draft));
        holds(
                forecast,
                () -> fleets.apply(draft, new Execution(stage.cloud(), new Progress(System.err))));
        assertThat(forecast.duration())
                .isGreaterThan(insight.forecast(draft.plan()).duration().plusMinutes(3));
        assertThat(forecast.uses())
                .filteredOn(Forecast.Use::orMore)
                .extracting(Forecast.Use::action)
                .containsExactly(
                        "DescribeAutoScalingGroups", "DescribeInstances", "DescribeTargetHealth");
    }

    private void holds(Plan plan) {
        assertThat(plan.actions()).isNotEmpty();
        holds(new Insight(stage.cloud()).forecast(plan), () -> stage.apply(plan));
    }

    private void holds(Forecast forecast, Supplier<Report> application) {
        Map<String, Long> before = stage.cloud().calls().byAction();
        assertThat(application.get().problems()).isEmpty();
        Map<String, Long> counted = new TreeMap<>();
        stage.cloud()
                .calls()
                .byAction()
                .forEach((action, calls) -> {
                    long more = calls - before.getOrDefault(action, 0L);
                    if (more > 0) {
                        counted.put(action, more);
                    }
                });
        List<String> wrong = new ArrayList<>();
        for (Forecast.Use use : forecast.uses()) {
            long actual = Objects.requireNonNullElse(counted.remove(use.name()), 0L);
            if (use.orMore() ? actual < use.calls() : actual != use.calls()) {
                wrong.add(use.name() + " " + use.calls() + " foretold, " + actual + " called");
            }
        }
        counted.forEach((action, calls) -> wrong.add(action + " 0 foretold, " + calls + " called"));
        assertThat(wrong).isEmpty();
    }
}
