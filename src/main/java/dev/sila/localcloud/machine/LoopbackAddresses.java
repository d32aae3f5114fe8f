package dev.sila.localcloud.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Loopback addresses for machines and balancers: one block of 16,382 in 127.64.0.0/10, which this
 * local cloud has for itself on this computer as long as it is open. An address that was given back
 * is handed out again only after all the others, so that who still knows it meets nobody.
 */
public final class LoopbackAddresses implements AutoCloseable {
    private static final int FIRST_BLOCK = (127 << 24) | (64 << 16);
    private static final int BLOCK = 1 << 14;
    private static final int BLOCKS = 256;

    /** A port that nobody gets by chance; who holds it on a block's first address has the block. */
    private static final int CLAIM_PORT = 65_535;

    private final ServerSocket claim;
    private final int block;
    private final Deque<InetAddress> returned = new ArrayDeque<>();
    private int next = 2;

    private LoopbackAddresses(ServerSocket claim, int block) {
        this.claim = claim;
        this.block = block;
    }

    /** Claims a block that no other local cloud on this computer has. */
    public static LoopbackAddresses claim() {
        IOException last = new IOException("no block tried");
        for (int index = 0; index < BLOCKS; index++) {
            int block = FIRST_BLOCK + index * BLOCK;
            try {
                ServerSocket claim = new ServerSocket();
                try {
                    claim.bind(new InetSocketAddress(address(block + 1), CLAIM_PORT), 1);
                    return new LoopbackAddresses(claim, block);
                } catch (IOException taken) {
                    claim.close();
                    last = taken;
                }
            } catch (IOException failure) {
                last = failure;
            }
        }
        throw new UncheckedIOException(
                "no free block of loopback addresses in 127.64.0.0/10; end other local clouds"
                        + " (on macOS only 127.0.0.1 exists: run in a Linux machine)",
                last);
    }

    /** An address that nobody else in this local cloud has. */
    public synchronized InetAddress take() {
        if (next < BLOCK - 1) {
            return address(block + next++);
        }
        InetAddress oldest = returned.poll();
        if (oldest == null) {
            throw new IllegalStateException(
                    "all " + (BLOCK - 3) + " loopback addresses of the local cloud are in use");
        }
        return oldest;
    }

    /** Takes an address back. */
    public synchronized void giveBack(InetAddress address) {
        returned.add(address);
    }

    private static InetAddress address(int bits) {
        byte[] bytes = {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits};
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    @Override
    public void close() {
        try {
            claim.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
