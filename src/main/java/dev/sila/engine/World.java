package dev.sila.engine;

import java.util.List;
import java.util.function.Supplier;

/**
 * What exists in an environment, read at most once per kind. While one kind is being found it may
 * ask for another's result here, to turn the identifiers in a reply into names; kinds must not ask
 * in a circle.
 */
public interface World {
    /**
     * Everything of that type in the environment. Waits for the reading to end; errors of it are
     * thrown here too.
     */
    <S extends Spec> List<Found<S>> found(Class<S> type);

    /**
     * What one call tells several kinds, read once for all of them.
     *
     * @param name names the call; whoever uses the same name means the same reading
     * @param reading makes the call; its errors are thrown here too
     */
    default <T> T once(String name, Class<T> type, Supplier<? extends T> reading) {
        return reading.get();
    }

    /**
     * A reference to the resource with that identifier. It carries the identifier in place of a
     * name; the planner puts the name there once every kind is found. What is not of this
     * environment keeps its identifier, so that it differs from every wanted reference and a plan
     * shows it.
     */
    default <S extends Spec> Ref<S> ref(Class<S> type, String id) {
        return new Ref<>(type, id);
    }
}
