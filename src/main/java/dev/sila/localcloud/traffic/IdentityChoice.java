package dev.sila.localcloud.traffic;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** Shows a client the certificate of the host that it asks for, or else the default one. */
final class IdentityChoice extends X509ExtendedKeyManager {
    private final List<ServerIdentity> identities;

    IdentityChoice(List<ServerIdentity> identities) {
        this.identities = List.copyOf(identities);
    }

    @Override
    public @Nullable String chooseServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        List<Integer> fitting =
                IntStream.range(0, identities.size())
                        .filter(index -> fits(identities.get(index), keyType))
                        .boxed()
                        .toList();
        return fitting.stream()
                .filter(index -> asked(socket).stream().anyMatch(identities.get(index)::isFor))
                .findFirst()
                .or(() -> fitting.stream().findFirst())
                .map(String::valueOf)
                .orElse(null);
    }

    private static boolean fits(ServerIdentity identity, String keyType) {
        String algorithm = identity.key().getAlgorithm();
        return algorithm.equals(keyType)
                || (keyType.startsWith("EC") && algorithm.startsWith("EC"));
    }

    private static List<String> asked(@Nullable Socket socket) {
        SSLSession session =
                socket instanceof SSLSocket encrypted ? encrypted.getHandshakeSession() : null;
        return session instanceof ExtendedSSLSession extended
                ? extended.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName())
                        .toList()
                : List.of();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return IntStream.range(0, identities.size())
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
