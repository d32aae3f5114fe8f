package dev.sila.localcloud.traffic;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * A certificate with its chain and its private key, as a listener shows it.
 *
 * @param chain the certificate itself first
 */
public record ServerIdentity(List<X509Certificate> chain, PrivateKey key) {
    public ServerIdentity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads it.
     *
     * @param chain PEM certificates
     * @param key a PEM key, PKCS 1 or 8, without password
     * @throws IllegalArgumentException if either is none
     */
    public static ServerIdentity of(String chain, String key) {
        try (PEMParser parser = new PEMParser(new StringReader(key))) {
            List<X509Certificate> certificates =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(
                                    new ByteArrayInputStream(
                                            chain.getBytes(StandardCharsets.US_ASCII)))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            PrivateKeyInfo found =
                    switch (parser.readObject()) {
                        case PEMKeyPair pair -> pair.getPrivateKeyInfo();
                        case PrivateKeyInfo info -> info;
                        case null, default ->
                                throw new IllegalArgumentException("not a private key");
                    };
            return new ServerIdentity(certificates, new JcaPEMKeyConverter().getPrivateKey(found));
        } catch (IOException | CertificateException wrong) {
            throw new IllegalArgumentException("not a certificate with its key", wrong);
        }
    }

    /** Whether the certificate is for a host, by its alternative names or its subject. */
    boolean isFor(String host) {
        return names().stream().anyMatch(name -> matches(name, host));
    }

    private List<String> names() {
        try {
            var alternatives = chain.getFirst().getSubjectAlternativeNames();
            if (alternatives != null) {
                return alternatives.stream()
                        .filter(each -> Integer.valueOf(2).equals(each.getFirst()))
                        .map(each -> String.valueOf(each.getLast()))
                        .toList();
            }
        } catch (CertificateException unreadable) {
            return List.of();
        }
        String subject = chain.getFirst().getSubjectX500Principal().getName();
        return List.of(subject.replaceFirst("(?s).*?CN=([^,]*).*", "$1"));
    }

    private static boolean matches(String name, String host) {
        String wanted = host.toLowerCase(Locale.ROOT);
        String own = name.toLowerCase(Locale.ROOT);
        int dot = wanted.indexOf('.');
        return own.equals(wanted)
                || (own.startsWith("*.")
                        && dot > 0
                        && own.substring(1).equals(wanted.substring(dot)));
    }
}
