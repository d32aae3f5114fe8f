package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.BalancingGround.fixed;
import static dev.sila.localcloud.BalancingGround.forward;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sila.localcloud.RealTimeline;
import dev.sila.localcloud.traffic.NetworkProbe;
import dev.sila.localcloud.traffic.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddListenerCertificatesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateRuleRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RegisterTargetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Where requests go: rules, redirects, weights, zones, encryption, and answers to failures. */
final class RoutingTest {
    private static final int PORT = 8081;

    private final Playground cloud =
            new Playground(
                    lock -> new RealTimeline(40, lock),
                    ground -> new NetworkProbe(ground.lock, ground.ports));
    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";
    private String listener = "";

    @AfterEach
    void stop() {
        client.close();
        cloud.close();
    }

    private void listen(Action action) {
        var balancer = cloud.loadBalancer("web");
        address = balancer.dnsName();
        listener =
                create(balancer.loadBalancerArn(), r -> r.protocol("HTTP").defaultActions(action));
    }

    private String create(String balancer, Consumer<CreateListenerRequest.Builder> change) {
        CreateListenerRequest.Builder request =
                CreateListenerRequest.builder().loadBalancerArn(balancer).port(PORT);
        change.accept(request);
        return cloud.locked(() ->
                cloud.handler(ListenerOperations.class)
                        .createListener(request.build())
                        .listeners()
                        .getFirst()
                        .listenerArn());
    }

    private String group(String name, String... instances) {
        String arn = cloud.targetGroup(name).targetGroupArn();
        register(arn, instances);
        return arn;
    }

    private void register(String group, String... instances) {
        for (int index = 0; index < instances.length; index++) {
            cloud.run(instances[index], index % 2 == 0 ? "subnet-a" : "subnet-b");
            TargetDescription target = TargetDescription.builder().id(instances[index]).build();
            RegisterTargetsRequest request =
                    RegisterTargetsRequest.builder().targetGroupArn(group).targets(target).build();
            cloud.locked(() -> cloud.handler(TargetOperations.class).registerTargets(request));
        }
    }

    private void attribute(String group, String key, String value) {
        ModifyTargetGroupAttributesRequest request =
                ModifyTargetGroupAttributesRequest.builder()
                        .targetGroupArn(group)
                        .attributes(a -> a.key(key).value(value))
                        .build();
        cloud.locked(() ->
                cloud.handler(TargetGroupOperations.class).modifyTargetGroupAttributes(request));
    }

