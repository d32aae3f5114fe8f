package dev.sila.localcloud.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The local cloud on a port of 127.0.0.1. Besides AWS's protocols it answers {@code GET
 * /_sila/status} with a JSON object and {@code POST /_sila/stop} by running a given action.
 */
public final class HttpEndpoint implements AutoCloseable {
    static {
        // The head and the body of a reply go in two writes: without this the second waits for the
        // client's acknowledgement of the first. The server reads it once, before its first start.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Wire wire;
    private final Duration latency;
    private final Supplier<Map<String, Object>> status;
    private final Runnable stop;
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * Where it is.
     *
     * @param port 0 for any free one
     * @param latency how far away it seems: how long each call takes at least
     */
    public record Place(int port, Duration latency) {}

    /**
     * Starts to listen.
     *
     * @param pages what else it serves
     * @param status what {@code /_sila/status} shows: names, and values that JSON can carry
     * @param stop runs after {@code /_sila/stop} was answered, on a thread of its own
     * @throws IOException if the port is taken
     */
    public HttpEndpoint(
            Wire wire,
            Place place,
            List<StaticPage> pages,
            Supplier<Map<String, Object>> status,
            Runnable stop)
            throws IOException {
        this.wire = wire;
        this.latency = place.latency();
        this.status = status;
        this.stop = stop;
        this.server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), place.port()), 0);
        server.setExecutor(executor);
        server.createContext("/", this::aws);
        server.createContext("/_sila/status", only("GET", this::showStatus));
        pages.forEach(page -> server.createContext(page.path(), only("GET", serving(page))));
        server.createContext("/_sila/stop", only("POST", this::stop));
        server.start();
    }

    /** Where it listens, such as {@code http://127.0.0.1:4566}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Stops listening and closes all connections. */
    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
    }

    private void aws(HttpExchange exchange) throws IOException {
        Outgoing outgoing;
        try {
            Incoming incoming = incoming(exchange);
            travel();
            outgoing = wire.handle(incoming);
        } catch (ConnectionLost lost) {
            exchange.close();
            return;
        } catch (RuntimeException | Error failure) {
            // The server leaves the client waiting otherwise.
            exchange.close();
            throw failure;
        }
        send(exchange, outgoing);
    }

    /** The way of a request and its reply; on a virtual thread, which costs nothing meanwhile. */
    private void travel() {
        long end = System.nanoTime() + latency.toNanos();
        for (long left = latency.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                // It is being closed: nobody waits for the reply any more.
                return;
            }
        }
    }

    private static HttpHandler serving(StaticPage page) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", page.contentType());
            send(exchange, 200, page.content().get());
        };
    }

    private void showStatus(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, 200, Json.MAPPER.writeValueAsBytes(status.get()));
    }

    private void stop(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, 200, Json.MAPPER.writeValueAsBytes(Map.of("stopping", true)));
        Thread.ofPlatform().name("local-cloud-stop").start(stop);
    }

    private static HttpHandler only(String method, HttpHandler handler) {
        return exchange -> {
            if (exchange.getRequestMethod().equals(method)) {
                handler.handle(exchange);
            } else {
                exchange.getResponseHeaders().set("Allow", method);
                send(exchange, 405, new byte[0]);
            }
        };
    }

    private Incoming incoming(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name, String.join(",", values)));
        return wire.receive(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""),
                headers,
                exchange.getRequestBody());
    }

    /** A reply without a body may have the length of the one that it leaves out. */
    private static void send(HttpExchange exchange, Outgoing outgoing) throws IOException {
        Content body = outgoing.body();
        boolean bare = exchange.getRequestMethod().equals("HEAD") || outgoing.status() == 304;
        outgoing.headers()
                .forEach((name, value) -> {
                    if (bare || !name.equalsIgnoreCase("Content-Length")) {
                        exchange.getResponseHeaders().set(name, value);
                    }
                });
        long length = bare || body.length() == 0 ? -1 : body.length();
        exchange.sendResponseHeaders(outgoing.status(), length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (length > 0) {
                body.writeTo(out);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream stream = exchange.getResponseBody()) {
            stream.write(body);
        }
    }
}
