package dev.sila.localcloud.service.acm;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key.
 *
 * @param pem in PEM
 * @param chain what signed it, in PEM; absent if it was imported without
 * @param key its private key in PEM, without password
 */
record Issued(X509Certificate certificate, String pem, @Nullable String chain, String key) {}
