package dev.sila.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The references inside specs: wherever they stand in components, collections and nested records.
 */
final class References {
    private References() {}

    /** Every reference inside the value. */
    static Set<Ref<?>> in(@Nullable Object value) {
        Set<Ref<?>> refs = new LinkedHashSet<>();
        collect(value, refs);
        return refs;
    }

    /** Every reference inside the spec, except in these components. */
    static Set<Ref<?>> without(Set<String> components, Spec spec) {
        Set<Ref<?>> refs = new LinkedHashSet<>();
        Shape.parts(spec.getClass()).stream()
                .filter(part -> !components.contains(part.name()))
                .forEach(part -> collect(part.of(spec), refs));
        return refs;
    }

    /** Every reference inside these components of the spec. */
    static Set<Ref<?>> only(Set<String> components, Spec spec) {
        Set<Ref<?>> refs = new LinkedHashSet<>();
        Shape.parts(spec.getClass()).stream()
                .filter(part -> components.contains(part.name()))
                .forEach(part -> collect(part.of(spec), refs));
        return refs;
    }

    private static void collect(@Nullable Object value, Set<Ref<?>> refs) {
        switch (value) {
            case null -> {}
            case Ref<?> ref -> refs.add(ref);
            case Iterable<?> items -> items.forEach(each -> collect(each, refs));
            case Map<?, ?> map -> map.values().forEach(each -> collect(each, refs));
            case Record nested ->
                    Shape.parts(nested.getClass()).forEach(part -> collect(part.of(nested), refs));
            default -> {}
        }
    }

    /** The same spec with every reference replaced by what the change makes of it. */
    static <S extends Spec> S rewrite(S spec, UnaryOperator<Ref<?>> change) {
        @SuppressWarnings("unchecked")
        S rewritten = (S) copy((Record) spec, change);
        return rewritten;
    }

    private static Record copy(Record value, UnaryOperator<Ref<?>> change) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (Shape.Part part : Shape.parts(value.getClass())) {
            parts.add(changed(part.of(value), change));
        }
        return Shape.make(value.getClass(), parts);
    }

    private static @Nullable Object changed(@Nullable Object value, UnaryOperator<Ref<?>> change) {
        return switch (value) {
            case null -> null;
            case Ref<?> ref -> change.apply(ref);
            case Set<?> set -> {
                Set<@Nullable Object> copy = new LinkedHashSet<>();
                set.forEach(each -> copy.add(changed(each, change)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(changed(each, change)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(key, changed(each, change)));
                yield copy;
            }
            case Record nested -> copy(nested, change);
            default -> value;
        };
    }
}
