package dev.sila.localcloud.traffic.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The receiving side of a connection: reads heads strictly, and bytes of bodies. */
public final class HttpInput {
    private static final int MAXIMUM_HEAD = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;

    public HttpInput(InputStream in) {
        this.in = in;
    }

    /**
     * The next head, or null when the other side closed before its first byte.
     *
     * @throws MalformedMessageException when it is not HTTP, or above 64 KB
     */
    public @Nullable HttpHead readHead() throws IOException {
        int[] budget = {MAXIMUM_HEAD};
        String start = firstLine(budget);
        if (start == null) {
            return null;
        }
        List<HttpHead.Field> fields = new ArrayList<>();
        for (String line = readLine(budget); !line.isEmpty(); line = readLine(budget)) {
            fields.add(field(line));
        }
        return new HttpHead(start, fields);
    }

    /** Skips the empty lines that RFC 9112 (2.2) lets a client send before its request line. */
    private @Nullable String firstLine(int[] budget) throws IOException {
        while (limit > position || fill()) {
            String line = readLine(budget);
            if (!line.isEmpty()) {
                return line;
            }
        }
        return null;
    }

    private static HttpHead.Field field(String line) throws MalformedMessageException {
        int colon = line.indexOf(':');
        if (colon <= 0 || !isToken(line.substring(0, colon))) {
            throw new MalformedMessageException("not a header field: " + line);
        }
        String value = line.substring(colon + 1).strip();
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
            throw new MalformedMessageException("control character in the field " + line);
        }
        return new HttpHead.Field(line.substring(0, colon), value);
    }

    /** Whether the text is a token of RFC 9110 (5.6.2), as methods and field names are. */
    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z')
                                        || (c >= 'A' && c <= 'Z')
                                        || (c >= '0' && c <= '9')
                                        || "!#$%&'*+-.^_`|~".indexOf(c) >= 0);
    }

    /** A line without its end; used for heads and for the framing of chunks. */
    String readLine(int[] budget) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int next = read();
            if (next < 0) {
                throw new EOFException("closed in the middle of a message");
            }
            if (--budget[0] < 0) {
                throw new MalformedMessageException("head above " + MAXIMUM_HEAD + " bytes");
            }
            if (next == '\n') {
                return withoutReturn(line);
            }
            line.append((char) next);
        }
    }

    private static String withoutReturn(StringBuilder line) throws MalformedMessageException {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
            line.setLength(length - 1);
        }
        if (line.indexOf("\r") >= 0) {
            throw new MalformedMessageException("carriage return inside a line");
        }
        return line.toString();
    }

    private int read() throws IOException {
        return position < limit || fill() ? buffer[position++] & 0xff : -1;
    }

    /** Some bytes, at most that many; −1 at the end. Blocks for the first only. */
    int read(byte[] into, int maximum) throws IOException {
        if (position >= limit && !fill()) {
            return -1;
        }
        int count = Math.min(maximum, Math.min(into.length, limit - position));
        System.arraycopy(buffer, position, into, 0, count);
        position += count;
        return count;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** The text's bytes as heads carry them. */
    public static byte[] bytes(CharSequence head) {
        return head.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
