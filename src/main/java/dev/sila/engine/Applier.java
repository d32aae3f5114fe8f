package dev.sila.engine;

import dev.sila.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Carries out a plan: each action on a virtual thread of its own, as soon as what it waits for is
 * done. A failure stops only what depends on it. A lost reply is followed by another look: what
 * took effect is taken over, what did not is done again.
 */
public final class Applier {
    /** How often an action is tried whose replies are lost; it may be of several calls. */
    private static final int ROUNDS = 8;

    /** How often one looks, with pauses, for what may have been made. */
    private static final int LOOKS = 4;

    private final Map<Class<? extends Spec>, Kind<?>> kinds = new LinkedHashMap<>();
    private final Failures failures;
    private final InstantSource clock;

    /**
     * @param kinds every kind there is
     */
    public Applier(Collection<? extends Kind<?>> kinds, Failures failures, InstantSource clock) {
        kinds.forEach(each -> this.kinds.put(each.type(), each));
        this.failures = failures;
        this.clock = clock;
    }

    /** Does all that the plan says, at once: see the other. */
    public Report apply(Plan plan, Progress progress) {
        return apply(plan, progress, Stages.NONE, Clearance.ALWAYS);
    }

    /**
     * Does all that the plan says, and returns when the last action has ended. Never throws for a
     * failed action.
     *
     * @param clearance once it says no, what has begun is ended and nothing new begins
     */
    public Report apply(Plan plan, Progress progress, Stages stages, Clearance clearance) {
        Primaries primaries = new Primaries(plan.found(), plan.wanted(), kinds);
        Graph graph = Graph.of(plan.changes(), kinds, primaries);
        Gates gates = new Gates(stages, graph, failures);
        Run run = new Run(plan, primaries, progress, clearance);
        Map<Graph.Node, CompletableFuture<Outcome>> ends = new LinkedHashMap<>();
        graph.nodes().forEach(node -> ends.put(node, new CompletableFuture<>()));
        for (Graph.Node node : graph.nodes()) {
            CompletableFuture<Outcome> end = Objects.requireNonNull(ends.get(node));
            Thread.ofVirtual()
                    .name(node.toString())
                    .start(() -> end.complete(run.node(node, graph, gates, ends)));
        }
        List<Problem> problems = gates.run(ends);
        return new Report(run.results, problems);
    }

    /** One application of one plan. */
    private final class Run {
        private final Plan plan;
        private final Primaries primaries;
        private final Progress progress;
        private final Clearance clearance;
        private final Map<Key, String> ids = new ConcurrentHashMap<>();
        private final List<Report.Result> results = Collections.synchronizedList(new ArrayList<>());

        Run(Plan plan, Primaries primaries, Progress progress, Clearance clearance) {
            this.plan = plan;
            this.primaries = primaries;
            this.progress = progress;
            this.clearance = clearance;
            plan.found().stream()
                    .filter(primaries::isPrimary)
                    .forEach(each -> ids.put(each.key(), each.id()));
            plan.changes().stream()
                    .filter(each -> each instanceof Change.Replace<?>)
                    .forEach(each -> ids.remove(each.key()));
        }

        Outcome node(
                Graph.Node node,
                Graph graph,
                Gates gates,
                Map<Graph.Node, CompletableFuture<Outcome>> ends) {
            Progress.Action action =
                    new Progress.Action(node.verb().name().toLowerCase(Locale.ROOT), node.key());
            Optional<Key> obstacle = gates.pass(node).or(() -> unmet(graph.waitsFor(node), ends));
            Outcome outcome;
            if (obstacle.isPresent()) {
                outcome = new Outcome.Skipped(obstacle.get());
                progress.ended(action, outcome, Duration.ZERO);
            } else {
                progress.started(action);
                Instant start = clock.instant();
                outcome = attempt(node);
                progress.ended(action, outcome, Duration.between(start, clock.instant()));
            }
            results.add(new Report.Result(action, outcome));
            return outcome;
        }

        /** Waits for all of these to end; one that did not end well, if there is any. */
        private static Optional<Key> unmet(
                Set<Graph.Node> needs, Map<Graph.Node, CompletableFuture<Outcome>> ends) {
            return needs.stream()
                    .filter(each ->
                            !(Objects.requireNonNull(ends.get(each)).join()
                                    instanceof Outcome.Done))
                    .map(Graph.Node::key)
                    .findFirst();
        }

