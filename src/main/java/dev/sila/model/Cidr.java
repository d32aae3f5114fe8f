package dev.sila.model;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of IPv4 addresses.
 *
 * @param network its lowest address, as a number from 0 to 2^32-1; a multiple of the range's size
 * @param prefix how many leading bits all its addresses share, 0 to 32
 */
public record Cidr(long network, int prefix) implements Comparable<Cidr> {
    private static final int BITS = 32;
    private static final String OCTET = "(0|[1-9]\\d{0,2})";
    private static final Pattern ADDRESS =
            Pattern.compile(String.join("\\.", OCTET, OCTET, OCTET, OCTET));

    public Cidr {
        if (prefix < 0 || prefix > BITS) {
            throw new IllegalArgumentException("a prefix is 0 to 32, not " + prefix);
        }
        if (network < 0 || network >= 1L << BITS || network % (1L << (BITS - prefix)) != 0) {
            throw new IllegalArgumentException(
                    "no range of prefix " + prefix + " begins at " + network);
        }
    }

    /**
     * Reads {@code 10.0.0.0/16}. Bits behind the prefix are cleared, as EC2 does it: {@code
     * 10.0.0.5/16} is {@code 10.0.0.0/16}.
     *
     * @return empty when the text is not a range
     */
    public static Optional<Cidr> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,2}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        if (prefix > BITS) {
            return Optional.empty();
        }
        return readAddress(text.substring(0, slash))
                .map(address -> new Cidr(address - address % (1L << (BITS - prefix)), prefix));
    }

    /**
     * The range of that text.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Cidr of(String text) {
        return read(text).orElseThrow(() -> new IllegalArgumentException("no range: " + text));
    }

    /** Reads {@code 10.0.0.5}; empty when the text is not an address. */
    public static Optional<Long> readAddress(String text) {
        Matcher matcher = ADDRESS.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 1; i <= matcher.groupCount(); i++) {
            int octet = Integer.parseInt(matcher.group(i));
            if (octet > 255) {
                return Optional.empty();
            }
            address = address * 256 + octet;
        }
        return Optional.of(address);
    }

    /** The dotted form of an address. */
    public static String dotted(long address) {
        return (address >> 24)
                + "."
                + (address >> 16 & 255)
                + "."
                + (address >> 8 & 255)
                + "."
                + (address & 255);
    }

    /** How many addresses it holds. */
    public long size() {
        return 1L << (BITS - prefix);
    }

    /** Its highest address. */
    public long broadcast() {
        return network + size() - 1;
    }

    public boolean contains(long address) {
        return address >= network && address <= broadcast();
    }

    public boolean contains(Cidr other) {
        return contains(other.network) && contains(other.broadcast());
    }

    public boolean overlaps(Cidr other) {
        return contains(other.network) || other.contains(network);
    }

    /** How many aligned blocks of that prefix it holds; 0 if they are larger than itself. */
    public long blocks(int blockPrefix) {
        return blockPrefix < prefix || blockPrefix > BITS ? 0 : 1L << (blockPrefix - prefix);
    }

    /**
     * The block of that prefix at that place, counted from 0.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Cidr block(int blockPrefix, long index) {
        if (index < 0 || index >= blocks(blockPrefix)) {
            throw new IndexOutOfBoundsException(
                    this + " has no block " + index + " of prefix " + blockPrefix);
        }
        return new Cidr(network + index * (1L << (BITS - blockPrefix)), blockPrefix);
    }

    /** The least number of bits that can tell so many things apart: ceil(log2(count)). */
    public static int bitsFor(int count) {
        return count <= 1 ? 0 : BITS - Integer.numberOfLeadingZeros(count - 1);
    }

    @Override
    public int compareTo(Cidr other) {
        return Comparator.comparingLong(Cidr::network)
                .thenComparingInt(Cidr::prefix)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return dotted(network) + "/" + prefix;
    }
}
