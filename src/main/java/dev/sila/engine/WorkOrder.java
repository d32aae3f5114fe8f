package dev.sila.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What {@link Applier} would do for a plan, one task for each action, without doing it. */
public final class WorkOrder {
    private WorkOrder() {}

    /**
     * One action on one resource.
     *
     * @param deletes whether it deletes; else it makes or changes
     * @param after the numbers of the tasks that it waits for
     */
    public record Task(int number, Change<?> change, boolean deletes, Set<Integer> after) {
        public Task {
            after = Set.copyOf(after);
        }
    }

    /** Everything that was found, with names in place of the identifiers of what it refers to. */
    public static List<Spec> foundByName(Plan plan) {
        Primaries primaries = new Primaries(plan.found(), plan.wanted(), Map.of());
        List<Spec> specs = new ArrayList<>();
        plan.found().forEach(each -> specs.add(primaries.named(each.state())));
        return specs;
    }

    /**
     * The tasks, numbered from 0.
     *
     * @param kinds every kind there is
     */
    public static List<Task> of(Plan plan, Collection<? extends Kind<?>> kinds) {
        Map<Class<? extends Spec>, Kind<?>> byType = new LinkedHashMap<>();
        kinds.forEach(each -> byType.put(each.type(), each));
        Graph graph =
                Graph.of(
                        plan.changes(), byType, new Primaries(plan.found(), plan.wanted(), byType));
        List<Graph.Node> nodes = List.copyOf(graph.nodes());
        Map<Graph.Node, Integer> numbers = new HashMap<>();
        nodes.forEach(each -> numbers.put(each, numbers.size()));
        List<Task> tasks = new ArrayList<>();
        for (Graph.Node node : nodes) {
            Set<Integer> after =
                    graph.waitsFor(node).stream()
                            .map(each -> Objects.requireNonNull(numbers.get(each)))
                            .collect(Collectors.toUnmodifiableSet());
            boolean deletes = node.verb() == Graph.Verb.DELETE;
            tasks.add(new Task(tasks.size(), node.change(), deletes, after));
        }
        return tasks;
    }
}
