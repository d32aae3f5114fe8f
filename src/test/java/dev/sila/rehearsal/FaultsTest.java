package dev.sila.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.localcloud.faults.Fault;
import dev.sila.localcloud.faults.Faults;
import dev.sila.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every operation on an environment with every kind, on a cloud that has one of AWS's moods: it
 * ends as on a quiet one, at the first try, with few more calls and in bounded time.
 */
class FaultsTest {
    private static final long SEED = 4;

    /** How many times the calls of a quiet cloud an operation may make. */
    private static final int MOST_CALLS = 2;

    /** Waits of threads side by side add up on this stage. */
    private static final Duration LONGEST = Duration.ofMinutes(45);

    /** Calls that an operation makes on a quiet cloud, and how the account is then. */
    private record Quiet(int calls, List<String> end) {}

    private static final Map<String, Quiet> QUIET = new LinkedHashMap<>();

    @BeforeAll
    static void quietly() {
        Faults counter = new Faults();
        try (Scenery scenery = new Scenery(counter, builder -> builder)) {
            for (Journey journey : journeys(scenery)) {
                scenery.run(journey.here());
                for (Journey.Leg leg : journey.legs()) {
                    counter.clear();
                    scenery.run(leg.to());
                    int calls = counter.journal().size();
                    scenery.stage().settle();
                    QUIET.put(leg.name(), new Quiet(calls, scenery.ours()));
                }
            }
        }
    }

    private static List<Journey> journeys(Scenery scenery) {
        return Journey.all(new Specimens("ci"), scenery.stage().cloud().kinds());
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationEndsAsOnAQuietCloud(Fault fault) {
        Faults counter = new Faults();
        List<String> failures = new ArrayList<>();
        AtomicBoolean begun = new AtomicBoolean();
        try (Scenery scenery =
                new Scenery(counter, builder -> fault.in(builder, SEED, begun::get))) {
            for (Journey journey : journeys(scenery)) {
                begun.set(false);
                scenery.run(journey.here());
                begun.set(true);
                for (Journey.Leg leg : journey.legs()) {
                    failures.addAll(failures(fault, leg, scenery, counter));
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    private static List<String> failures(
            Fault fault, Journey.Leg leg, Scenery scenery, Faults counter) {
        List<String> failures = new ArrayList<>();
        Quiet quiet = Objects.requireNonNull(QUIET.get(leg.name()));
        counter.clear();
        Instant start = scenery.stage().now();
        try (Cloud sila = scenery.stage().sila()) {
            Plan plan = Scenery.plan(sila, leg.to());
            List<Problem> problems = sila.applier().apply(plan, Progress.NONE).problems();
            if (!problems.isEmpty()) {
                failures.add(problems.toString());
            }
        }
        int calls = counter.journal().size();
        Duration took = Duration.between(start, scenery.stage().now());
        System.out.printf(
                "%-22s %-28s %4d calls, quietly %4d; %5d s%n",
                fault.word(), leg.name(), calls, quiet.calls(), took.toSeconds());
        if (calls > MOST_CALLS * quiet.calls()) {
            failures.add(calls + " calls, where " + quiet.calls() + " suffice on a quiet cloud");
        }
        if (took.compareTo(LONGEST) > 0) {
            failures.add("took " + took);
        }
        String difference = scenery.difference(quiet.end());
        if (!difference.isEmpty()) {
            failures.add(difference);
        }
        try (Cloud next = scenery.stage().sila()) {
            Plan second = Scenery.plan(next, leg.to());
            if (!second.isEmpty()) {
                failures.add("the second plan is not empty: " + PlanText.lines(second));
            }
        }
        return failures.stream()
                .map(each -> fault.word() + ", " + leg.name() + ": " + each)
                .toList();
    }
}
