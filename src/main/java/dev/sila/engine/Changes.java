package dev.sila.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides what becomes of each resource. A replacement spreads: whatever refers to the replaced
 * resource is moved over to the new one, or, where it cannot be, is replaced as well.
 */
final class Changes {
    private final Map<Class<? extends Spec>, Kind<?>> kinds;
    private final Scope scope;
    private final Primaries primaries;
    private final Map<Key, Replacement> replaced = new LinkedHashMap<>();

    Changes(Map<Class<? extends Spec>, Kind<?>> kinds, Scope scope, Primaries primaries) {
        this.kinds = kinds;
        this.scope = scope;
        this.primaries = primaries;
    }

    List<Change<?>> of(Set<Class<? extends Spec>> types, List<Spec> wanted) {
        Map<Key, Change<?>> changes = new TreeMap<>();
        int before;
        do {
            before = replaced.size();
            for (Spec each : wanted) {
                Change<?> change = change(each);
                changes.put(change.key(), change);
                note(change);
            }
        } while (replaced.size() > before);
        List<Change<?>> all = new ArrayList<>(changes.values());
        all.addAll(deletions(types, changes.keySet()));
        all.sort(
                Comparator.<Change<?>, Key>comparing(Change::key)
                        .thenComparing(each -> each instanceof Change.Delete));
        return all;
    }

    private void note(Change<?> change) {
        if (change instanceof Change.Replace<?> replace) {
            replaced.put(replace.key(), replace.order());
        }
    }

    private <S extends Spec> Change<S> change(S wanted) {
        Key key = new Key(wanted.getClass(), wanted.name());
        @SuppressWarnings("unchecked")
        Found<S> found = (Found<S>) primaries.get(key);
        if (found == null) {
            return new Change.Create<>(wanted);
        }
        Kind<?> kind = Objects.requireNonNull(kinds.get(key.type()));
        Found<S> current = new Found<>(found.id(), current(found.state()), found.attrs());
        Diff diff = Differ.between(current.state(), wanted);
        boolean torn = standsOnDeletedFirst(kind, found.state());
        Set<String> fixed = new HashSet<>(kind.immutable());
        if (torn
                || diff.differences().stream().anyMatch(each -> fixed.contains(each.component()))) {
            Replacement order = torn ? Replacement.DELETE_FIRST : kind.replacement();
            return new Change.Replace<>(current, wanted, diff, order);
        }
        return diff.isEmpty()
                ? new Change.Keep<>(current)
                : new Change.Update<>(current, wanted, diff);
    }

    /**
     * The state with names for identifiers, except of resources that are replaced: those will have
     * new ones.
     */
    private <S extends Spec> S current(S state) {
        return References.rewrite(
                primaries.named(state),
                ref -> {
                    Found<?> target = primaries.get(ref.key());
                    return replaced.containsKey(ref.key()) && target != null
                            ? new Ref<>(ref.type(), target.id())
                            : ref;
                });
    }

    private boolean standsOnDeletedFirst(Kind<?> kind, Spec state) {
        return References.without(kind.loose(), primaries.named(state)).stream()
                .anyMatch(ref -> replaced.get(ref.key()) == Replacement.DELETE_FIRST);
    }

    private List<Change<?>> deletions(Set<Class<? extends Spec>> types, Set<Key> kept) {
        List<Change<?>> deletions = new ArrayList<>();
        for (Found<?> each : primaries.all()) {
            boolean superseded = !primaries.isPrimary(each);
            if (types.contains(each.state().getClass())
                    && scope.owns(each)
                    && (superseded || !kept.contains(each.key()))) {
                deletions.add(new Change.Delete<>(each, superseded && kept.contains(each.key())));
            }
        }
        return deletions;
    }
}
