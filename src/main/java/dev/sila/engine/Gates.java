package dev.sila.engine;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Opens one stage of a plan's application after the other. */
final class Gates {
    private final Stages stages;
    private final Failures failures;
    private final Map<Graph.Node, Integer> settled;
    private final TreeMap<Integer, List<Graph.Node>> nodes = new TreeMap<>();
    private final Map<Integer, CompletableFuture<Optional<Key>>> open = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    Gates(Stages stages, Graph graph, Failures failures) {
        this.stages = stages;
        this.failures = failures;
        settled = Stages.settled(graph.nodes(), node -> stages.of(node.change()), graph::waitsFor);
        settled.forEach((node, stage) ->
                nodes.computeIfAbsent(stage, missing -> new ArrayList<>()).add(node));
        stages.always().keySet().forEach(stage -> nodes.putIfAbsent(stage, List.of()));
        nodes.keySet().forEach(stage -> open.put(stage, new CompletableFuture<>()));
    }

    /** Waits for the node's stage to begin; if it never will, what stands in the way. */
    Optional<Key> pass(Graph.Node node) {
        return Objects.requireNonNull(open.get(settled.get(node))).join();
    }

    /** Opens stage by stage, and returns when all actions have ended. */
    List<Problem> run(Map<Graph.Node, CompletableFuture<Outcome>> ends) {
        Optional<Key> obstacle = Optional.empty();
        for (Map.Entry<Integer, List<Graph.Node>> stage : nodes.entrySet()) {
            Objects.requireNonNull(open.get(stage.getKey())).complete(obstacle);
            for (Graph.Node node : stage.getValue()) {
                boolean done =
                        Objects.requireNonNull(ends.get(node)).join() instanceof Outcome.Done;
                obstacle = done || obstacle.isPresent() ? obstacle : Optional.of(node.key());
            }
            if (obstacle.isEmpty() && !ready(stage.getKey())) {
                obstacle = Optional.of(standsFor(stage.getKey(), stage.getValue()));
            }
        }
        return problems;
    }

    private Key standsFor(int stage, List<Graph.Node> changed) {
        return changed.isEmpty()
                ? Objects.requireNonNull(stages.always().get(stage))
                : changed.getLast().key();
    }

    private boolean ready(int stage) {
        try {
            stages.ended(stage);
            return true;
        } catch (ProblemException known) {
            problems.addAll(known.problems());
        } catch (RuntimeException failure) {
            problems.add(failures.explain("stage " + stage, failure));
        }
        return false;
    }
}
