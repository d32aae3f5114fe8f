package dev.sila.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads each kind at most once, all kinds that are asked for at the same time, one virtual thread
 * each.
 */
public final class Observation implements World {
    private final Map<Class<? extends Spec>, Kind<?>> kinds;
    private final Scope scope;
    private final Map<Class<? extends Spec>, CompletableFuture<List<? extends Found<?>>>> readings;

    Observation(Iterable<? extends Kind<?>> kinds, Scope scope) {
        this(
                StreamSupport.stream(kinds.spliterator(), false)
                        .collect(Collectors.toMap(Kind::type, Function.identity())),
                scope,
                new ConcurrentHashMap<>());
    }

    private Observation(
            Map<Class<? extends Spec>, Kind<?>> kinds,
            Scope scope,
            Map<Class<? extends Spec>, CompletableFuture<List<? extends Found<?>>>> readings) {
        this.kinds = kinds;
        this.scope = scope;
        this.readings = readings;
    }

    /** The same look, for a plan that owns only these parts. */
    public Observation of(Set<String> parts) {
        return new Observation(kinds, new Scope(scope.environment(), parts), readings);
    }

    Scope scope() {
        return scope;
    }

    /** Starts reading these kinds, and returns at once. */
    public void start(Iterable<Class<? extends Spec>> types) {
        for (Class<? extends Spec> type : types) {
            var _ = reading(type);
        }
    }

    private CompletableFuture<List<? extends Found<?>>> reading(Class<? extends Spec> type) {
        return readings.computeIfAbsent(
                type,
                missing -> {
                    Kind<?> kind = kinds.get(missing);
                    if (kind == null) {
                        throw new IllegalArgumentException(
                                "There is no kind for " + missing.getSimpleName());
                    }
                    return CompletableFuture.supplyAsync(
                            () -> kind.find(scope, this), task -> Thread.ofVirtual().start(task));
                });
    }

    @Override
    public <S extends Spec> List<Found<S>> found(Class<S> type) {
        try {
            @SuppressWarnings("unchecked")
            List<Found<S>> found = (List<Found<S>>) (List<?>) reading(type).join();
            return found;
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Everything that has been read. */
    List<Found<?>> all() {
        return readings.keySet().stream()
                .sorted(java.util.Comparator.comparing(Class::getSimpleName))
                .<Found<?>>flatMap(type -> found(type).stream())
                .toList();
    }
}
