package dev.sila.localcloud.service.policy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses in CIDR blocks, of IPv4 and IPv6. */
final class IpRange {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpRange() {}

    /** Whether the block, or the single address, contains the address; never for other texts. */
    static boolean contains(String block, String address) {
        int slash = block.indexOf('/');
        byte[] base = bytes(slash < 0 ? block : block.substring(0, slash));
        byte[] wanted = bytes(address);
        if (base.length == 0 || base.length != wanted.length) {
            return false;
        }
        int bits = slash < 0 ? base.length * 8 : bits(block.substring(slash + 1), base.length * 8);
        if (bits < 0) {
            return false;
        }
        int shift = base.length * 8 - bits;
        return new BigInteger(1, base)
                .shiftRight(shift)
                .equals(new BigInteger(1, wanted).shiftRight(shift));
    }

    private static int bits(String text, int most) {
        return text.matches("\\d{1,3}") && Integer.parseInt(text) <= most
                ? Integer.parseInt(text)
                : -1;
    }

    /** Only literal addresses are parsed, so no name is ever looked up. */
    private static byte[] bytes(String address) {
        try {
            return ADDRESS.matcher(address).matches()
                    ? InetAddress.getByName(address).getAddress()
                    : new byte[0];
        } catch (UnknownHostException wrong) {
            return new byte[0];
        }
    }
}
