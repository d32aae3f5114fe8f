package dev.sila.localcloud;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Makes identifiers as AWS makes them. With a seed, the same ones in the same order. */
public final class Identity {
    private final RandomGenerator random;

    public Identity(long seed) {
        random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /**
     * An EC2 identifier: the prefix, a hyphen and 17 hexadecimal digits, such as {@code
     * vpc-0a1b2c3d4e5f60718}.
     */
    public String ec2(String prefix) {
        return prefix + "-0" + hex(16);
    }

    /** That many hexadecimal digits. */
    public String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(Character.forDigit(random.nextInt(16), 16));
        }
        return text.toString();
    }

    /** An IAM unique identifier: the prefix and 17 capitals or digits, such as {@code AROA…}. */
    public String iam(String prefix) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder text = new StringBuilder(prefix);
        for (int i = 0; i < 17; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    /** A random UUID in its usual form. */
    public String uuid() {
        return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12);
    }

    public int below(int bound) {
        return random.nextInt(bound);
    }
}
