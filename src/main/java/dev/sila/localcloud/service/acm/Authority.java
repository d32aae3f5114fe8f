package dev.sila.localcloud.service.acm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import software.amazon.awssdk.services.acm.model.KeyAlgorithm;

/** An authority of this local cloud, which nobody else trusts. Made when it first signs. */
final class Authority {
    /** ACM's certificates are good for 13 months (user guide, "Characteristics"). */
    private static final Duration VALIDITY = Duration.ofDays(395);

    private static final X500Name NAME = new X500Name("CN=Sila local cloud, O=Sila, C=US");
    private static final String SIGNATURE = "SHA256withECDSA";

    private final KeyPair keys;
    private final X509Certificate own;

    Authority(Instant now) {
        try {
            keys = keys(KeyAlgorithm.EC_PRIME256_V1);
            X509v3CertificateBuilder builder =
                    builder(NAME, keys, now, Duration.ofDays(3650))
                            .addExtension(
                                    Extension.basicConstraints, true, new BasicConstraints(true));
            own = signed(builder);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("No authority could be made", impossible);
        }
    }

    /** A new certificate of these names, the first of which is its subject, with a new key. */
    Issued issue(List<String> names, KeyAlgorithm algorithm, Instant now) {
        try {
            KeyPair pair = keys(algorithm);
            X509Certificate made =
                    signed(
                            extended(
                                    builder(
                                            new X500Name("CN=" + names.getFirst()),
                                            pair,
                                            now,
                                            VALIDITY),
                                    names));
            String key = pem(new JcaPKCS8Generator(pair.getPrivate(), null));
            return new Issued(made, pem(made), pem(own), key);
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("No certificate could be made", impossible);
        }
    }

    private static KeyPair keys(KeyAlgorithm algorithm) throws GeneralSecurityException {
        String name = algorithm.toString();
        if (name.startsWith("RSA_")) {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(Integer.parseInt(name.substring("RSA_".length())));
            return generator.generateKeyPair();
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        String curve = name.substring("EC_".length()).replace("prime256v1", "secp256r1");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static X509v3CertificateBuilder builder(
            X500Name subject, KeyPair pair, Instant now, Duration validity) {
        return new JcaX509v3CertificateBuilder(
                NAME,
                new BigInteger(96, new java.security.SecureRandom()),
                Date.from(now),
                Date.from(now.plus(validity)),
                subject,
                pair.getPublic());
    }

    private static X509v3CertificateBuilder extended(
            X509v3CertificateBuilder builder, List<String> names) throws CertIOException {
        GeneralName[] alternatives =
                names.stream()
                        .map(each -> new GeneralName(GeneralName.dNSName, each))
                        .toArray(GeneralName[]::new);
        return builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(alternatives))
                .addExtension(
                        Extension.keyUsage,
                        true,
                        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment))
                .addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(
                                new KeyPurposeId[] {
                                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                                }));
    }

    private X509Certificate signed(X509v3CertificateBuilder builder)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        byte[] encoded =
                builder.build(new JcaContentSignerBuilder(SIGNATURE).build(keys.getPrivate()))
                        .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoded));
    }

    private static String pem(Object object) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
