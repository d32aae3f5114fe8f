package dev.sila.engine;

import org.jspecify.annotations.Nullable;

/**
 * One component of a spec that differs: what is found (null: nothing) and what is wanted (never
 * null).
 */
public record Difference(String component, @Nullable Object found, Object wanted) {}
