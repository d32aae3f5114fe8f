package dev.sila.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.engine.Workshop.Box;
import dev.sila.engine.Workshop.Label;
import dev.sila.engine.Workshop.Shelf;
import dev.sila.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EngineTest {
    private static final Scope ALL = new Scope("home", Set.of());
    private static final Tags OURS = Workshop.part("cellar");

    private final Workshop workshop = new Workshop();

    private static Shelf shelf(String name, int width) {
        return new Shelf(name, width, null, OURS);
    }

    private static Box box(String name, Shelf on) {
        return new Box(name, Ref.to(on), 1, OURS);
    }

    private void build(Spec... wanted) {
        Report report = workshop.apply(workshop.plan(ALL, wanted));
        assertThat(report.problems()).isEmpty();
        workshop.log.clear();
    }

    @Test
    void makesThingsAfterWhatTheyReferTo() {
        Shelf top = shelf("top", 10);
        build(box("tools", top), top);
        assertThat(workshop.plan(ALL, box("tools", top), top).isEmpty()).isTrue();
    }

    @Test
    void deletesThingsBeforeWhatTheyReferTo() {
        Shelf top = shelf("top", 10);
        build(top, box("tools", top), box("nails", top));
        Report report = workshop.apply(workshop.plan(ALL));
        assertThat(report.problems()).isEmpty();
        assertThat(workshop.log).last().isEqualTo("delete shelf top");
        assertThat(workshop.things).isEmpty();
    }

    @Test
    void whatIsHeldLooselyByOneGoesBeforeItsHolderThatGoesToo() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        build(top, tools, new Label("sharp", Ref.to(tools), OURS));
        assertThat(workshop.apply(workshop.plan(ALL)).problems()).isEmpty();
        assertThat(workshop.log)
                .startsWith("delete box tools")
                .containsExactlyInAnyOrder(
                        "delete box tools", "delete label sharp", "delete shelf top");
    }

    /** Otherwise each would wait for the other, for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatAnEarlierStageWaitsForIsDoneInIt() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        Shelf low = shelf("low", 10);
        Map<String, Integer> stages = Map.of("tools", 1, "top", 3, "low", 2);
        Report report =
                workshop.apply(
                        workshop.plan(ALL, tools, top, low),
                        new Stages() {
                            @Override
                            public int of(Change<?> change) {
                                return stages.getOrDefault(change.key().name(), 0);
                            }

                            @Override
                            public void ended(int stage) {
                                workshop.log.add("end of " + stage);
                            }
                        });
        assertThat(report.problems()).isEmpty();
        assertThat(workshop.log)
                .containsExactly(
                        "create shelf top",
                        "create box tools",
                        "end of 1",
                        "create shelf low",
                        "end of 2");
    }

    @Test
    void nullComponentsAreUnmanaged() {
        build(new Shelf("top", 10, "red", OURS));
        assertThat(workshop.plan(ALL, shelf("top", 10)).isEmpty()).isTrue();
    }

    @Test
    void foreignTagsAreNeitherReportedNorRemoved() {
        build(new Shelf("top", 10, null, OURS.and("owner", "ann")));
        assertThat(workshop.plan(ALL, shelf("top", 10)).isEmpty()).isTrue();
    }

    @Test
    void aReplacementMovesWhatReferredToTheOldOne() {
        Shelf narrow = shelf("top", 10);
        build(narrow, box("tools", narrow));
        Shelf wide = shelf("top", 20);
        Plan plan = workshop.plan(ALL, wide, box("tools", wide));
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(0, 1, 1, 0, 0));
        assertThat(workshop.apply(plan).problems()).isEmpty();
        assertThat(workshop.log)
                .containsExactly("create shelf top", "update box tools", "delete shelf top");
        assertThat(workshop.plan(ALL, wide, box("tools", wide)).isEmpty()).isTrue();
    }

    @Test
    void aKindThatCannotStandTwiceIsDeletedFirst() {
        Shelf top = shelf("top", 10);
        build(top, box("tools", top));
        Report report =
                workshop.apply(workshop.plan(ALL, top, new Box("tools", Ref.to(top), 2, OURS)));
        assertThat(report.problems()).isEmpty();
        assertThat(workshop.log).containsExactly("delete box tools", "create box tools");
    }

    /** Of the boxes with a number in their name, those with the same number want one spot. */
    @Test
    void whatIsInTheWayOfSomethingNewIsDeletedFirst() {
        Shelf top = shelf("top", 10);
        build(top, box("nails 1", top), box("tools 2", top));
        Report report = workshop.apply(workshop.plan(ALL, top, box("glue 1", top)));
        assertThat(report.problems()).isEmpty();
        assertThat(workshop.log)
                .containsExactlyInAnyOrder(
                        "delete box nails 1", "delete box tools 2", "create box glue 1")
                .containsSubsequence("delete box nails 1", "create box glue 1");
        workshop.refused.add("delete box glue 1");
        Report stuck =
                workshop.apply(workshop.plan(ALL, top, box("rope 1", top), box("saw 3", top)));
        assertThat(stuck.skipped()).isEqualTo(1);
        assertThat(workshop.things.values()).extracting(Spec::name).contains("saw 3");
    }

    @Test
    void aLooseReferenceOutlivesWhatItLeadsTo() {
        Shelf top = shelf("top", 10);
        Box small = box("tools", top);
        Label label = new Label("sharp", Ref.to(small), OURS);
        build(top, small, label);
        Plan plan = workshop.plan(ALL, top, new Box("tools", Ref.to(top), 2, OURS), label);
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(0, 1, 1, 0, 1));
        assertThat(workshop.apply(plan).problems()).isEmpty();
        assertThat(workshop.log)
                .containsExactly("delete box tools", "create box tools", "update label sharp");
    }

    @Test
    void aLooseReferenceEndsBeforeWhatItLeadsToIsDeletedForGood() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        Box nails = box("nails", top);
        build(top, tools, nails, new Label("sharp", Ref.to(tools), OURS));
        workshop.apply(workshop.plan(ALL, top, nails, new Label("sharp", Ref.to(nails), OURS)));
        assertThat(workshop.log).containsExactly("update label sharp", "delete box tools");
    }

    /** Both shelves want one spot: the old one goes, with its box, before the label can move. */
    @Test
    void aLooseReferenceOutlivesWhatMustGoBeforeItCanMove() {
        Shelf left = shelf("left 1", 10);
        Box old = box("old", left);
        build(left, old, new Label("sharp", Ref.to(old), OURS));
        Shelf right = shelf("right 1", 10);
        Box made = box("made", right);
        Plan plan = workshop.plan(ALL, right, made, new Label("sharp", Ref.to(made), OURS));
        assertThat(workshop.apply(plan).problems()).isEmpty();
        assertThat(workshop.log)
                .containsExactly(
                        "delete box old",
                        "delete shelf left 1",
                        "create shelf right 1",
                        "create box made",
                        "update label sharp");
    }

    @Test
    void whatBelongsToOneAtATimeIsTakenOverBeforeItIsLetGo() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        Box nails = box("nails", top);
        build(top, tools, nails, new Label("b", Ref.to(tools), OURS));
        workshop.apply(workshop.plan(ALL, top, tools, nails, new Label("a", Ref.to(tools), OURS)));
        assertThat(workshop.log).containsExactly("create label a", "delete label b");
        workshop.log.clear();
        workshop.apply(
                workshop.plan(
                        ALL,
                        top,
                        tools,
                        nails,
                        new Label("a", Ref.to(nails), OURS),
                        new Label("z", Ref.to(tools), OURS)));
        assertThat(workshop.log).containsExactly("create label z", "update label a");
    }

    @Test
    void twoThatSwapWhatBelongsToOneDoNotWaitForEachOther() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        Box nails = box("nails", top);
        build(
                top,
                tools,
                nails,
                new Label("a", Ref.to(tools), OURS),
                new Label("b", Ref.to(nails), OURS));
        Plan swap =
                workshop.plan(
                        ALL,
                        top,
                        tools,
                        nails,
                        new Label("a", Ref.to(nails), OURS),
                        new Label("b", Ref.to(tools), OURS));
        assertThat(workshop.apply(swap).problems()).isEmpty();
        assertThat(workshop.log).containsExactlyInAnyOrder("update label a", "update label b");
    }

    @Test
    void obstaclesAreProblemsOfThePlanAllAtOnceAndOnlyForWhatIsToBeMade() {
        Shelf top = shelf("top", 10);
        Box tools = box("tools", top);
        Label wide = new Label("very sharp", Ref.to(tools), OURS);
        Label wider = new Label("very very sharp", Ref.to(tools), OURS);
        assertThatThrownBy(() -> workshop.plan(ALL, top, tools, wide, wider))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problems()).hasSize(2));
        build(top, tools);
        workshop.put(new Label("very sharp", new Ref<>(Box.class, "id-2"), OURS));
        assertThat(workshop.plan(ALL, top, tools, wide).isEmpty()).isTrue();
    }

    @Test
    void theRestOfAReplacementThatWasCutShortIsCleanedUp() {
        Shelf narrow = shelf("top", 10);
        build(narrow, box("tools", narrow));
        workshop.put(shelf("top", 20));
        Shelf wide = shelf("top", 20);
        Plan plan = workshop.plan(ALL, wide, box("tools", wide));
        assertThat(plan.counts()).isEqualTo(new Plan.Counts(0, 1, 0, 1, 1));
        assertThat(workshop.apply(plan).problems()).isEmpty();
        assertThat(workshop.things).hasSize(2);
        assertThat(workshop.plan(ALL, wide, box("tools", wide)).isEmpty()).isTrue();
    }

    @Test
    void aFailureSkipsOnlyWhatDependsOnIt() {
        Shelf top = shelf("top", 10);
        Shelf low = shelf("low", 10);
        workshop.refused.add("create shelf top");
        Report report =
                workshop.apply(workshop.plan(ALL, top, low, box("tools", top), box("nails", low)));
        assertThat(report.problems()).hasSize(1);
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.done()).isEqualTo(2);
        workshop.refused.clear();
        Plan rest = workshop.plan(ALL, top, low, box("tools", top), box("nails", low));
        assertThat(rest.counts()).isEqualTo(new Plan.Counts(2, 0, 0, 0, 2));
    }

    @Test
    void aLostReplyIsFollowedByAnotherLook() {
        workshop.lost.add("create shelf top");
        Shelf top = shelf("top", 10);
        Report report = workshop.apply(workshop.plan(ALL, top, box("tools", top)));
        assertThat(report.problems()).isEmpty();
        assertThat(workshop.things).hasSize(2);
        assertThat(workshop.plan(ALL, top, box("tools", top)).isEmpty()).isTrue();
    }

    @Test
    void onlyTheScopesOwnPartsAreDeleted() {
        workshop.put(new Shelf("attic", 5, null, Workshop.part("attic")));
        workshop.put(new Shelf("nobody's", 5, null, Tags.NONE));
        workshop.put(shelf("old", 5));
        Plan plan = workshop.plan(new Scope("home", Set.of("cellar")));
        assertThat(plan.actions()).extracting(each -> each.key().name()).containsExactly("old");
    }

    @Test
    void referencesThatLeadNowhereAreAllReported() {
        Shelf missing = shelf("missing", 1);
        assertThatThrownBy(() -> workshop.plan(ALL, box("tools", missing), box("nails", missing)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        failure -> assertThat(failure.problems()).hasSize(2));
    }

    @Test
    void whatIsWantedMayNotReferToWhatIsDeleted() {
        Shelf top = shelf("top", 10);
        build(top);
        assertThatThrownBy(() -> workshop.plan(ALL, box("tools", top)))
                .hasMessageContaining("this plan deletes");
    }

    @Test
    void doubleNamesAreReported() {
        assertThatThrownBy(() -> workshop.plan(ALL, shelf("top", 1), shelf("top", 2)))
                .hasMessageContaining("shelf top: is wanted twice");
    }

    @Test
    void aSavedPlanDoesTheSameAsLongAsTheWorldStandsStill() {
        Shelf top = shelf("top", 10);
        var saved = SavedPlan.write(workshop.plan(ALL, top, box("tools", top)));
        Plan again = workshop.reread(saved);
        assertThat(again.changes()).isEqualTo(workshop.plan(ALL, top, box("tools", top)).changes());
        workshop.put(shelf("surprise", 1));
        assertThatThrownBy(() -> workshop.reread(saved))
                .hasMessageContaining("something in it has changed since");
    }

    @Test
    void whatGoesAwayWhileItIsReadIsNoFailure() {
        Shelf top = shelf("top", 10);
        build(top);
        workshop.goingAway.set(3);
        assertThat(workshop.plan(ALL, top).isEmpty()).isTrue();
        workshop.goingAway.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> workshop.plan(ALL, top)).isInstanceOf(Workshop.Gone.class);
    }

    @Test
    void aPlanReadsAsText() {
        Shelf narrow = shelf("top", 10);
        build(narrow);
        workshop.put(shelf("old", 5));
        Shelf wide = shelf("top", 20);
        assertThat(PlanText.lines(workshop.plan(ALL, wide, box("tools", wide))))
                .containsExactly(
                        "  + box tools",
                        "        shelf: top",
                        "        size: 1",
                        "  - shelf old (id-2)",
                        "+/- shelf top  (replaced)",
                        "        width: 10 -> 20",
                        "Plan: 1 to create, 0 to update, 1 to replace, 1 to delete, 0 as wanted.");
    }
}
