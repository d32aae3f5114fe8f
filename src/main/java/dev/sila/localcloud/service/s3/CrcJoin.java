package dev.sila.localcloud.service.s3;

import dev.sila.localcloud.wire.Digest;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The cyclic checksum of two contents one after the other, from the checksum of each. As zlib does
 * it: what zeros behind the first do to its checksum is a linear map, a matrix over bits, which is
 * squared for each doubling of their number.
 */
final class CrcJoin {
    private CrcJoin() {}

    /**
     * @param secondLength how many bytes the second content has
     */
    static byte[] join(Digest digest, byte[] first, byte[] second, long secondLength) {
        int bits = digest.length() * 8;
        long joined = number(first);
        long[] zeros = oneZeroByte(polynomial(digest), bits);
        for (long left = secondLength; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                joined = times(zeros, joined);
            }
            zeros = square(zeros);
        }
        byte[] whole = ByteBuffer.allocate(8).putLong(joined ^ number(second)).array();
        return Arrays.copyOfRange(whole, 8 - digest.length(), 8);
    }

    /** Reflected, as the checksums are. */
    private static long polynomial(Digest digest) {
        return switch (digest) {
            case CRC32 -> 0xEDB88320L;
            case CRC32C -> 0x82F63B78L;
            case CRC64NVME -> 0x9A6C9329AC4BC9B5L;
            default -> throw new IllegalArgumentException(digest + " is not cyclic");
        };
    }

    private static long[] oneZeroByte(long polynomial, int bits) {
        long[] matrix = new long[bits];
        matrix[0] = polynomial;
        for (int i = 1; i < bits; i++) {
            matrix[i] = 1L << (i - 1);
        }
        return square(square(square(matrix)));
    }

    private static long[] square(long[] matrix) {
        return Arrays.stream(matrix).map(each -> times(matrix, each)).toArray();
    }

    private static long times(long[] matrix, long vector) {
        long sum = 0;
        for (int i = 0; i < matrix.length; i++) {
            if ((vector >>> i & 1) == 1) {
                sum ^= matrix[i];
            }
        }
        return sum;
    }

    private static long number(byte[] bytes) {
        byte[] whole = new byte[8];
        System.arraycopy(bytes, 0, whole, 8 - bytes.length, bytes.length);
        return ByteBuffer.wrap(whole).getLong();
    }
}
