package dev.sila.localcloud.service.sqs;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * The digests by which clients check that messages went through whole. Source: SQS developer guide,
 * "Calculating the MD5 message digest for message attributes".
 */
final class Digest {
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private Digest() {}

    static String md5(String text) {
        return HexFormat.of().formatHex(of("MD5").digest(bytes(text)));
    }

    static String sha256(String text) {
        return HexFormat.of().formatHex(of("SHA-256").digest(bytes(text)));
    }

    /** The digest of attributes: names, types and values in the order of the names. */
    static String md5(Map<String, MessageAttributeValue> attributes) {
        MessageDigest digest = of("MD5");
        new TreeMap<>(attributes)
                .forEach((name, value) -> {
                    add(digest, bytes(name));
                    add(digest, bytes(value.dataType()));
                    boolean binary = value.dataType().startsWith("Binary");
                    digest.update(binary ? BINARY : TEXT);
                    add(
                            digest,
                            binary
                                    ? value.binaryValue().asByteArray()
                                    : bytes(value.stringValue()));
                });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, byte[] part) {
        digest.update(java.nio.ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest of(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has " + algorithm, impossible);
        }
    }
}
