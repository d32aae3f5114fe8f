package dev.sila.aws.kind;

/**
 * An IPv4 range as AWS writes it, such as {@code 10.0.0.0/16}.
 *
 * @param first its lowest address
 * @param last its highest address
 */
record AddressRange(long first, long last) {
    private static final int BITS = 32;

    static AddressRange of(String cidr) {
        int slash = cidr.indexOf('/');
        long first = 0;
        for (String octet : cidr.substring(0, slash).split("\\.", -1)) {
            first = first << 8 | Integer.parseInt(octet);
        }
        long size = 1L << (BITS - Integer.parseInt(cidr.substring(slash + 1)));
        return new AddressRange(first, first + size - 1);
    }

    boolean overlaps(AddressRange other) {
        return first <= other.last && other.first <= last;
    }
}
