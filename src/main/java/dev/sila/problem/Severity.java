package dev.sila.problem;

/** How grave a problem is: an {@code ERROR} stops the command, a {@code WARNING} only tells. */
public enum Severity {
    ERROR,
    WARNING
}
