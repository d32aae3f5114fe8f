package dev.sila.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A range of IPv6 addresses.
 *
 * @param high the first 64 bits of its lowest address
 * @param low the last 64 bits
 * @param prefix how many leading bits all its addresses share, 0 to 128
 */
public record Ipv6Cidr(long high, long low, int prefix) {
    private static final int BITS = 128;
    private static final int HALF = 64;
    private static final int GROUPS = 8;
    private static final int GROUP_BITS = 16;

    public Ipv6Cidr {
        if (prefix < 0 || prefix > BITS) {
            throw new IllegalArgumentException("a prefix is 0 to 128, not " + prefix);
        }
        high &= mask(prefix);
        low &= mask(prefix - HALF);
    }

    /**
     * Reads {@code 2001:db8::/32}. Bits behind the prefix are cleared, as EC2 does it.
     *
     * @return empty when the text is not a range
     */
    public static Optional<Ipv6Cidr> read(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        int prefix = Integer.parseInt(text.substring(slash + 1));
        List<Integer> groups = address(text.substring(0, slash));
        if (prefix > BITS || groups.size() != GROUPS) {
            return Optional.empty();
        }
        return Optional.of(
                new Ipv6Cidr(
                        bits(groups.subList(0, GROUPS / 2)),
                        bits(groups.subList(GROUPS / 2, GROUPS)),
                        prefix));
    }

    /** The eight groups; another number of them if the text is no address. */
    private static List<Integer> address(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text);
        }
        String behind = text.substring(gap + 2);
        List<Integer> front = groups(text.substring(0, gap));
        List<Integer> back = groups(behind);
        boolean wrong =
                (front.isEmpty() && gap > 0)
                        || (back.isEmpty() && !behind.isEmpty())
                        || front.size() + back.size() >= GROUPS;
        if (wrong) {
            return List.of();
        }
        List<Integer> all = new ArrayList<>(front);
        while (all.size() + back.size() < GROUPS) {
            all.add(0);
        }
        all.addAll(back);
        return all;
    }

    private static List<Integer> groups(String text) {
        if (!text.matches("[0-9a-fA-F]{1,4}(:[0-9a-fA-F]{1,4})*")) {
            return List.of();
        }
        return Arrays.stream(text.split(":")).map(each -> Integer.valueOf(each, 16)).toList();
    }

    private static long bits(List<Integer> groups) {
        long bits = 0;
        for (int group : groups) {
            bits = bits << GROUP_BITS | group;
        }
        return bits;
    }

    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= HALF ? -1L : -1L << (HALF - ones);
    }

    /** As RFC 5952 writes it, which is how EC2 answers it. */
    @Override
    public String toString() {
        int start = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = zerosFrom(i);
            if (zeros > length) {
                start = i;
                length = zeros;
            }
        }
        if (start < 0) {
            return joined(0, GROUPS) + "/" + prefix;
        }
        return joined(0, start) + "::" + joined(start + length, GROUPS) + "/" + prefix;
    }

    private int zerosFrom(int first) {
        int end = first;
        while (end < GROUPS && group(end) == 0) {
            end++;
        }
        return end - first;
    }

    private String joined(int from, int to) {
        List<String> words = new ArrayList<>();
        for (int i = from; i < to; i++) {
            words.add(Integer.toHexString(group(i)));
        }
        return String.join(":", words);
    }

    private int group(int index) {
        long half = index < GROUPS / 2 ? high : low;
        int place = index % (GROUPS / 2);
        return (int) (half >>> (HALF - GROUP_BITS * (place + 1)) & 0xffff);
    }
}
