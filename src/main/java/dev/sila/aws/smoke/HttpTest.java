package dev.sila.aws.smoke;

import dev.sila.aws.Rosters.Member;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hosts that answer a request from this machine with a status below 400; all are asked at the same
 * time.
 */
public final class HttpTest implements SmokeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int FIRST_FAILURE = 400;

    private final int port;
    private final String path;
    private final Map<String, String> reasons = new ConcurrentHashMap<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /** Asks each host at its public address, or where it has none at its private one. */
    public HttpTest(int port, String path) {
        this.port = port;
        this.path = path;
    }

    private static String address(Member host) {
        String address =
                host.publicAddress() == null ? host.privateAddress() : host.publicAddress();
        return address == null ? "0.0.0.0" : address;
    }

    @Override
    public String passing() {
        return "answers GET " + path + " on port " + port + " to this machine";
    }

    @Override
    public String reason(String instanceId) {
        return reasons.getOrDefault(instanceId, "");
    }

    @Override
    public Set<String> passed(Collection<Member> hosts) {
        Set<String> passed = ConcurrentHashMap.newKeySet();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Member host : hosts) {
                var _ =
                        each.submit(() -> {
                            String why =
                                    complaint(
                                            URI.create(
                                                    "http://" + address(host) + ":" + port + path));
                            if (why.isEmpty()) {
                                passed.add(host.instanceId());
                            } else {
                                reasons.put(host.instanceId(), why);
                            }
                        });
            }
        }
        return Set.copyOf(passed);
    }

    /** What is wrong with the answer, for people; empty if nothing is. */
    private String complaint(URI uri) {
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).GET().build();
        try {
            int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status < FIRST_FAILURE ? "" : uri + " answers with status " + status + ".";
        } catch (IOException notYet) {
            return uri + " does not answer this machine.";
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted.";
        }
    }
}
