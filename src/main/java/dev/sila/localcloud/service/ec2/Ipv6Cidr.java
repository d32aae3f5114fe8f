package dev.sila.localcloud.service.ec2;

import java.net.Inet6Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv6 ranges, which security groups may name although the local VPCs have none. */
final class Ipv6Cidr {
    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F:.]+)/(\\d{1,3})");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?:$|:)");

    private Ipv6Cidr() {}

    /** The range with host bits cleared and written as RFC 5952 does, if the text is one. */
    static Optional<String> canonical(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || !form.group(1).contains(":")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(form.group(2));
        if (prefix > 128) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Inet6Address.ofLiteral(form.group(1)).getAddress();
            if (bytes.length != 16) {
                return Optional.empty();
            }
            for (int bit = prefix; bit < 128; bit++) {
                bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            }
            return Optional.of(compressed(bytes) + "/" + prefix);
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static String compressed(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 16; i += 2) {
            text.append(i == 0 ? "" : ":")
                    .append(Integer.toHexString(((bytes[i] & 255) << 8) | (bytes[i + 1] & 255)));
        }
        Matcher zeros = ZEROS.matcher(text);
        int start = -1;
        int end = -1;
        for (int from = 0; zeros.find(from); from = zeros.start() + 1) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        return start < 0 ? text.toString() : text.substring(0, start) + "::" + text.substring(end);
    }
}