    private void awaitAll(String group, String state) {
        DescribeTargetHealthRequest request =
                DescribeTargetHealthRequest.builder().targetGroupArn(group).build();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        cloud
                                .locked(() ->
                                        cloud.handler(TargetOperations.class)
                                                .describeTargetHealth(request))
                                .targetHealthDescriptions()
                                .stream()
                                .allMatch(
                                        each -> each.targetHealth().stateAsString().equals(state)));
    }

    private HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + address + ":" + PORT + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void rule(int priority, RuleCondition condition) {
        CreateRuleRequest request =
                CreateRuleRequest.builder()
                        .listenerArn(listener)
                        .priority(priority)
                        .conditions(condition)
                        .actions(fixed("200", condition.field()))
                        .build();
        cloud.locked(() -> cloud.handler(RuleOperations.class).createRule(request));
    }

    @Test
    void eachKindOfConditionIsHeldAgainstTheRequest() throws Exception {
        listen(fixed("404", "none"));
        rule(1, on("path-pattern", c -> c.pathPatternConfig(p -> p.values("/img/*"))));
        rule(
                2,
                on(
                        "http-header",
                        c -> c.httpHeaderConfig(h -> h.httpHeaderName("X-Version").values("2?"))));
        rule(
                3,
                on(
                        "query-string",
                        c -> c.queryStringConfig(q -> q.values(v -> v.key("lang").value("d*")))));
        rule(4, on("http-request-method", c -> c.httpRequestMethodConfig(m -> m.values("PUT"))));
        rule(5, on("host-header", c -> c.hostHeaderConfig(h -> h.values("*.example.com"))));

        assertThat(get("/img/a.png").body()).isEqualTo("path-pattern");
        assertThat(get("/IMG/a.png").body()).isEqualTo("none");
        assertThat(get("/", "X-Version", "21").body()).isEqualTo("http-header");
        assertThat(get("/", "X-Version", "211").body()).isEqualTo("none");
        assertThat(get("/?a=1&lang=de").body()).isEqualTo("query-string");
        assertThat(get("/?lang=en").body()).isEqualTo("none");
        assertThat(
                        raw(
                                "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .endsWith("http-request-method");
        assertThat(raw("GET / HTTP/1.1\r\nHost: A.EXAMPLE.com:81\r\nConnection: close\r\n\r\n"))
                .endsWith("host-header");
        rule(6, on("source-ip", c -> c.sourceIpConfig(s -> s.values("127.0.0.0/8"))));
        assertThat(get("/").body()).isEqualTo("source-ip");
    }

    private static RuleCondition on(String field, Consumer<RuleCondition.Builder> change) {
        RuleCondition.Builder condition = RuleCondition.builder().field(field);
        change.accept(condition);
        return condition.build();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, PORT));
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aRedirectKeepsWhatItDoesNotChange() throws Exception {
        listen(
                Action.builder()
                        .type("redirect")
                        .redirectConfig(c ->
                                c.protocol("HTTPS")
                                        .port("443")
                                        .path("/new/#{path}")
                                        .statusCode("HTTP_301"))
                        .build());

        HttpResponse<String> answer = get("/a/b?c=d");

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location"))
                .contains("https://" + address + ":443/new/a/b?c=d");
    }

    @Test
    void aClientThatSticksToItsTargetGroupStays() throws Exception {
        String one = group("one", "i-1");
        String two = group("two", "i-2");
        listen(
                Action.builder()
                        .type("forward")
                        .forwardConfig(c ->
                                c.targetGroups(
                                                t -> t.targetGroupArn(one).weight(50),
                                                t -> t.targetGroupArn(two).weight(50))
                                        .targetGroupStickinessConfig(
                                                s -> s.enabled(true).durationSeconds(60)))
                        .build());
        awaitAll(one, "healthy");
        awaitAll(two, "healthy");
        Set<String> seen = new HashSet<>();
        for (int count = 0; count < 40; count++) {
            seen.add(get("/").body());
        }
        assertThat(seen).hasSize(2);

        HttpResponse<String> first = get("/");
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];
        assertThat(cookie).startsWith("AWSALBTG=");
        for (int count = 0; count < 10; count++) {
            assertThat(get("/", "Cookie", cookie).body()).isEqualTo(first.body());
        }
    }

    @Test
    void withoutCrossingZonesAConnectionStaysInOneZone() throws Exception {
        String group = group("web", "i-1", "i-2", "i-3");
        listen(forward(group));
        attribute(group, "load_balancing.cross_zone.enabled", "false");
        awaitAll(group, "healthy");

        String request = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        int second = 0;
        for (int count = 0; count < 20; count++) {
            second += raw(request).endsWith("Hello from i-2\n") ? 1 : 0;
        }

        assertThat(second).as("half of all, for the one target of its zone").isEqualTo(10);
    }

    @Test
    void unhealthyTargetsGetRequestsWhenNoneIsHealthy() throws Exception {
        String group =
                cloud.locked(() ->
                        cloud.handler(TargetGroupOperations.class)
                                .createTargetGroup(
                                        CreateTargetGroupRequest.builder()
                                                .name("strange")
                                                .protocol("HTTP")
                                                .port(8080)
                                                .vpcId("vpc-1")
                                                .matcher(m -> m.httpCode("204"))
                                                .healthCheckIntervalSeconds(10)
                                                .build())
                                .targetGroups()
                                .getFirst()
                                .targetGroupArn());
        register(group, "i-1");
        listen(forward(group));
        awaitAll(group, "unhealthy");

        assertThat(get("/").body()).isEqualTo("Hello from i-1\n");
    }

    @Test
    void aTargetThatClosesGives502AndASilentOne504() throws Exception {
        String group = group("web", "i-1");
        listen(forward(group));
        awaitAll(group, "healthy");
        try (ServerSocket odd = new ServerSocket()) {
            InetAddress where = cloud.addresses.take();
            odd.bind(new InetSocketAddress(where, 8080));
            cloud.locked(() -> {
                cloud.elsewhere.put("i-1", where);
                return cloud.machines.address("i-1");
            });
            cloud.locked(() -> {
                cloud.machines.terminate("i-1");
                return 0;
            });
            cloud.locked(() -> {
                cloud.foundation
                        .events()
                        .publish(
                                new dev.sila.localcloud.Events.InstanceStateChanged(
                                        "i-1", "running"));
                return 0;
            });
            Thread closing = Thread.ofVirtual().start(() -> closeOne(odd));
            assertThat(get("/").statusCode()).isEqualTo(502);
            closing.join();
            assertThat(get("/").statusCode()).isEqualTo(504);
        }
    }

    private static void closeOne(ServerSocket server) {
        try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isEqualTo('G');
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aClientIsShownTheCertificateOfTheHostItAsksFor() throws Exception {
        TestCertificate first = cloud.certificate("first.example.com");
        TestCertificate second = cloud.certificate("second.example.com");
        var balancer = cloud.loadBalancer("web");
        address = balancer.dnsName();
        listener =
                create(
                        balancer.loadBalancerArn(),
                        r ->
                                r.protocol("HTTPS")
                                        .certificates(c -> c.certificateArn("first.example.com"))
                                        .defaultActions(fixed("200", "ok")));
        AddListenerCertificatesRequest more =
                AddListenerCertificatesRequest.builder()
                        .listenerArn(listener)
                        .certificates(c -> c.certificateArn("second.example.com"))
                        .build();
        cloud.locked(() -> cloud.handler(ListenerSettings.class).addListenerCertificates(more));

        assertThat(TlsClient.shown(address, PORT, "second.example.com", List.of(first, second)))
                .isEqualTo("CN=second.example.com");
        assertThat(TlsClient.shown(address, PORT, "third.example.com", List.of(first, second)))
                .isEqualTo("CN=first.example.com");
    }

    @Test
    void aNetworkBalancerPassesBytesBothWays() throws Exception {
        String group =
                cloud.locked(() ->
                        cloud.handler(TargetGroupOperations.class)
                                .createTargetGroup(
                                        CreateTargetGroupRequest.builder()
                                                .name("tcp")
                                                .protocol("TCP")
                                                .port(8080)
                                                .vpcId("vpc-1")
                                                .healthCheckIntervalSeconds(10)
                                                .build())
                                .targetGroups()
                                .getFirst()
                                .targetGroupArn());
        register(group, "i-1");
        var balancer = cloud.loadBalancer("net", "network");
        address = balancer.dnsName();
        create(balancer.loadBalancerArn(), r -> r.protocol("TCP").defaultActions(forward(group)));
        awaitAll(group, "healthy");

        assertThat(get("/health").body()).isEqualTo("ok");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .endsWith("ok");
    }
}
