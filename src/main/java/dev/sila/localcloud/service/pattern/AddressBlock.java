package dev.sila.localcloud.service.pattern;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A block of IPv4 or IPv6 addresses.
 *
 * @param bits 32 or 128
 * @param prefix how many of them count
 */
record AddressBlock(BigInteger base, int bits, int prefix) {

    /** Reads {@code 10.0.0.0/24} or {@code 2001:db8::/32}. */
    static AddressBlock parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length == 2 && parts[1].matches("\\d{1,3}")) {
            int prefix = Integer.parseInt(parts[1]);
            Optional<AddressBlock> whole = address(parts[0]);
            if (whole.isPresent() && prefix <= whole.get().bits()) {
                return new AddressBlock(whole.get().base(), whole.get().bits(), prefix);
            }
        }
        throw new MalformedPatternException("Malformed CIDR, one '/' required: " + text);
    }

    boolean contains(String text) {
        return address(text)
                .filter(each -> each.bits() == bits)
                .filter(each -> high(each.base()).equals(high(base)))
                .isPresent();
    }

    private BigInteger high(BigInteger number) {
        return number.shiftRight(bits - prefix);
    }

    private static Optional<AddressBlock> address(String text) {
        try {
            byte[] bytes = InetAddress.ofLiteral(text).getAddress();
            int bits = bytes.length * 8;
            return Optional.of(new AddressBlock(new BigInteger(1, bytes), bits, bits));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
