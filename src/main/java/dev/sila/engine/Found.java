package dev.sila.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource that exists.
 *
 * @param id the provider's identifier: what {@link Ids} resolves references to, and what delete
 *     needs
 * @param state what the resource is now, in the terms of its spec
 * @param attrs facts outside the spec
 */
public record Found<S extends Spec>(String id, S state, Map<Attr, String> attrs) {
    public Found {
        attrs = Map.copyOf(attrs);
    }

    /**
     * The part of the environment that owns this resource, or null if it carries no mark of Sila's.
     */
    public @Nullable String part() {
        return attrs.get(Attr.PART);
    }

    public Key key() {
        return new Key(state.getClass(), state.name());
    }
}
