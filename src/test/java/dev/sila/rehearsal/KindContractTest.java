package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sila.cli.operation.Environments;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Kind;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Report;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind must do. A new kind is held to it by being listed in {@code Kinds.all()}. */
class KindContractTest {
    private final Specimens ci = new Specimens("ci");
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private void bring(List<Spec> wanted) {
        Plan plan = stage.plan("ci", wanted);
        Report report = stage.apply(plan);
        assertThat(report.problems()).as("%s", PlanText.lines(plan)).isEmpty();
        Plan again = stage.plan("ci", wanted);
        assertThat(PlanText.lines(again)).hasSize(1);
    }

    static Stream<String> components() {
        return new Variants(new Specimens("ci")).values().keySet().stream();
    }

    private static List<Class<? extends Spec>> types(Stage stage) {
        return stage.cloud().kinds().stream().<Class<? extends Spec>>map(Kind::type).toList();
    }

    @Test
    void everyKindHasASpecimenAndEveryComponentAVariant() {
        List<Class<?>> specimens = new ArrayList<>();
        ci.all().forEach(each -> specimens.add(each.getClass()));
        assertThat(specimens).containsAll(types(stage));
        assertThat(Environments.kinds()).containsExactlyInAnyOrderElementsOf(types(stage));
        TreeSet<String> components = new TreeSet<>();
        types(stage).forEach(type -> components.addAll(Variants.components(type)));
        components.removeIf(each -> each.endsWith(".tags"));
        TreeSet<String> covered = new TreeSet<>(new Variants(ci).values().keySet());
        covered.addAll(Variants.EXEMPT.keySet());
        assertThat(covered).containsExactlyElementsOf(components);
    }

    @Test
    void whatIsMadeIsFoundAsItWasWantedAndGoesAgain() {
        bring(ci.all());
        Report report = stage.apply(stage.plan("ci", List.of()));
        assertThat(report.problems()).isEmpty();
        assertThat(stage.plan("ci", List.of()).changes()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("components")
    void everyComponentCanBeChanged(String component) throws ReflectiveOperationException {
        List<Spec> before = new ArrayList<>(ci.all());
        before.add(ci.subnet("c", 2));
        before.add(ci.role("spare"));
        bring(before);
        String kind = component.substring(0, component.indexOf('.'));
        String name = component.substring(component.indexOf('.') + 1);
        Object value = java.util.Objects.requireNonNull(new Variants(ci).values().get(component));
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
        Plan plan = stage.plan("ci", after);
        boolean immutable =
                stage.cloud().kinds().stream()
                        .anyMatch(each ->
                                each.type().getSimpleName().equals(kind)
                                        && each.immutable().contains(name));
        assertThat(plan.actions())
                .anySatisfy(change -> {
                    assertThat(change.key().type().getSimpleName()).isEqualTo(kind);
                    assertThat(diff(change).has(name)).isTrue();
                    assertThat(change)
                            .isInstanceOf(immutable ? Change.Replace.class : Change.Update.class);
                });
        bring(after);
    }

    private static Diff diff(Change<?> change) {
        return switch (change) {
            case Change.Update<?>(_, _, Diff diff) -> diff;
            case Change.Replace<?>(_, _, Diff diff, _) -> diff;
            case Change.Create<?> _, Change.Delete<?> _, Change.Keep<?> _ -> new Diff(List.of());
        };
    }

    @Test
    void ownTagsAreKeptAndForeignOnesLeftAlone() throws ReflectiveOperationException {
        List<Spec> tagged = new ArrayList<>();
        for (Spec each : ci.all()) {
            boolean has =
                    Variants.components(each.getClass())
                            .contains(each.getClass().getSimpleName() + ".tags");
            tagged.add(
                    has
                            ? Variants.with(each, "tags", tags(each).and("productline", "shop"))
                            : each);
        }
        bring(tagged);
        assertThat(PlanText.lines(stage.plan("ci", ci.all()))).hasSize(1);
        bring(ci.all());
        bring(tagged);
    }

    static Tags tags(Spec spec) throws ReflectiveOperationException {
        return (Tags) spec.getClass().getMethod("tags").invoke(spec);
    }

    @Test
    void deletingTwiceIsNoError() {
        bring(ci.all());
        Plan plan = stage.plan("ci", List.of());
        assertThat(stage.apply(plan).problems()).isEmpty();
        for (Found<?> found : plan.found()) {
            stage.cloud().kinds().stream()
                    .filter(each -> each.type() == found.state().getClass())
                    .forEach(kind ->
                            assertThatCode(() -> delete(kind, found))
                                    .as("%s", found.key())
                                    .doesNotThrowAnyException());
        }
    }

    private static <S extends Spec> void delete(Kind<S> kind, Found<?> found) {
        kind.delete(new Found<>(found.id(), kind.type().cast(found.state()), found.attrs()));
    }

    @Test
    void neighboursWithSimilarNamesAreNeverTouched() {
        bring(ci.all());
        for (String neighbour : List.of("ci2", "c", "ci-2")) {
            List<Spec> wanted = new Specimens(neighbour).all();
            assertThat(stage.apply(stage.plan(neighbour, wanted)).problems()).isEmpty();
        }
        assertThat(PlanText.lines(stage.plan("ci", ci.all()))).hasSize(1);
        assertThat(stage.apply(stage.plan("ci", List.of())).problems()).isEmpty();
        for (String neighbour : List.of("ci2", "c", "ci-2")) {
            assertThat(PlanText.lines(stage.plan(neighbour, new Specimens(neighbour).all())))
                    .as(neighbour)
                    .hasSize(1);
        }
    }
}
