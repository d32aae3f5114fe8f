package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.wire.StaticPage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
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

    private record Made(KeyPair keys, X509Certificate certificate) {}

    private @Nullable Made made;

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

    private synchronized Made made() {
        if (made == null) {
            made = make();
        }
        return made;
    }

    private static Made make() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name(NAME),
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                            Date.from(now.plus(365, ChronoUnit.DAYS)),
                            new X500Name(NAME),
                            keys.getPublic());
            byte[] encoded =
                    builder.build(
                                    new JcaContentSignerBuilder("SHA256withRSA")
                                            .build(keys.getPrivate()))
                            .getEncoded();
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(encoded));
            return new Made(keys, certificate);
        } catch (GeneralSecurityException
                | OperatorCreationException
                | java.io.IOException impossible) {
            throw new IllegalStateException("No certificate could be made", impossible);
        }
    }
}
