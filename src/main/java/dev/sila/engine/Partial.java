package dev.sila.engine;

/**
 * A wanted value that is content with more than itself: what is found may hold things that nobody
 * asked for.
 */
public interface Partial {
    /** Whether the found value holds everything that is wanted. */
    boolean satisfiedBy(Object found);
}
