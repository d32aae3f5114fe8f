package dev.sila.localcloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks {@code aws-chunked}: chunks of {@code SIZE;chunk-signature=…}, data and line end, and
 * behind the last one the trailers. Signatures are not checked. Source: Amazon S3 API reference,
 * "Transferring payload in multiple chunks".
 */
final class ChunkedStream extends InputStream {
    private static final int LONGEST_LINE = 8192;

    private final InputStream packed;
    private final Map<String, String> trailers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private long left;
    private boolean ended;

    ChunkedStream(InputStream packed) {
        this.packed = packed;
    }

    /** What came behind the last chunk. */
    Map<String, String> trailers() {
        return trailers;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        int read = packed.read(bytes, offset, (int) Math.min(length, left));
        if (read < 0) {
            throw new Malformed("the body ends within a chunk");
        }
        left -= read;
        if (left == 0) {
            String end = line();
            if (end == null || !end.isEmpty()) {
                throw new Malformed("a chunk is longer than its size");
            }
        }
        return read;
    }

    private void beginChunk() throws IOException {
        String head = line();
        if (head == null) {
            throw new Malformed("the last chunk is missing");
        }
        int extension = head.indexOf(';');
        String size = (extension < 0 ? head : head.substring(0, extension)).strip();
        if (!size.matches("[0-9a-fA-F]{1,12}")) {
            throw new Malformed("a chunk has no size");
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            ended = true;
            readTrailers();
        }
    }

    private void readTrailers() throws IOException {
        for (String line = line(); line != null; line = line()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                trailers.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
            }
        }
    }

    /** Without its end; null at the end of the body. */
    private @Nullable String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = packed.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = packed.read()) {
            line.append((char) next);
            if (line.length() > LONGEST_LINE) {
                throw new Malformed("a line is too long");
            }
        }
        String text = line.toString();
        byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
        return new String(latin, StandardCharsets.UTF_8).stripTrailing();
    }

    /** The body is not what its encoding promises. */
    static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }
}
