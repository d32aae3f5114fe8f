package dev.sila.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Reads each kind at most once, all kinds that are asked for at the same time, one virtual thread
 * each. What somebody deletes while it is being read is no failure: the reading is repeated.
 */
public final class Observation implements World {
    /** How often a reading is begun from which things go away. */
    private static final int READINGS = 4;

    private final Map<Class<? extends Spec>, Kind<?>> kinds;
    private final Failures failures;
    private final Scope scope;
    private final Map<Class<? extends Spec>, CompletableFuture<List<? extends Found<?>>>> readings;
    private final Map<String, CompletableFuture<Object>> shared;
    private final Set<String> notes;

    Observation(Iterable<? extends Kind<?>> kinds, Failures failures, Scope scope) {
        this(
                StreamSupport.stream(kinds.spliterator(), false)
                        .collect(Collectors.toMap(Kind::type, Function.identity())),
                failures,
                scope,
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>(),
                ConcurrentHashMap.newKeySet());
    }

    private Observation(
            Map<Class<? extends Spec>, Kind<?>> kinds,
            Failures failures,
            Scope scope,
            Map<Class<? extends Spec>, CompletableFuture<List<? extends Found<?>>>> readings,
            Map<String, CompletableFuture<Object>> shared,
            Set<String> notes) {
        this.kinds = kinds;
        this.failures = failures;
        this.scope = scope;
        this.readings = readings;
        this.shared = shared;
        this.notes = notes;
    }

    /** The same look, for a plan that owns only these parts. */
    public Observation of(Set<String> parts) {
        return new Observation(
                kinds, failures, new Scope(scope.environment(), parts), readings, shared, notes);
    }

    Scope scope() {
        return scope;
    }

    /** Adds a sentence to what plans that are made of this look tell people. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** What was noted, in the order of the alphabet. */
    List<String> notes() {
        return notes.stream().sorted().toList();
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
                    return begin(() -> kind.find(scope, this));
                });
    }

    private <T> CompletableFuture<T> begin(Supplier<? extends T> reading) {
        return CompletableFuture.supplyAsync(
                () -> steady(reading), task -> Thread.ofVirtual().start(task));
    }

    private <T> T steady(Supplier<? extends T> reading) {
        for (int readings = 1; ; readings++) {
            try {
                return reading.get();
            } catch (RuntimeException failure) {
                if (readings == READINGS || !failures.gone(failure)) {
                    throw failure;
                }
            }
        }
    }

    @Override
    public <S extends Spec> List<Found<S>> found(Class<S> type) {
        @SuppressWarnings("unchecked")
        List<Found<S>> found = (List<Found<S>>) (List<?>) end(reading(type));
        return found;
    }

    @Override
    public <T> T once(String name, Class<T> type, Supplier<? extends T> reading) {
        return type.cast(end(shared.computeIfAbsent(name, missing -> this.<Object>begin(reading))));
    }

    private static <T> T end(CompletableFuture<T> reading) {
        try {
            return reading.join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** A state that was found, with names in place of identifiers of what is of here. */
    public <S extends Spec> S named(S state) {
        return References.rewrite(state, this::name);
    }

    private <S extends Spec> Ref<S> name(Ref<S> ref) {
        return found(ref.type()).stream()
                .filter(each -> each.id().equals(ref.name()))
                .findFirst()
                .map(each -> new Ref<>(ref.type(), each.state().name()))
                .orElse(ref);
    }

    /** Everything that has been read. */
    List<Found<?>> all() {
        return readings.keySet().stream()
                .sorted(Comparator.comparing(Class::getSimpleName))
                .<Found<?>>flatMap(type -> found(type).stream())
                .toList();
    }
}
