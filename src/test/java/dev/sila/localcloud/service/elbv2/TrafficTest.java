package dev.sila.localcloud.service.elbv2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sila.localcloud.RealTimeline;
import dev.sila.localcloud.traffic.NetworkProbe;
import dev.sila.localcloud.traffic.http.HttpInput;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeregisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.FixedResponseActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetHealth;

/** Real sockets: machines, health checks, a balancer and a client. Forty times AWS's pace. */
final class TrafficTest {
    private static final int PORT = 8081;

    private final Playground cloud =
            new Playground(
                    lock -> new RealTimeline(40, lock),
                    ground -> new NetworkProbe(ground.lock, ground.ports));
    private final HttpClient client = HttpClient.newHttpClient();

    private String group = "";
    private String listener = "";
    private String address = "";

    private void start(String... instances) {
        var balancer = cloud.loadBalancer("web");
        group = cloud.targetGroup("web").targetGroupArn();
        listener = cloud.listener(balancer.loadBalancerArn(), PORT, group);
        address = balancer.dnsName();
        for (int index = 0; index < instances.length; index++) {
            cloud.run(instances[index], index % 2 == 0 ? "subnet-a" : "subnet-b");
            register(instances[index]);
        }
    }

    @AfterEach
    void stop() {
        client.close();
        cloud.close();
    }

    private void register(String instance) {
        RegisterTargetsRequest request =
                RegisterTargetsRequest.builder()
                        .targetGroupArn(group)
                        .targets(TargetDescription.builder().id(instance).build())
                        .build();
        cloud.locked(() -> cloud.handler(TargetOperations.class).registerTargets(request));
    }

    private void deregister(String instance) {
        DeregisterTargetsRequest request =
                DeregisterTargetsRequest.builder()
                        .targetGroupArn(group)
                        .targets(TargetDescription.builder().id(instance).build())
                        .build();
        cloud.locked(() -> cloud.handler(TargetOperations.class).deregisterTargets(request));
    }

    private Map<String, TargetHealth> health() {
        Map<String, TargetHealth> all = new HashMap<>();
        cloud.locked(() ->
                        cloud.handler(TargetOperations.class)
                                .describeTargetHealth(
                                        DescribeTargetHealthRequest.builder()
                                                .targetGroupArn(group)
                                                .build()))
                .targetHealthDescriptions()
                .forEach(each -> all.put(each.target().id(), each.targetHealth()));
        return all;
    }

    private String state(String instance) {
        TargetHealth found = health().get(instance);
        return found == null ? "gone" : found.stateAsString();
    }

    private String reason(String instance) {
        TargetHealth found = health().get(instance);
        return found == null ? "gone" : found.reasonAsString();
    }

