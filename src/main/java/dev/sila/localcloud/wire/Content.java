package dev.sila.localcloud.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Bytes that may be too many for memory. Immutable; any thread may open it, any number of times.
 * What lies on disk is removed some time after nothing refers to it any more, and at the latest
 * when the local cloud closes.
 */
public sealed interface Content {
    /** No bytes. */
    Content EMPTY = of(new byte[0]);

    long length();

    /**
     * A stream over all bytes.
     *
     * @throws IOException if the disk fails or the local cloud is closed
     */
    InputStream open() throws IOException;

    /** All bytes at once: for those that are known to be few. */
    default byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream(Math.toIntExact(length()));
        try {
            writeTo(all);
            return all.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Writes all bytes, in as few pieces as they have.
     *
     * @throws IOException if the stream or the disk fails
     */
    default void writeTo(OutputStream out) throws IOException {
        try (InputStream stream = open()) {
            stream.transferTo(out);
        }
    }

    /** Some of the bytes, without a copy. */
    default Content part(long from, long length) {
        return from == 0 && length == length() ? this : new Part(this, from, length);
    }

    /** Bytes in memory; the array must not change any more. */
    static Content of(byte[] bytes) {
        return new InMemory(bytes);
    }

    /** One after the other, without a copy. */
    static Content joined(List<Content> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Joined(parts);
    }

    /** Few bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record InMemory(byte[] array) implements Content {
        @Override
        public long length() {
            return array.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(array);
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(array);
        }
    }

    /** A file that only this object knows. */
    final class OnDisk implements Content {
        private static final Cleaner CLEANER = Cleaner.create();

        private final Path file;
        private final long length;

        OnDisk(Path file, long length) {
            this.file = file;
            this.length = length;
            CLEANER.register(this, () -> file.toFile().delete());
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** Some bytes of another one. */
    record Part(Content whole, long from, long length) implements Content {
        @Override
        public InputStream open() throws IOException {
            InputStream stream = whole.open();
            stream.skipNBytes(from);
            return new Limited(stream, length);
        }
    }

    /** Several, one after the other. */
    record Joined(List<Content> parts) implements Content {
        public Joined {
            parts = List.copyOf(parts);
        }

        @Override
        public long length() {
            return parts.stream().mapToLong(Content::length).sum();
        }

        /** Each is opened when the one before is at its end. */
        @Override
        public InputStream open() {
            return new SequenceInputStream(new Opening(parts.iterator()));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            for (Content part : parts) {
                part.writeTo(out);
            }
        }
    }
}
