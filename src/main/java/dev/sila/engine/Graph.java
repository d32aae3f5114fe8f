package dev.sila.engine;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The order of work: each node is one action, and starts when all it waits for has ended. Things
 * are made after what they refer to; they are deleted after all that refers to them is deleted or
 * moved away.
 */
final class Graph {

    /** What a node does. */
    enum Verb {
        CREATE,
        UPDATE,
        DELETE
    }

    /** One action on one resource; {@code found} is null only when it is created. */
    record Node(Verb verb, Key key, Change<?> change, @Nullable Found<?> found) {
        /** Nodes are compared as objects: two deletions of doubles may look the same. */
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return verb.name().toLowerCase(Locale.ROOT)
                    + " "
                    + key
                    + (verb == Verb.DELETE && found != null ? " (" + found.id() + ")" : "");
        }
    }

    private final Map<Node, Set<Node>> waitsFor = new LinkedHashMap<>();
    private final Map<Key, Node> makers = new HashMap<>();
    private final Map<String, Node> deleters = new HashMap<>();

    /** Deletions that something new waits for, because it has no place before. */
    private final Set<Node> inTheWay = new HashSet<>();

    private final Map<Class<? extends Spec>, Kind<?>> kinds;

    private Graph(Map<Class<? extends Spec>, Kind<?>> kinds) {
        this.kinds = kinds;
    }

    static Graph of(
            List<Change<?>> changes,
            Map<Class<? extends Spec>, Kind<?>> kinds,
            Primaries primaries) {
        Graph graph = new Graph(kinds);
        changes.forEach(graph::add);
        kinds.values().forEach(kind -> graph.connectRoom(kind, primaries));
        graph.connectHeld(primaries);
        changes.forEach(change -> graph.connect(change, primaries));
        graph.connectNeeds();
        graph.connectLoose(primaries);
        graph.connectHandOvers(primaries);
        return graph;
    }

    private void add(Change<?> change) {
        switch (change) {
            case Change.Create<?> create ->
                    maker(new Node(Verb.CREATE, create.key(), create, null));
            case Change.Update<?> update ->
                    maker(new Node(Verb.UPDATE, update.key(), update, update.found()));
            case Change.Replace<?> replace -> {
                maker(new Node(Verb.CREATE, replace.key(), replace, null));
                deleter(new Node(Verb.DELETE, replace.key(), replace, replace.found()));
            }
            case Change.Delete<?> delete ->
                    deleter(new Node(Verb.DELETE, delete.key(), delete, delete.found()));
            case Change.Keep<?> _ -> {}
        }
    }

    private void maker(Node node) {
        waitsFor.put(node, new LinkedHashSet<>());
        makers.put(node.key(), node);
    }

    private void deleter(Node node) {
        waitsFor.put(node, new LinkedHashSet<>());
        deleters.put(idOf(node), node);
    }

    private static String idOf(Node node) {
        return node.key().type().getSimpleName() + " " + Objects.requireNonNull(node.found()).id();
    }

    /** What is made where something else is in the way waits until that is deleted. */
    private <S extends Spec> void connectRoom(Kind<S> kind, Primaries primaries) {
        for (Node deleter : of(deleters.values(), Set.of(kind.type()))) {
            Found<?> found = Objects.requireNonNull(deleter.found());
            S deleted = primaries.named(kind.type().cast(found.state()));
            for (Node maker : of(makers.values(), Set.of(kind.type()))) {
                Spec made = maker.change().makes();
                if (made != null
                        && !maker.change().equals(deleter.change())
                        && kind.inTheWay(kind.type().cast(made), deleted)) {
                    wait(maker, deleter);
                    inTheWay.add(deleter);
                }
            }
        }
    }

    private void connect(Change<?> change, Primaries primaries) {
        switch (change) {
            case Change.Create<?>(Spec wanted) -> afterNeeds(change.key(), wanted);
            case Change.Update<?>(var found, Spec wanted, _) -> {
                afterNeeds(change.key(), wanted);
                movedAway(Objects.requireNonNull(makers.get(change.key())), found, primaries);
            }
            case Change.Replace<?>(var found, Spec wanted, _, Replacement order) -> {
                Node create = Objects.requireNonNull(makers.get(change.key()));
                Node delete =
                        Objects.requireNonNull(
                                deleters.get(
                                        change.key().type().getSimpleName() + " " + found.id()));
                afterNeeds(change.key(), wanted);
                movedAway(delete, found, primaries);
                if (order == Replacement.CREATE_FIRST) {
                    wait(delete, create);
                } else {
                    wait(create, delete);
                }
            }
            case Change.Delete<?>(var found, _) ->
                    movedAway(
                            Objects.requireNonNull(
                                    deleters.get(
                                            change.key().type().getSimpleName()
                                                    + " "
                                                    + found.id())),
                            found,
                            primaries);
            case Change.Keep<?> _ -> {}
        }
    }

    /** Making or changing something waits for the making of what it refers to. */
    private void afterNeeds(Key key, Spec wanted) {
        Node node = Objects.requireNonNull(makers.get(key));
        for (Ref<?> ref : References.in(wanted)) {
            Node needed = makers.get(ref.key());
            if (needed != null && !needed.equals(node)) {
                wait(node, needed);
            }
        }
    }

    /**
     * The deletion of whatever this resource referred to waits for this node, which ends the
     * reference; of a loose one see {@link #connectLoose}.
     */
    private void movedAway(Node node, Found<?> found, Primaries primaries) {
        for (Ref<?> ref : References.without(kind(node).loose(), found.state())) {
            Node deletion = deletion(ref, primaries);
            if (deletion != null && !deletion.equals(node)) {
                wait(deletion, node);
            }
        }
    }

    /**
     * A loose reference ends before what it leads to is deleted, unless that makes room for
     * something new, or must go before this node for any other reason: then it outlives it, see
     * {@link Kind#loose}. Connected late, because it gives way to what must be.
     */
    private void connectLoose(Primaries primaries) {
        for (Node node : nodes()) {
            if (node.found() == null || node.verb() == Verb.CREATE) {
                continue;
            }
            for (Ref<?> ref : References.only(kind(node).loose(), node.found().state())) {
                Node deletion = deletion(ref, primaries);
                if (deletion != null
                        && !deletion.equals(node)
                        && !makesRoom(deletion)
                        && !waits(node, deletion)) {
                    wait(deletion, node);
                }
            }
        }
    }

    /** The node that deletes what the reference leads to, if any does. */
    private @Nullable Node deletion(Ref<?> ref, Primaries primaries) {
        Found<?> target = primaries.target(ref);
        if (target == null) {
            target = primaries.get(ref.key());
        }
        return target == null ? null : deleters.get(ref.type().getSimpleName() + " " + target.id());
    }

    /**
     * Where both are deleted, what a loose reference leads to, and what nobody else may hold, goes
     * before its holder: the one call ends both.
     */
    private void connectHeld(Primaries primaries) {
        for (Node holder : deleters.values()) {
            Set<String> ends = new HashSet<>(kind(holder).loose());
            ends.retainAll(kind(holder).exclusive());
            Spec state = Objects.requireNonNull(holder.found()).state();
            for (Ref<?> ref : References.only(ends, state)) {
                Node deletion = deletion(ref, primaries);
                if (deletion != null) {
                    wait(holder, deletion);
                }
            }
        }
    }

    /** Whether something new cannot be made before this deletion. */
    private boolean makesRoom(Node deletion) {
        return inTheWay.contains(deletion)
                || (deletion.change() instanceof Change.Replace<?> replace
                        && replace.order() == Replacement.DELETE_FIRST);
    }

    /**
     * Orders by kind what no reference orders. What is made goes before what is deleted: something
     * that is replaced, the new one first, cannot end before what the new one needs is made.
     */
    private void connectNeeds() {
        for (Kind<?> kind : kinds.values()) {
            for (Node other : of(makers.values(), kind.neededBy())) {
                of(makers.values(), Set.of(kind.type())).forEach(each -> wait(other, each));
            }
        }
        for (Kind<?> kind : kinds.values()) {
            for (Node other : of(deleters.values(), kind.neededBy())) {
                of(deleters.values(), Set.of(kind.type())).stream()
                        .filter(each -> !waits(other, each))
                        .forEach(each -> wait(each, other));
            }
        }
    }

    /**
     * Whoever takes over a reference that belongs to one at a time does so before the other lets go
     * of it. Two that swap cannot both be first; then the order is as it comes.
     */
    private void connectHandOvers(Primaries primaries) {
        Map<Ref<?>, List<Node>> holders = new HashMap<>();
        for (Node node : nodes()) {
            if (node.found() != null && node.verb() != Verb.CREATE) {
                Set<String> exclusive = kind(node).exclusive();
                References.only(exclusive, primaries.named(node.found().state()))
                        .forEach(ref ->
                                holders.computeIfAbsent(ref, missing -> new ArrayList<>())
                                        .add(node));
            }
        }
        for (Node taker : makers.values()) {
            for (Ref<?> ref : References.only(kind(taker).exclusive(), taker.change().aims())) {
                holders.getOrDefault(ref, List.of()).stream()
                        .filter(each -> each.key().type() == taker.key().type())
                        .filter(each -> !each.equals(taker) && !waits(taker, each))
                        .forEach(each -> wait(each, taker));
            }
        }
    }

    private Kind<?> kind(Node node) {
        return Objects.requireNonNull(kinds.get(node.key().type()));
    }

    /** Whether the node waits for the other, be it through further ones. */
    private boolean waits(Node node, Node other) {
        Set<Node> seen = new HashSet<>();
        List<Node> next = new ArrayList<>(waitsFor(node));
        while (!next.isEmpty()) {
            Node each = next.removeLast();
            if (seen.add(each)) {
                next.addAll(waitsFor(each));
            }
        }
        return seen.contains(other);
    }

    private static List<Node> of(Collection<Node> nodes, Set<Class<? extends Spec>> types) {
        return nodes.stream().filter(each -> types.contains(each.key().type())).toList();
    }

    private void wait(Node node, Node until) {
        Objects.requireNonNull(waitsFor.get(node)).add(until);
    }

    Collection<Node> nodes() {
        return waitsFor.keySet();
    }

    Set<Node> waitsFor(Node node) {
        return Objects.requireNonNull(waitsFor.get(node));
    }

    /**
     * Fails if nodes wait for each other.
     *
     * @throws ProblemException naming the resources of the circle
     */
    void rejectCircles() {
        Set<Node> left = new LinkedHashSet<>(waitsFor.keySet());
        Set<Node> ended = new HashSet<>();
        boolean moved = true;
        while (moved) {
            List<Node> ready =
                    left.stream().filter(each -> ended.containsAll(waitsFor(each))).toList();
            moved = ended.addAll(new ArrayList<>(ready));
            ready.forEach(left::remove);
        }
        if (!left.isEmpty()) {
            String circle = left.stream().map(Node::toString).collect(Collectors.joining(", "));
            throw new ProblemException(
                    Problem.error(
                            "plan",
                            "these resources wait for each other: " + circle + ".",
                            "Remove one of the references between them."));
        }
    }
}
