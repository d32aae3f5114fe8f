package dev.sila;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Runs one command line. */
    public static void main(String[] arguments) {}
}
