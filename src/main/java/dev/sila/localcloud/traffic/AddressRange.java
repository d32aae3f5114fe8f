package dev.sila.localcloud.traffic;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A range of addresses in CIDR notation, of either family.
 *
 * @param network the first address
 * @param prefix the number of leading bits that all have in common
 */
public record AddressRange(InetAddress network, int prefix) {
    /** Reads a range; absent if the text is none. */
    public static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .filter(address -> prefix <= address.getAddress().length * 8)
                .map(address -> new AddressRange(address, prefix));
    }

    /** Reads a literal address; never asks a name server. */
    public static Optional<InetAddress> address(String text) {
        try {
            return text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")
                    ? Optional.of(InetAddress.ofLiteral(text))
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in it; never when it is of the other family. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] other = address.getAddress();
        int rest = mine.length * 8 - prefix;
        return mine.length == other.length
                && new BigInteger(1, mine)
                        .shiftRight(rest)
                        .equals(new BigInteger(1, other).shiftRight(rest));
    }
}
