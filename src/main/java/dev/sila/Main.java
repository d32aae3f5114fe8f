package dev.sila;

import dev.sila.cli.Interruption;
import dev.sila.cli.Program;
import dev.sila.cli.Terminal;

/** Starts the program. */
public final class Main {
    private Main() {}

    /** Runs one command line and exits: 0 done, 1 failed, 2 usage, 130 interrupted. */
    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        Interruption interruption = Interruption.watch(terminal.err(), arguments);
        int code = new Program(terminal, interruption).run(arguments);
        interruption.over();
        System.exit(code);
    }
}
