package dev.sila.localcloud.service.ec2;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 range in its canonical form: AWS clears host bits ({@code 100.68.0.18/18} becomes {@code
 * 100.68.0.0/18}; EC2 API reference, CreateVpc and IpRange).
 *
 * @param first its first address as an unsigned number
 * @param prefix 0 to 32
 */
record Cidr(long first, int prefix) {
    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

    Cidr {
        first = prefix == 0 ? 0 : first >>> (32 - prefix) << (32 - prefix);
    }

    /** The range that the text writes, if it is one. */
    static Optional<Cidr> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(5) == null || Integer.parseInt(form.group(5)) > 32) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(form.group(5));
        return number(form).map(address -> new Cidr(address, prefix));
    }

    /** The address that the text writes, as a number, if it is one. */
    static Optional<Long> address(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && form.group(5) == null ? number(form) : Optional.empty();
    }

    private static Optional<Long> number(Matcher form) {
        long number = 0;
        for (int group = 1; group <= 4; group++) {
            int part = Integer.parseInt(form.group(group));
            if (part > 255) {
                return Optional.empty();
            }
            number = number << 8 | part;
        }
        return Optional.of(number);
    }

    static String text(long address) {
        return "%d.%d.%d.%d"
                .formatted(
                        address >> 24 & 255,
                        address >> 16 & 255,
                        address >> 8 & 255,
                        address & 255);
    }

    /** How many addresses it holds. */
    long size() {
        return 1L << (32 - prefix);
    }

    long last() {
        return first + size() - 1;
    }

    boolean contains(long address) {
        return address >= first && address <= last();
    }

    boolean contains(Cidr other) {
        return contains(other.first) && contains(other.last());
    }

    boolean overlaps(Cidr other) {
        return contains(other.first) || other.contains(first);
    }

    @Override
    public String toString() {
        return text(first) + "/" + prefix;
    }
}
