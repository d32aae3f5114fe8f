package dev.sila.remote;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the beginning of what a command prints; the rest of very much is counted, not kept. */
public final class Transcript extends OutputStream {
    /** What a person or a program can still do something with. */
    private static final int MOST = 8 * 1024 * 1024;

    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final AtomicLong left = new AtomicLong();

    public Transcript() {
        this(MOST);
    }

    Transcript(int most) {
        this.most = most;
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] octets, int offset, int length) {
        int room = Math.min(length, most - kept.size());
        kept.write(octets, offset, room);
        left.addAndGet(length - room);
    }

    /** What was kept, as UTF-8, with a last line about what was not. */
    public synchronized String text() {
        String text = kept.toString(StandardCharsets.UTF_8);
        return left.get() == 0 ? text : text + "\n… and " + left.get() + " bytes more\n";
    }
}
