package dev.sila.cli;

import java.util.concurrent.atomic.AtomicInteger;

/** One line at the end of a terminal that is written over; nothing where nobody sits. */
final class Heartbeat {
    private final Terminal terminal;
    private final AtomicInteger width = new AtomicInteger();

    Heartbeat(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Shows this line in place of the last one. */
    void show(String line) {
        if (terminal.interactive().contains("err")) {
            synchronized (terminal.err()) {
                int before = width.getAndSet(line.length());
                String rest = " ".repeat(Math.max(0, before - line.length()));
                terminal.err().print("\r" + line + rest);
                terminal.err().flush();
            }
        }
    }

    /** Takes the line away, before something is printed that stays. */
    void clear() {
        int before = width.getAndSet(0);
        if (before > 0) {
            synchronized (terminal.err()) {
                terminal.err().print("\r" + " ".repeat(before) + "\r");
                terminal.err().flush();
            }
        }
    }
}
