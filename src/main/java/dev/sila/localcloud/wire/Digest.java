package dev.sila.localcloud.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** The checksums that AWS's clients send with a body. */
public enum Digest {
    MD5("Content-MD5", 16),
    CRC32("x-amz-checksum-crc32", 4),
    CRC32C("x-amz-checksum-crc32c", 4),
    CRC64NVME("x-amz-checksum-crc64nvme", 8),
    SHA1("x-amz-checksum-sha1", 20),
    SHA256("x-amz-checksum-sha256", 32);

    private final String header;
    private final int length;

    Digest(String header, int length) {
        this.header = header;
        this.length = length;
    }

    /** The header or trailer that carries it, in Base64. */
    public String header() {
        return header;
    }

    /** How many bytes it has. */
    public int length() {
        return length;
    }

    /** The one that a header carries. */
    static Optional<Digest> ofHeader(String name) {
        return Arrays.stream(values())
                .filter(each -> each.header.equalsIgnoreCase(name.strip()))
                .findFirst();
    }

    /** That of a content, which is read for it. */
    public byte[] of(Content content) {
        Running running = start();
        byte[] buffer = new byte[Spool.IN_MEMORY];
        try (InputStream stream = content.open()) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                running.update(buffer, read);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return running.value();
    }

    /** Begins one. */
    Running start() {
        return switch (this) {
            case MD5 -> new Hash(message("MD5"));
            case SHA1 -> new Hash(message("SHA-1"));
            case SHA256 -> new Hash(message("SHA-256"));
            case CRC32 -> new Cyclic(new CRC32(), length);
            case CRC32C -> new Cyclic(new CRC32C(), length);
            case CRC64NVME -> new Cyclic(new Crc64Nvme(), length);
        };
    }

    private static MessageDigest message(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** One that is being computed. */
    interface Running {
        /** Takes the first so many bytes of a buffer in. */
        void update(byte[] buffer, int length);

        byte[] value();
    }

    private record Hash(MessageDigest digest) implements Running {
        @Override
        public void update(byte[] buffer, int length) {
            digest.update(buffer, 0, length);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    private record Cyclic(Checksum checksum, int length) implements Running {
        @Override
        public void update(byte[] buffer, int many) {
            checksum.update(buffer, 0, many);
        }

        @Override
        public byte[] value() {
            byte[] whole = ByteBuffer.allocate(8).putLong(checksum.getValue()).array();
            return Arrays.copyOfRange(whole, 8 - length, 8);
        }
    }
}
