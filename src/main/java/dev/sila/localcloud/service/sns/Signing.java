package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.wire.StaticPage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Signs messages with a key of its own, made when the first message needs it. Whoever gets a
 * message finds the certificate at {@link #page}. Source: SNS developer guide, "Verifying the
 * signatures of Amazon SNS messages".
 */
final class Signing {
    /** The name of the certificate; AWS's has 32 digits too. */
    static final String PATH = "/SimpleNotificationService-51a0c10dc10d51a0c10dc10d51a0c10d.pem";

    private static final String NAME = "CN=sns.amazonaws.com";

    private @Nullable CertifiedKeys made;

    /**
     * The signature of a text, in Base64.
     *
     * @param version {@code 1} for SHA-1, {@code 2} for SHA-256
     */
    String sign(String text, String version) {
        try {
            Signature signature =
                    Signature.getInstance(version.equals("2") ? "SHA256withRSA" : "SHA1withRSA");
            signature.initSign(made().keys().getPrivate());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java signs with RSA", impossible);
        }
    }

    /** The certificate, served without a signature. */
    StaticPage page() {
        return new StaticPage(PATH, "application/x-pem-file", this::pem);
    }

    private byte[] pem() {
        try {
            String body =
                    Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(made().certificate().getEncoded());
            return ("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("Our own certificate has a form", impossible);
        }
    }

    private synchronized CertifiedKeys made() {
        if (made == null) {
            made = CertifiedKeys.make(NAME);
        }
        return made;
    }
}
