package dev.sila.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A digest of what was found: equal as long as nobody changes anything that a plan looks at. */
final class Fingerprint {
    private Fingerprint() {}

    static String of(Collection<? extends Found<?>> found) {
        MessageDigest digest = sha256();
        found.stream()
                .map(each ->
                        each.state().getClass().getSimpleName()
                                + " "
                                + each.id()
                                + " "
                                + SpecTree.write((Record) each.state()))
                .sorted()
                .forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
