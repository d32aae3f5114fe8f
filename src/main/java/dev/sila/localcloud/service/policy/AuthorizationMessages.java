package dev.sila.localcloud.service.policy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The encoded texts in refusals that only those may read who may call DecodeAuthorizationMessage.
 * Packed and enciphered with a key of this local cloud, so that no other text decodes.
 */
public final class AuthorizationMessages {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LARGEST = 1_000_000;

    private final SecureRandom random = new SecureRandom();
    private final byte[] key = new byte[16];

    public AuthorizationMessages() {
        random.nextBytes(key);
    }

    /** The text that a refusal carries. */
    public String encode(String message) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, packed(message), 0);
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** What was encoded; nothing for a text that was not encoded here. */
    public Optional<String> decode(String encoded) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(encoded);
            if (whole.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = Arrays.copyOf(whole, NONCE);
            return Optional.of(unpacked(cipher(Cipher.DECRYPT_MODE, nonce, whole, NONCE)));
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private byte[] cipher(int mode, byte[] nonce, byte[] input, int from) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(input, from, input.length - from);
        } catch (AEADBadTagException notOurs) {
            throw new IllegalArgumentException(notOurs);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] packed(String message) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        deflater.setInput(message.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            packed.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return packed.toByteArray();
    }

    private static String unpacked(byte[] packed) {
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new String(inflated.readNBytes(LARGEST), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new IllegalArgumentException(broken);
        }
    }
}