    private void awaitState(String instance, String state) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> state(instance).equals(state));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + address + ":" + PORT + path);
        return client.send(
                HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void requestsAreSpreadEvenlyOverHealthyTargets() throws Exception {
        start("i-1", "i-2", "i-3");
        List.of("i-1", "i-2", "i-3").forEach(each -> awaitState(each, "healthy"));

        Map<String, Integer> answers = new HashMap<>();
        for (int count = 0; count < 30; count++) {
            answers.merge(get("/").body(), 1, Integer::sum);
        }

        assertThat(answers)
                .isEqualTo(
                        Map.of(
                                "Hello from i-1\n", 10,
                                "Hello from i-2\n", 10,
                                "Hello from i-3\n", 10));
    }

    @Test
    void withoutAnyTargetTheAnswerIs503() throws Exception {
        start();

        assertThat(get("/").statusCode()).isEqualTo(503);
    }

    @Test
    void noRequestIsLostWhileTargetsComeAndDrain() throws Exception {
        start("i-1", "i-2");
        List.of("i-1", "i-2").forEach(each -> awaitState(each, "healthy"));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger good = new AtomicInteger();
        Set<String> bad = new TreeSet<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int count = 0; count < 8; count++) {
                threads.execute(() -> ask(over, good, bad));
            }
            try {
                for (int round = 0; round < 3; round++) {
                    drainRestartAndReturn("i-1");
                }
            } finally {
                over.set(true);
            }
        }

        assertThat(bad).isEmpty();
        assertThat(good).hasValueGreaterThan(100);
    }

    private void drainRestartAndReturn(String instance) {
        deregister(instance);
        assertThat(state(instance)).isEqualTo("draining");
        awaitState(instance, "gone");
        cloud.locked(() -> {
            cloud.machines.stop(instance);
            cloud.machines.start(instance);
            return 0;
        });
        register(instance);
        awaitState(instance, "healthy");
    }

    private void ask(AtomicBoolean over, AtomicInteger good, Set<String> bad) {
        while (!over.get()) {
            String outcome;
            try {
                outcome = String.valueOf(get("/").statusCode());
            } catch (IOException | InterruptedException failure) {
                outcome = failure.toString();
            }
            if (outcome.equals("200")) {
                good.incrementAndGet();
            } else {
                synchronized (bad) {
                    bad.add(outcome);
                }
            }
        }
    }

    @Test
    void aKilledMachineFailsItsChecksAndGetsNoMoreRequests() throws Exception {
        start("i-1", "i-2");
        List.of("i-1", "i-2").forEach(each -> awaitState(each, "healthy"));

        cloud.locked(() -> {
            cloud.machines.terminate("i-2");
            return 0;
        });
        awaitState("i-2", "unhealthy");

        assertThat(reason("i-2")).isEqualTo("Target.FailedHealthChecks");
        for (int count = 0; count < 5; count++) {
            assertThat(get("/").body()).isEqualTo("Hello from i-1\n");
        }
    }

    @Test
    void aRefusedConnectionMovesTheRequestToAnotherTarget() throws Exception {
        start("i-1", "i-2");
        List.of("i-1", "i-2").forEach(each -> awaitState(each, "healthy"));
        cloud.locked(() -> {
            cloud.machines.stop("i-2");
            return 0;
        });

        for (int count = 0; count < 6; count++) {
            assertThat(get("/").body()).isEqualTo("Hello from i-1\n");
        }
    }

    @Test
    void aStickyClientStaysWithItsTarget() throws Exception {
        start("i-1", "i-2");
        List.of("i-1", "i-2").forEach(each -> awaitState(each, "healthy"));
        cloud.locked(() ->
                cloud.handler(TargetGroupOperations.class)
                        .modifyTargetGroupAttributes(
                                ModifyTargetGroupAttributesRequest.builder()
                                        .targetGroupArn(group)
                                        .attributes(
                                                TargetGroupAttribute.builder()
                                                        .key("stickiness.enabled")
                                                        .value("true")
                                                        .build())
                                        .build()));
        HttpResponse<String> first = get("/");
        String setCookie = first.headers().firstValue("Set-Cookie").orElseThrow();
        String cookie = setCookie.substring(0, setCookie.indexOf(';'));

        for (int count = 0; count < 6; count++) {
            HttpRequest again =
                    HttpRequest.newBuilder(URI.create("http://" + address + ":" + PORT + "/"))
                            .header("Cookie", cookie)
                            .build();
            assertThat(client.send(again, HttpResponse.BodyHandlers.ofString()).body())
                    .isEqualTo(first.body());
        }
    }

    @Test
    void aRequestWithTwoFramingsIsRefusedAndItsConnectionCloses() throws Exception {
        start("i-1");
        awaitState("i-1", "healthy");

        String answer =
                raw(
                        "POST / HTTP/1.1",
                        "Host: a",
                        "Content-Length: 4",
                        "Transfer-Encoding: chunked",
                        "",
                        "0",
                        "",
                        "");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Connection: close");
    }

    @Test
    void bodiesInChunksPassAndTheConnectionStays() throws Exception {
        start("i-1");
        awaitState("i-1", "healthy");

        String answer =
                raw(
                        "POST / HTTP/1.1",
                        "Host: a",
                        "Transfer-Encoding: chunked",
                        "",
                        "5",
                        "hello",
                        "0",
                        "",
                        "GET /health HTTP/1.1",
                        "Host: a",
                        "Connection: close",
                        "",
                        "");

        assertThat(answer.split("HTTP/1.1 200 OK", -1)).hasSize(3);
        assertThat(answer).endsWith("ok");
    }

    @Test
    void aListenerCanAnswerByItself() throws Exception {
        start("i-1");
        Action fixed =
                Action.builder()
                        .type(ActionTypeEnum.FIXED_RESPONSE)
                        .fixedResponseConfig(
                                FixedResponseActionConfig.builder()
                                        .statusCode("404")
                                        .messageBody("closed")
                                        .build())
                        .build();
        cloud.locked(() ->
                cloud.handler(ListenerOperations.class)
                        .modifyListener(
                                ModifyListenerRequest.builder()
                                        .listenerArn(listener)
                                        .defaultActions(fixed)
                                        .build()));

        assertThat(get("/").body()).isEqualTo("closed");
        assertThat(reason("i-1")).isEqualTo("Target.NotInUse");
    }

    private String raw(String... lines) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT));
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(HttpInput.bytes(String.join("\r\n", lines)));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
