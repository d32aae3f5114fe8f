package dev.sila.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which found resource bears each name. Usually there is one; a replacement that was cut short
 * leaves two, of which the one that needs no replacement bears the name.
 */
final class Primaries {
    private record Identity(Class<? extends Spec> type, String id) {}

    private final Map<Key, Found<?>> byKey = new HashMap<>();
    private final Map<Identity, Found<?>> byIdentity = new HashMap<>();
    private final List<Found<?>> found;

    Primaries(
            Collection<Found<?>> found,
            List<Spec> wanted,
            Map<Class<? extends Spec>, Kind<?>> kinds) {
        this.found = List.copyOf(found);
        found.forEach(
                each -> byIdentity.put(new Identity(each.state().getClass(), each.id()), each));
        Map<Key, Spec> wishes = new HashMap<>();
        wanted.forEach(each -> wishes.put(new Key(each.getClass(), each.name()), each));
        found.stream()
                .sorted(Comparator.comparing(Found::id))
                .forEach(each -> byKey.putIfAbsent(each.key(), each));
        // Twice: a choice among doubles may rest on what their references lead to, which the first
        // round settles.
        for (int round = 0; round < 2; round++) {
            choose(wishes, kinds);
        }
    }

    private void choose(Map<Key, Spec> wishes, Map<Class<? extends Spec>, Kind<?>> kinds) {
        for (Found<?> each : found) {
            Spec wish = wishes.get(each.key());
            Kind<?> kind = kinds.get(each.state().getClass());
            if (wish == null || kind == null || isPrimary(each)) {
                continue;
            }
            Found<?> bearer = java.util.Objects.requireNonNull(byKey.get(each.key()));
            if (mustBeReplaced(bearer, wish, kind.immutable())
                    && !mustBeReplaced(each, wish, kind.immutable())) {
                byKey.put(each.key(), each);
            }
        }
    }

    private boolean mustBeReplaced(Found<?> candidate, Spec wish, Set<String> immutable) {
        return Differ.between(named(candidate.state()), wish).differences().stream()
                .anyMatch(each -> immutable.contains(each.component()));
    }

    @Nullable Found<?> get(Key key) {
        return byKey.get(key);
    }

    /** Whether this one bears its name. */
    boolean isPrimary(Found<?> each) {
        Found<?> bearer = byKey.get(each.key());
        return bearer != null && bearer.id().equals(each.id());
    }

    Collection<Found<?>> all() {
        return found;
    }

    /**
     * The resource that a reference of a found state leads to, by its identifier; null if it is not
     * of here.
     */
    @Nullable Found<?> target(Ref<?> ref) {
        return byIdentity.get(new Identity(ref.type(), ref.name()));
    }

    /**
     * The state with names in place of identifiers, where the resource behind the identifier bears
     * its name.
     */
    <S extends Spec> S named(S state) {
        return References.rewrite(state, this::name);
    }

    private Ref<?> name(Ref<?> ref) {
        Found<?> target = target(ref);
        return target != null && isPrimary(target)
                ? new Ref<>(ref.type(), target.state().name())
                : ref;
    }
}
