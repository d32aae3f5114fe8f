package dev.sila.localcloud.service.route53;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A domain name as Route 53 keeps it: in small letters, with a dot at its end, and with octal
 * escape codes for all characters but letters, digits, hyphens and underscores, so that {@code *}
 * is {@code \052} (developer guide, "DNS domain name format").
 *
 * <p>Names are ordered by their labels from the last to the first, with the dot at the end.
 *
 * @param text such as {@code www.example.com.}
 */
record DnsName(String text) implements Comparable<DnsName> {
    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST = 255;

    /** What a name may not be. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String kind, String sentence, String name) {
            super("FATAL problem: %s (%s) encountered with '%s'".formatted(kind, sentence, name));
        }
    }

    /**
     * Reads a name.
     *
     * @throws Malformed if it is none
     */
    static DnsName of(String given) {
        String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
        if (name.isEmpty()) {
            throw new Malformed("DomainNameEmpty", "Domain name is empty", given);
        }
        StringBuilder text = new StringBuilder();
        int total = 1;
        for (String label : name.split("\\.", -1)) {
            int length = label(label, given, text);
            if (length == 0) {
                throw new Malformed("DomainLabelEmpty", "Domain label is empty", given);
            }
            if (length > LONGEST_LABEL) {
                throw new Malformed("DomainLabelTooLong", "Domain label is too long", given);
            }
            total += length + 1;
        }
        if (total > LONGEST) {
            throw new Malformed("DomainNameTooLong", "Domain name is too long", given);
        }
        return new DnsName(text.toString());
    }

    /** Appends a label in its kept form, and a dot; gives its length in octets. */
    private static int label(String label, String given, StringBuilder text) {
        int length = 0;
        for (int i = 0; i < label.length(); i++) {
            char letter = label.charAt(i);
            if (letter == '\\') {
                if (!label.substring(i + 1).matches("[0-3][0-7]{2}.*")) {
                    throw unsupported(given);
                }
                letter = (char) Integer.parseInt(label.substring(i + 1, i + 4), 8);
                i += 3;
            } else if (letter <= ' ' || letter > '~') {
                throw unsupported(given);
            }
            append(letter, text);
            length++;
        }
        text.append('.');
        return length;
    }

    private static Malformed unsupported(String given) {
        return new Malformed(
                "UnsupportedCharacter", "Value contains unsupported characters", given);
    }

    private static void append(char letter, StringBuilder text) {
        char small = letter >= 'A' && letter <= 'Z' ? (char) (letter + ('a' - 'A')) : letter;
        if ((small >= 'a' && small <= 'z')
                || (small >= '0' && small <= '9')
                || small == '-'
                || small == '_') {
            text.append(small);
        } else {
            text.append(String.format(Locale.ROOT, "\\%03o", (int) small));
        }
    }

    /** Whether it is the zone's own name or lies below it. */
    boolean within(DnsName zone) {
        return equals(zone) || text.endsWith("." + zone.text);
    }

    /** Without the dot at its end. */
    String withoutDot() {
        return text.substring(0, text.length() - 1);
    }

    /** The name with its first label replaced by an asterisk. */
    DnsName wildcard() {
        return new DnsName("\\052" + text.substring(text.indexOf('.')));
    }

    /** The name above it; empty text for a name of one label. */
    String parent() {
        return text.substring(text.indexOf('.') + 1);
    }

    /** How many labels it has. */
    int labels() {
        return (int) text.chars().filter(each -> each == '.').count();
    }

    private String reversed() {
        List<String> labels = new ArrayList<>(List.of(withoutDot().split("\\.", -1)));
        return String.join(".", labels.reversed()) + ".";
    }

    @Override
    public int compareTo(DnsName other) {
        return reversed().compareTo(other.reversed());
    }

    @Override
    public String toString() {
        return text;
    }
}
