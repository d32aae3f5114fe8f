package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/**
 * Makes and reads key pairs. Apart from {@link KeyMaterial}, so that a local cloud starts without
 * the library that does it.
 */
final class KeyMaking {
    private static final int RSA_BITS = 2048;
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyMaking() {}

    /** A new pair. */
    static KeyMaterial created(String type) {
        try {
            return type.equals("rsa") ? rsa() : ed25519();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static KeyMaterial rsa() throws GeneralSecurityException, IOException {
        java.security.KeyPairGenerator generator =
                java.security.KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS, RANDOM);
        java.security.KeyPair pair = generator.generateKeyPair();
        byte[] der = pair.getPrivate().getEncoded();
        byte[] inner =
                PrivateKeyInfo.getInstance(der).parsePrivateKey().toASN1Primitive().getEncoded();
        AsymmetricKeyParameter open = PublicKeyFactory.createKey(pair.getPublic().getEncoded());
        return new KeyMaterial(
                "rsa", line(open), colons(digest("SHA-1", der)), pem("RSA PRIVATE KEY", inner));
    }

    private static KeyMaterial ed25519() throws IOException {
        Ed25519PrivateKeyParameters secret = new Ed25519PrivateKeyParameters(RANDOM);
        Ed25519PublicKeyParameters open = secret.generatePublicKey();
        return new KeyMaterial(
                "ed25519",
                line(open),
                openSshFingerprint(open),
                pem("OPENSSH PRIVATE KEY", OpenSSHPrivateKeyUtil.encodePrivateKey(secret)) + "\n");
    }

    /**
     * The public half that somebody brings: OpenSSH's form, its base64 alone, or RFC 4716.
     *
     * @throws AwsFailure {@code InvalidKey.Format} for any other, and other lengths of RSA keys
     *     than 1024, 2048 and 4096
     */
    static KeyMaterial imported(byte[] file) {
        try {
            AsymmetricKeyParameter open = parsed(new String(file, StandardCharsets.UTF_8).strip());
            if (open instanceof Ed25519PublicKeyParameters) {
                return new KeyMaterial("ed25519", line(open), openSshFingerprint(open), "");
            }
            if (open instanceof RSAKeyParameters rsa && supported(rsa)) {
                byte[] der =
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(open).getEncoded();
                return new KeyMaterial("rsa", line(open), colons(digest("MD5", der)), "");
            }
        } catch (IOException | RuntimeException unreadable) {
            throw malformed();
        }
        throw malformed();
    }

    private static boolean supported(RSAKeyParameters key) {
        int bits = key.getModulus().bitLength();
        return bits == 1024 || bits == 2048 || bits == 4096;
    }

    private static AsymmetricKeyParameter parsed(String text) throws IOException {
        if (text.startsWith("---- BEGIN SSH2 PUBLIC KEY")) {
            String body =
                    text.lines()
                            .filter(line -> !line.startsWith("----") && !line.contains(":"))
                            .collect(Collectors.joining());
            return OpenSSHPublicKeyUtil.parsePublicKey(Base64.getDecoder().decode(body));
        }
        String[] words = text.split("\\s+", 3);
        if (words.length == 1) {
            return PublicKeyFactory.createKey(
                    new ByteArrayInputStream(Base64.getDecoder().decode(words[0])));
        }
        byte[] blob = Base64.getDecoder().decode(words[1]);
        ByteBuffer start = ByteBuffer.wrap(blob);
        byte[] name = new byte[Math.min(start.getInt(), start.remaining())];
        start.get(name);
        if (!Arrays.equals(name, words[0].getBytes(StandardCharsets.US_ASCII))) {
            throw malformed();
        }
        return OpenSSHPublicKeyUtil.parsePublicKey(blob);
    }

    private static AwsFailure malformed() {
        return new AwsFailure("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
    }

    private static String line(AsymmetricKeyParameter key) throws IOException {
        byte[] blob = OpenSSHPublicKeyUtil.encodePublicKey(key);
        String name = key instanceof RSAKeyParameters ? "ssh-rsa " : "ssh-ed25519 ";
        return name + Base64.getEncoder().encodeToString(blob);
    }

    private static String openSshFingerprint(AsymmetricKeyParameter key) throws IOException {
        byte[] blob = OpenSSHPublicKeyUtil.encodePublicKey(key);
        return Base64.getEncoder().encodeToString(digest("SHA-256", blob));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String colons(byte[] bytes) {
        return HexFormat.ofDelimiter(":").formatHex(bytes);
    }

    private static String pem(String kind, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Stream.of("-----BEGIN " + kind + "-----", body, "-----END " + kind + "-----")
                .collect(Collectors.joining("\n"));
    }
}
