package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.Foundation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Posts messages to HTTP endpoints, from virtual threads, and again as the delivery policy says.
 * Source: SNS developer guide, "Amazon SNS message delivery retries".
 */
final class HttpDelivery implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.sns");

    /** How long AWS waits for an endpoint. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private static final int TOO_MANY_REQUESTS = 429;

    private final Foundation foundation;

    /** Made when it is first needed: it reads the certificates of every authority. */
    private @Nullable HttpClient client;

    HttpDelivery(Foundation foundation) {
        this.foundation = foundation;
    }

    /**
     * One message on its way.
     *
     * @param failed run under the local cloud's lock when there is no further attempt
     */
    record Post(String endpoint, Map<String, String> headers, String body, Runnable failed) {}

    /**
     * Starts to deliver.
     *
     * @param delays seconds before each further attempt
     */
    void deliver(Post post, List<Integer> delays) {
        Thread.ofVirtual().name("sns-delivery").start(() -> attempt(post, delays));
    }

    private void attempt(Post post, List<Integer> delays) {
        int status = send(post);
        if (status / 100 == 2 || Thread.currentThread().isInterrupted()) {
            return;
        }
        boolean permanent = status / 100 == 4 && status != TOO_MANY_REQUESTS;
        if (permanent || delays.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "SNS could not deliver to {0}: {1}",
                    post.endpoint(),
                    status == 0 ? "no answer" : "HTTP status " + status);
            foundation.lock().lock();
            try {
                post.failed().run();
            } finally {
                foundation.lock().unlock();
            }
            return;
        }
        List<Integer> later = delays.subList(1, delays.size());
        foundation
                .timeline()
                .after(Duration.ofSeconds(delays.getFirst()), () -> deliver(post, later));
    }

    /** The status of the answer; 0 if there was none. */
    private int send(Post post) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(post.endpoint()))
                            .timeout(TIMEOUT)
                            .header("User-Agent", "Amazon Simple Notification Service Agent")
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            post.body(), StandardCharsets.UTF_8));
            post.headers().forEach(request::header);
            return client().send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | IllegalArgumentException unreachable) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            made =
                    HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .connectTimeout(TIMEOUT)
                            .build();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
        }
    }
}
