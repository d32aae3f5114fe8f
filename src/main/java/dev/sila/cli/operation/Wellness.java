package dev.sila.cli.operation;

import dev.sila.aws.Rosters;
import dev.sila.aws.Rosters.Member;
import dev.sila.aws.Rosters.Roster;
import dev.sila.aws.Wait;
import dev.sila.aws.smoke.SmokeTest;
import dev.sila.engine.Observation;
import dev.sila.engine.Scope;
import dev.sila.model.Pipeline;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the hosts of hostclasses are, now; a host that has passed its smoke test once has passed. */
final class Wellness {
    private static final Duration USUALLY = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Cloud cloud;
    private final String environment;
    private final SmokeTests tests;
    private final Set<String> outside;
    private final Map<String, Set<String>> passed = new HashMap<>();

    /**
     * @param outside the hostclasses whose hosts an elastigroup shall have: those of a group of
     *     Auto Scaling, which such a hostclass may have had before, do not count
     */
    Wellness(Cloud cloud, String environment, SmokeTests tests, Set<String> outside) {
        this.cloud = cloud;
        this.environment = environment;
        this.tests = tests;
        this.outside = Set.copyOf(outside);
    }

    /**
     * One hostclass.
     *
     * @param roster its group, or null if it has none
     * @param passing what a host does that passes its smoke test; empty if none is tested
     * @param passed the hosts in service that have passed it; all of those if none is tested
     * @param reasons what is known of why others did not pass, by instance
     */
    record State(
            String hostclass,
            @Nullable Roster roster,
            String passing,
            Set<String> passed,
            Map<String, String> reasons) {
        State {
            passed = Set.copyOf(passed);
            reasons = Map.copyOf(reasons);
        }

        int desired() {
            return roster == null ? 1 : roster.desired();
        }

        int launched() {
            return roster == null
                    ? 0
                    : (int) roster.members().stream().filter(Member::stays).count();
        }

        int serving() {
            return roster == null ? 0 : roster.serving().size();
        }

        boolean tested() {
            return !passing.isEmpty();
        }

        /** Whether it has as many well hosts as it wants. */
        boolean well() {
            return roster != null && passed.size() >= roster.desired();
        }

        /** The hosts that are to stay and are not well. */
        List<Member> lagging() {
            return roster == null
                    ? List.of()
                    : roster.members().stream()
                            .filter(Member::stays)
                            .filter(each -> !passed.contains(each.instanceId()))
                            .toList();
        }

        /** For people: {@code 2 wanted, 2 launched, 1 in service, 0 tested}. */
        String words() {
            if (roster == null) {
                return "no group";
            }
            String words =
                    desired()
                            + " wanted, "
                            + launched()
                            + " launched, "
                            + serving()
                            + " in service";
            return tested() ? words + ", " + passed.size() + " tested" : words;
        }
    }

    /** How these are, in the order of their names; each hostclass once. */
    List<State> of(Collection<Pipeline.Row> rows) {
        Map<String, Pipeline.Row> byName = new java.util.TreeMap<>();
        rows.forEach(each -> byName.merge(each.part(), each, Wellness::stricter));
        Set<String> others = new HashSet<>(byName.keySet());
        others.retainAll(outside);
        Set<String> own = new HashSet<>(byName.keySet());
        own.removeAll(outside);
        Map<String, Roster> found = new HashMap<>();
        if (!own.isEmpty()) {
            new Rosters(cloud.clients())
                    .of(environment, own)
                    .forEach(each -> found.put(each.hostclass(), each));
        }
        if (!others.isEmpty()) {
            Observation world = cloud.planner().observe(new Scope(environment, Set.of()));
            new Elastigroups(cloud)
                    .of(world, others)
                    .forEach(each -> found.put(each.hostclass(), each));
        }
        List<State> states = new ArrayList<>();
        byName.forEach((name, row) -> states.add(state(row, found.get(name))));
        return states;
    }

    /**
     * The same, once smoke tests that take their time have ended, or after half a minute. A test by
     * tag is there or not.
     */
    List<State> settled(Collection<Pipeline.Row> rows) {
        List<State> first = of(rows);
        boolean prompt = rows.stream().noneMatch(each -> tests.takesTime(each));
        if (prompt || first.stream().allMatch(State::well)) {
            return first;
        }
        List<State> last = new ArrayList<>(first);
        try {
            cloud.waiter()
                    .until(
                            new Wait("smoke tests to end", USUALLY, LONGEST),
                            () -> {
                                last.clear();
                                last.addAll(of(rows));
                                return last.stream().allMatch(State::well);
                            });
        } catch (ProblemException late) {
            return last;
        }
        return last;
    }

    private static Pipeline.Row stricter(Pipeline.Row one, Pipeline.Row other) {
        return one.smokeTest() ? one : other;
    }

    private State state(Pipeline.Row row, @Nullable Roster roster) {
        Optional<SmokeTest> test = tests.of(row);
        String passing = test.map(SmokeTest::passing).orElse("");
        if (roster == null) {
            return new State(row.part(), null, passing, Set.of(), Map.of());
        }
        Set<String> serving = roster.serving();
        if (test.isEmpty()) {
            return new State(row.part(), roster, passing, serving, Map.of());
        }
        Set<String> before = passed.computeIfAbsent(roster.group(), missing -> new HashSet<>());
        before.retainAll(serving);
        List<Member> open =
                roster.members().stream()
                        .filter(each ->
                                serving.contains(each.instanceId())
                                        && !before.contains(each.instanceId()))
                        .toList();
        if (!open.isEmpty()) {
            before.addAll(
                    test.get().passed(open).stream()
                            .filter(serving::contains)
                            .collect(Collectors.toSet()));
        }
        Map<String, String> reasons = new HashMap<>();
        open.stream()
                .map(Member::instanceId)
                .filter(each -> !before.contains(each))
                .forEach(each -> reasons.put(each, test.get().reason(each)));
        return new State(row.part(), roster, passing, before, reasons);
    }
}
