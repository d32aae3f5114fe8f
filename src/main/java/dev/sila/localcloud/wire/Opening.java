package dev.sila.localcloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Enumeration;
import java.util.Iterator;

/** Opens one content after the other. */
@SuppressWarnings("JdkObsolete") // what SequenceInputStream takes
record Opening(Iterator<Content> rest) implements Enumeration<InputStream> {
    @Override
    public boolean hasMoreElements() {
        return rest.hasNext();
    }

    @Override
    public InputStream nextElement() {
        try {
            return rest.next().open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
