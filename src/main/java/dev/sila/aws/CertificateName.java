package dev.sila.aws;

import java.util.Locale;

/** The names that a certificate is good for. */
final class CertificateName {
    private CertificateName() {}

    /**
     * Whether a certificate's name covers a host's: the two are equal, or the certificate's begins
     * with {@code *.} and the host's has exactly one label in that place. So {@code example.com}
     * does not cover {@code foo.example.com}, nor does {@code *.example.com} cover {@code
     * example.com} or {@code a.b.example.com}. Source: RFC 6125, section 6.4.3.
     */
    static boolean covers(String certificate, String host) {
        String pattern = certificate.toLowerCase(Locale.ROOT);
        String name = host.toLowerCase(Locale.ROOT);
        if (!pattern.startsWith("*.")) {
            return pattern.equals(name);
        }
        int dot = name.indexOf('.');
        return dot > 0 && name.substring(dot).equals(pattern.substring(1));
    }
}
