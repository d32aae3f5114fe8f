package dev.sila.localcloud.service.sns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Keys and a certificate that they signed themselves. Apart from {@link Signing}, so that a local
 * cloud starts without the library that makes it.
 */
record CertifiedKeys(KeyPair keys, X509Certificate certificate) {

    /** A new pair of RSA keys, and the certificate of a name for a year. */
    static CertifiedKeys make(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            X509v3CertificateBuilder builder =
                    new JcaX509v3CertificateBuilder(
                            new X500Name(name),
                            BigInteger.valueOf(now.toEpochMilli()),
                            Date.from(now.minus(1, ChronoUnit.DAYS)),
                            Date.from(now.plus(365, ChronoUnit.DAYS)),
                            new X500Name(name),
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
            return new CertifiedKeys(keys, certificate);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("No certificate could be made", impossible);
        }
    }
}