        /**
         * Updates and deletions are repeatable, and are repeated when their reply was lost. After a
         * creation the world is looked at first: what is not there after some looks was not made,
         * and is made again.
         */
        private Outcome attempt(Graph.Node node) {
            RuntimeException lost = null;
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    clearance.check();
                    if (lost == null || node.verb() != Graph.Verb.CREATE || !appears(node)) {
                        act(node);
                    }
                    return new Outcome.Done();
                } catch (RuntimeException failure) {
                    if (!failures.unsure(failure)) {
                        return new Outcome.Failed(failures.explain(node.key().toString(), failure));
                    }
                    lost = failure;
                }
            }
            Problem cause = failures.explain(node.key().toString(), Objects.requireNonNull(lost));
            return new Outcome.Unsure(
                    Problem.error(
                            cause.where(),
                            cause.what() + " Whether it took effect is not known.",
                            "Run the same command again: it looks first, and continues from what is there."));
        }

        /** Looks until something shows itself that was made when the reply was lost. */
        private boolean appears(Graph.Node node) {
            for (int looks = 0; looks < LOOKS; looks++) {
                if (looks > 0) {
                    failures.pause(node.key().toString(), looks);
                }
                if (adopt(node)) {
                    return true;
                }
            }
            return false;
        }

        private boolean adopt(Graph.Node node) {
            return adopt(kind(node.key().type()), node.change().aims());
        }

        private <S extends Spec> boolean adopt(Kind<S> kind, Spec wanted) {
            S wish = kind.type().cast(wanted);
            Observation now = new Observation(kinds.values(), failures, plan.scope());
            Optional<Found<S>> made =
                    now.found(kind.type()).stream()
                            .filter(each ->
                                    each.state().name().equals(wish.name()) && !knownBefore(each))
                            .findFirst();
            made.ifPresent(found -> {
                complete(kind, found, wish);
                ids.put(found.key(), found.id());
            });
            return made.isPresent();
        }

        private boolean knownBefore(Found<?> found) {
            return plan.found().stream()
                    .anyMatch(each ->
                            each.state().getClass() == found.state().getClass()
                                    && each.id().equals(found.id()));
        }

        /** Does the calls that should have followed the one whose reply was lost. */
        private <S extends Spec> void complete(Kind<S> kind, Found<S> found, S wish) {
            S state = References.rewrite(found.state(), this::nameNow);
            Diff diff = Differ.between(state, wish);
            if (!diff.isEmpty()) {
                kind.update(new Found<>(found.id(), state, found.attrs()), wish, diff, this::id);
            }
        }

        private Ref<?> nameNow(Ref<?> ref) {
            return ids.entrySet().stream()
                    .filter(each ->
                            each.getKey().type() == ref.type()
                                    && each.getValue().equals(ref.name()))
                    .findFirst()
                    .<Ref<?>>map(each -> new Ref<>(ref.type(), each.getKey().name()))
                    .orElse(ref);
        }

        private void act(Graph.Node node) {
            act(kind(node.key().type()), node);
        }

        private <S extends Spec> void act(Kind<S> kind, Graph.Node node) {
            switch (node.verb()) {
                case CREATE -> {
                    S wanted = kind.type().cast(node.change().aims());
                    ids.put(node.key(), kind.create(plan.scope(), wanted, this::id));
                }
                case UPDATE -> {
                    if (node.change()
                            instanceof Change.Update<?>(var found, var wanted, Diff diff)) {
                        kind.update(typed(kind, found), kind.type().cast(wanted), diff, this::id);
                    }
                }
                case DELETE -> kind.delete(typed(kind, Objects.requireNonNull(node.found())));
            }
        }

        private static <S extends Spec> Found<S> typed(Kind<S> kind, Found<?> found) {
            return new Found<>(found.id(), kind.type().cast(found.state()), found.attrs());
        }

        private Kind<?> kind(Class<? extends Spec> type) {
            return Objects.requireNonNull(kinds.get(type));
        }

        private String id(Ref<?> ref) {
            String id = ids.get(ref.key());
            if (id != null) {
                return id;
            }
            if (primaries.target(ref) != null) {
                return ref.name();
            }
            throw new IllegalStateException("Nothing is known of the " + ref.key());
        }
    }
}
