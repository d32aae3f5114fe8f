package dev.sila.engine;

import dev.sila.problem.Problem;
import java.util.List;
import java.util.Set;

/**
 * How one kind of resource is found, made, changed and deleted. Implementations keep no state, are
 * called from many threads, and leave every call repeatable: each may run again after a death at
 * any point inside it.
 */
public interface Kind<S extends Spec> {
    /** The spec's record class. */
    Class<S> type();

    /**
     * Everything of this kind in the scope's environment, all pages, by tag or exact name; never by
     * prefix. If something goes away between the list and the question for its particulars, this
     * may fail with the provider's refusal, see {@link Failures#gone}: it is then asked again.
     */
    List<Found<S>> find(Scope scope, World world);

    /**
     * Makes the resource, tagged in the same call, and returns its identifier when others can refer
     * to it. If the call is followed by further ones, a death between them must leave something
     * that find sees and update completes.
     */
    String create(Scope scope, S wanted, Ids ids);

    /**
     * Brings the components named in the diff to what is wanted. Never asked for an {@link
     * #immutable} one.
     */
    void update(Found<S> found, S wanted, Diff diff, Ids ids);

    /**
     * Deletes the resource and returns when what it referred to can be deleted; one already gone is
     * no error.
     */
    void delete(Found<S> found);

    /**
     * The components that AWS cannot change in place: a difference in one of them replaces the
     * resource.
     */
    default Set<String> immutable() {
        return Set.of();
    }

    default Replacement replacement() {
        return Replacement.CREATE_FIRST;
    }

    /**
     * Whether one of this kind can be made only when another that the plan deletes is gone, such as
     * a subnet in a range that the other has.
     *
     * @param made as it is wanted
     * @param deleted as it is found, with names in place of identifiers
     */
    default boolean inTheWay(S made, S deleted) {
        return false;
    }

    /**
     * Kinds that need this one without referring to it: theirs are made after this one's, and
     * deleted before, where a replacement of theirs does not ask for the contrary.
     */
    default Set<Class<? extends Spec>> neededBy() {
        return Set.of();
    }

    /**
     * The components whose references may outlive what they lead to, such as a route to a gateway
     * that goes. Replacing their target, the old one first, leaves the resource in place: it is led
     * to the new one afterwards. Other references are ended before their target goes.
     */
    default Set<String> loose() {
        return Set.of();
    }

    /**
     * The components whose references belong to one resource of this kind at a time. Whoever takes
     * one over does so, in one step, before the other lets go of it or is deleted. What is deleted
     * together with its holder, and held loosely, goes first, which saves the letting go.
     */
    default Set<String> exclusive() {
        return Set.of();
    }

    /**
     * What would keep the provider from making the resource although its specs are in order, as far
     * as it can be seen before anything is changed. Asked only of what is to be made.
     */
    default List<Problem> obstacles(Scope scope, S wanted, World world) {
        return List.of();
    }
}
