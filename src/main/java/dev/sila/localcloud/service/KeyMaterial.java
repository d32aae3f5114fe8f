package dev.sila.localcloud.service;

import dev.sila.localcloud.AwsFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Reads certificates and private keys in PEM. */
public final class KeyMaterial {
    private KeyMaterial() {}

    /**
     * The only certificate of a text.
     *
     * @throws AwsFailure {@code MalformedCertificate}
     */
    public static X509Certificate certificate(String pem) {
        List<X509Certificate> all = chain(pem);
        if (all.size() != 1) {
            throw malformed(
                    "Unable to parse certificate. Please ensure the certificate is in PEM format.");
        }
        return all.getFirst();
    }

    /** All certificates of a text, in order. */
    public static List<X509Certificate> chain(String pem) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> all = new ArrayList<>();
            for (var each :
                    factory.generateCertificates(
                            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))) {
                all.add((X509Certificate) each);
            }
            return all;
        } catch (CertificateException wrong) {
            throw malformed(
                    "Unable to parse certificate. Please ensure the certificate is in PEM format.");
        }
    }

    /**
     * A private key of RSA or an elliptic curve, in PKCS#1, SEC1 or PKCS#8, without a passphrase.
     *
     * @throws AwsFailure {@code MalformedCertificate}
     */
    public static PrivateKey privateKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object found = parser.readObject();
            while (found instanceof ASN1ObjectIdentifier) { // the curve's parameters come first
                found = parser.readObject();
            }
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            return switch (found) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo key -> converter.getPrivateKey(key);
                case null, default ->
                        throw malformed(
                                "Invalid Private Key. It must be unencrypted and in PEM format.");
            };
        } catch (IOException wrong) {
            throw malformed("Invalid Private Key. It must be unencrypted and in PEM format.");
        }
    }

    /** Whether what the key signs, the certificate verifies. */
    public static boolean match(PrivateKey key, X509Certificate certificate) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] probe = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(probe);
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certificate.getPublicKey());
            verifier.update(probe);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    /** Refuses a chain in which one is not signed by the next. */
    public static void refuseBrokenChain(X509Certificate certificate, List<X509Certificate> chain) {
        X509Certificate signed = certificate;
        for (int i = 0; i < chain.size(); i++) {
            try {
                signed.verify(chain.get(i).getPublicKey());
            } catch (GeneralSecurityException wrong) {
                throw malformed(
                        "Unable to validate certificate chain. The certificate chain must start"
                                + " with the immediate signing certificate, followed by any"
                                + " intermediaries in order. The index within the chain of the"
                                + " invalid certificate is: "
                                + i);
            }
            signed = chain.get(i);
        }
    }

    private static AwsFailure malformed(String message) {
        return new AwsFailure("MalformedCertificate", message);
    }
}
