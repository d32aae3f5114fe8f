package dev.sila.cli;

import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * The local cloud that runs on a port of this machine, asked about itself. Uses the JDK's old HTTP
 * client, which starts in a tenth of the new one's time.
 */
final class LocalEndpoint {
    private static final int PATIENCE_MILLIS = 5_000;

    private final int port;

    LocalEndpoint(int port) {
        this.port = port;
    }

    /**
     * Looks whether anything listens there, in a moment.
     *
     * @throws ProblemException with the remedy if nothing does
     */
    void require() {
        try (Socket probe = new Socket()) {
            probe.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        } catch (IOException nothing) {
            throw failed(
                    "No local cloud is running there.",
                    "Start one in another terminal with: sila local up");
        }
    }

    /** What it says of itself, as JSON. */
    String status() {
        return request("GET", "/_sila/status");
    }

    /** Ends it; its machines go with it. */
    void stop() {
        request("POST", "/_sila/stop");
    }

    private String request(String method, String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://" + where() + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw failed(
                        "Something answers there, but it is not Sila's local cloud: HTTP "
                                + connection.getResponseCode()
                                + ".",
                        "Give the local cloud's port with --port.");
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (java.net.ConnectException nothing) {
            throw failed(
                    "No local cloud is running there.",
                    "Start one with: sila local up --port " + port);
        } catch (IOException failure) {
            throw failed(
                    "The local cloud does not answer: " + failure.getMessage() + ".",
                    "End its process, and start it again with: sila local up --port " + port);
        }
    }

    private String where() {
        return "127.0.0.1:" + port;
    }

    private ProblemException failed(String what, String remedy) {
        return new ProblemException(Problem.error(where(), what, remedy));
    }
}
