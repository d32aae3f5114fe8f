package dev.sila.localcloud.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Encrypted connections, from clients and to targets. */
final class Tls {
    private static final SSLSocketFactory TRUSTING =
            context(new KeyManager[0], new TrustManager[] {new Anyone()}).getSocketFactory();

    private Tls() {}

    /** The server side of a listener; the first identity answers where no other fits. */
    static SSLSocketFactory server(List<ServerIdentity> identities) {
        KeyManager[] keys = {new IdentityChoice(identities)};
        return context(keys, new TrustManager[0]).getSocketFactory();
    }

    /** Shakes hands with a client over a connection that it opened. */
    static SSLSocket accept(SSLSocketFactory server, Socket connection) throws IOException {
        SSLSocket socket = (SSLSocket) server.createSocket(connection, null, true);
        socket.setUseClientMode(false);
        socket.startHandshake();
        return socket;
    }

    /** Shakes hands with a target, whoever it is. */
    static SSLSocket towards(Socket connection, InetSocketAddress where) throws IOException {
        SSLSocket socket =
                (SSLSocket)
                        TRUSTING.createSocket(
                                connection,
                                where.getAddress().getHostAddress(),
                                where.getPort(),
                                true);
        socket.startHandshake();
        return socket;
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
    }

    /**
     * Balancers do not check the certificates of targets (ALB guide, "Target groups", "Routing
     * configuration").
     */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("targets only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException("targets only");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException("targets only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Any certificate will do: see above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // Any certificate will do: see above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // Any certificate will do: see above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
