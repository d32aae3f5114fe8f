package dev.sila.engine;

/** How a kind replaces a resource whose immutable components changed. */
public enum Replacement {
    /** The new one is made, what refers to the old one is moved over, then the old one goes. */
    CREATE_FIRST,
    /**
     * Old and new cannot exist together: the old one, and before it all that refers to it, goes
     * first.
     */
    DELETE_FIRST
}
