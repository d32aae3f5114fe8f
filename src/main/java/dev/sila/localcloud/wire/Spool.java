package dev.sila.localcloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes bodies in: small ones into memory, larger ones into files of a temporary folder, which is
 * made with the first of them and removed at close.
 */
final class Spool implements AutoCloseable {
    /** The most bytes that are kept in memory. */
    static final int IN_MEMORY = 64 * 1024;

    private final AtomicReference<@Nullable Path> folder = new AtomicReference<>();

    /**
     * Reads a stream to its end.
     *
     * @param running see every byte on its way
     */
    Content take(InputStream stream, List<Digest.Running> running) throws IOException {
        byte[] first = stream.readNBytes(IN_MEMORY + 1);
        running.forEach(each -> each.update(first, first.length));
        if (first.length <= IN_MEMORY) {
            return first.length == 0 ? Content.EMPTY : Content.of(first);
        }
        Path file = Files.createTempFile(folder(), "body", "");
        long length = first.length;
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(first);
            byte[] buffer = new byte[IN_MEMORY];
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                int many = read;
                running.forEach(each -> each.update(buffer, many));
                out.write(buffer, 0, read);
                length += read;
            }
        } catch (IOException | RuntimeException broken) {
            Files.deleteIfExists(file);
            throw broken;
        }
        return new Content.OnDisk(file, length);
    }

    private synchronized Path folder() throws IOException {
        Path made = folder.get();
        if (made == null) {
            made = Files.createTempDirectory("sila-local-cloud");
            folder.set(made);
        }
        return made;
    }

    @Override
    public synchronized void close() {
        Path made = folder.getAndSet(null);
        if (made == null) {
            return;
        }
        try (Stream<Path> files = Files.list(made)) {
            Stream.concat(Arrays.stream(files.toArray(Path[]::new)), Stream.of(made))
                    .forEach(each -> each.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
