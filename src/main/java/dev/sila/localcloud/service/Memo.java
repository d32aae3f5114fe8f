package dev.sila.localcloud.service;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was derived from objects that never change, until one of them is replaced by another.
 * That a description of ten thousand resources gives the same objects again lets the wire layer
 * write them once.
 */
public final class Memo<T> {
    private record Derived<T>(List<?> sources, T result) {
        @SuppressWarnings("ReferenceEquality") // identity is what it is about: equality is dear
        boolean isFrom(List<?> others) {
            for (int i = 0; i < others.size(); i++) {
                if (sources.get(i) != others.get(i)) {
                    return false;
                }
            }
            return sources.size() == others.size();
        }
    }

    private final Map<String, Derived<T>> byId = new HashMap<>();

    /**
     * The result for that identifier.
     *
     * @param sources all that the result depends on, compared by identity
     * @param derive called if there is no result of these sources
     */
    public T of(String id, List<? extends @Nullable Object> sources, Supplier<T> derive) {
        Derived<T> known = byId.get(id);
        if (known == null || !known.isFrom(sources)) {
            known = new Derived<>(sources, derive.get());
            byId.put(id, known);
        }
        return known.result();
    }

    /** Forgets what is gone. */
    public void forget(String id) {
        byId.remove(id);
    }
}
