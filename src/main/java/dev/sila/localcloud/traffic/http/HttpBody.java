package dev.sila.localcloud.traffic.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How a body is delimited, and how it is carried on: RFC 9112, section 6. */
public sealed interface HttpBody {
    /** No body at all. */
    record None() implements HttpBody {}

    /** That many bytes. */
    record Fixed(long length) implements HttpBody {}

    /** In chunks. */
    record Chunked() implements HttpBody {}

    /** All until the sender closes; responses only. */
    record UntilClose() implements HttpBody {}

    /** The body that follows a request's head. */
    static HttpBody ofRequest(HttpHead head) throws MalformedMessageException {
        return head.first("Transfer-Encoding").isPresent() ? chunked(head) : length(head, false);
    }

    /** The body that follows a response's head, given the request's method. */
    static HttpBody ofResponse(HttpHead head, int status, String method)
            throws MalformedMessageException {
        if (method.equals("HEAD") || status == 204 || status == 304 || status < 200) {
            return new None();
        }
        return head.first("Transfer-Encoding").isPresent() ? chunked(head) : length(head, true);
    }

    /** Both a length and chunks are how requests are smuggled: refused. */
    private static HttpBody chunked(HttpHead head) throws MalformedMessageException {
        if (!head.tokens("Transfer-Encoding").equals(List.of("chunked"))
                || head.first("Content-Length").isPresent()) {
            throw new MalformedMessageException("ambiguous framing of the body");
        }
        return new Chunked();
    }

    private static HttpBody length(HttpHead head, boolean response)
            throws MalformedMessageException {
        List<String> lengths = head.tokens("Content-Length").stream().distinct().toList();
        if (lengths.isEmpty()) {
            return response ? new UntilClose() : new None();
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw new MalformedMessageException("bad Content-Length: " + lengths);
        }
        long length = Long.parseLong(lengths.getFirst());
        return length == 0 && !response ? new None() : new Fixed(length);
    }

    /**
     * Carries a body from one side to the other; what has no known length leaves in chunks, if
     * {@code chunks}. Trailers are dropped.
     */
    default void transfer(HttpInput in, OutputStream out, boolean chunks) throws IOException {
        switch (this) {
            case None _ -> out.flush();
            case Fixed(long length) -> copy(in, out, length);
            case Chunked _ -> copyChunks(in, out, chunks);
            case UntilClose _ -> copyUntilClose(in, out, chunks);
        }
    }

    private static void copy(HttpInput in, OutputStream out, long length) throws IOException {
        byte[] part = new byte[(int) Math.min(8192, Math.max(1, length))];
        for (long left = length; left > 0; ) {
            int count = in.read(part, (int) Math.min(part.length, left));
            if (count < 0) {
                throw new EOFException("closed in the middle of a body");
            }
            out.write(part, 0, count);
            out.flush();
            left -= count;
        }
        out.flush();
    }

    private static void copyChunks(HttpInput in, OutputStream out, boolean chunks)
            throws IOException {
        for (long size = chunkSize(in); size > 0; size = chunkSize(in)) {
            if (chunks) {
                out.write(HttpInput.bytes(Long.toHexString(size) + "\r\n"));
            }
            copy(in, out, size);
            if (!in.readLine(new int[] {2}).isEmpty()) {
                throw new MalformedMessageException("chunk longer than announced");
            }
            if (chunks) {
                out.write(HttpInput.bytes("\r\n"));
            }
        }
        int[] trailers = {64 * 1024};
        String trailer = in.readLine(trailers);
        while (!trailer.isEmpty()) {
            trailer = in.readLine(trailers);
        }
        end(out, chunks);
    }

    private static long chunkSize(HttpInput in) throws IOException {
        String line = in.readLine(new int[] {4096});
        int extension = line.indexOf(';');
        String size = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!size.matches("[0-9a-fA-F]{1,15}")) {
            throw new MalformedMessageException("bad chunk size: " + line);
        }
        return Long.parseLong(size, 16);
    }

    private static void copyUntilClose(HttpInput in, OutputStream out, boolean chunks)
            throws IOException {
        byte[] part = new byte[8192];
        for (int count = in.read(part, part.length); count >= 0; ) {
            if (chunks) {
                out.write(HttpInput.bytes(Integer.toHexString(count) + "\r\n"));
            }
            out.write(part, 0, count);
            if (chunks) {
                out.write(HttpInput.bytes("\r\n"));
            }
            out.flush();
            count = in.read(part, part.length);
        }
        end(out, chunks);
    }

    private static void end(OutputStream out, boolean chunks) throws IOException {
        if (chunks) {
            out.write(HttpInput.bytes("0\r\n\r\n"));
        }
        out.flush();
    }
}
