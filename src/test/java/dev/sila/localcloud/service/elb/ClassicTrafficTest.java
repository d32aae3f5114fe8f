package dev.sila.localcloud.service.elb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sila.localcloud.RealTimeline;
import dev.sila.localcloud.service.elbv2.Playground;
import dev.sila.localcloud.traffic.Health;
import dev.sila.localcloud.traffic.NetworkProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerRequest;

/** Real sockets: a classic balancer, machines and a client. Forty times AWS's pace. */
final class ClassicTrafficTest {
    private static final int HTTP = 8081;
    private static final int TCP = 8082;

    private final Playground cloud =
            new Playground(
                    lock -> new RealTimeline(40, lock),
                    ground -> new NetworkProbe(ground.lock, ground.ports));
    private final HttpClient client = HttpClient.newHttpClient();
    private String address = "";

    private void start(String... instances) {
        CreateLoadBalancerRequest request =
                CreateLoadBalancerRequest.builder()
                        .loadBalancerName("web")
                        .subnets("subnet-a", "subnet-b")
                        .listeners(listener("HTTP", HTTP), listener("TCP", TCP))
                        .build();
        address =
                cloud.locked(() ->
                        cloud.handler(BalancerOperations.class)
                                .createLoadBalancer(request)
                                .dnsName());
        check("HTTP:8080/health");
        for (int index = 0; index < instances.length; index++) {
            String id = instances[index];
            cloud.run(id, index % 2 == 0 ? "subnet-a" : "subnet-b");
            cloud.locked(() -> {
                cloud.classic.balancers().register("web", id);
                return 0;
            });
        }
    }

    private static Listener listener(String protocol, int port) {
        return Listener.builder()
                .protocol(protocol)
                .loadBalancerPort(port)
                .instancePort(8080)
                .build();
    }

    private void check(String target) {
        ConfigureHealthCheckRequest request =
                ConfigureHealthCheckRequest.builder()
                        .loadBalancerName("web")
                        .healthCheck(h ->
                                h.target(target)
                                        .interval(5)
                                        .timeout(2)
                                        .healthyThreshold(2)
                                        .unhealthyThreshold(2))
                        .build();
        cloud.locked(() -> cloud.handler(InstanceOperations.class).configureHealthCheck(request));
    }

    @AfterEach
    void stop() {
        client.close();
        cloud.close();
    }

    private void awaitAll(String state) {
        DescribeInstanceHealthRequest request =
                DescribeInstanceHealthRequest.builder().loadBalancerName("web").build();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        cloud
                                .locked(() ->
                                        cloud.handler(InstanceOperations.class)
                                                .describeInstanceHealth(request))
                                .instanceStates()
                                .stream()
                                .map(InstanceState::state)
                                .allMatch(state::equals));
    }

    private HttpResponse<String> get(int port, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://" + address + ":" + port + "/"));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void bothListenersReachTheInstances() throws Exception {
        start("i-1", "i-2");
        awaitAll("InService");
        ModifyLoadBalancerAttributesRequest cross =
                ModifyLoadBalancerAttributesRequest.builder()
                        .loadBalancerName("web")
                        .loadBalancerAttributes(a -> a.crossZoneLoadBalancing(c -> c.enabled(true)))
                        .build();
        cloud.locked(
                () -> cloud.handler(SettingOperations.class).modifyLoadBalancerAttributes(cross));

        Map<String, Integer> answers = new HashMap<>();
        for (int count = 0; count < 10; count++) {
            answers.merge(get(HTTP).body(), 1, Integer::sum);
        }

        assertThat(answers).isEqualTo(Map.of("Hello from i-1\n", 5, "Hello from i-2\n", 5));
        assertThat(get(TCP).body()).startsWith("Hello from i-");
    }

    @Test
    void withoutHealthyInstancesTheAnswerIs503() throws Exception {
        start("i-1");
        check("HTTP:8099/health");
        awaitAll("OutOfService");
        await().until(() -> health("i-1").state().equals("unhealthy"));

        assertThat(get(HTTP).statusCode()).isEqualTo(503);
    }

    private Health health(String id) {
        return cloud.locked(() -> cloud.classic.balancers().health("web", id)).orElseThrow();
    }

    @Test
    void aClientWithTheBalancersCookieStays() throws Exception {
        start("i-1", "i-2");
        awaitAll("InService");
        CreateLbCookieStickinessPolicyRequest policy =
                CreateLbCookieStickinessPolicyRequest.builder()
                        .loadBalancerName("web")
                        .policyName("sticky")
                        .cookieExpirationPeriod(60L)
                        .build();
        SetLoadBalancerPoliciesOfListenerRequest use =
                SetLoadBalancerPoliciesOfListenerRequest.builder()
                        .loadBalancerName("web")
                        .loadBalancerPort(HTTP)
                        .policyNames("sticky")
                        .build();
        cloud.locked(
                () -> cloud.handler(PolicyOperations.class).createLBCookieStickinessPolicy(policy));
        cloud.locked(() -> cloud.handler(PolicyUse.class).setLoadBalancerPoliciesOfListener(use));

        HttpResponse<String> first = get(HTTP);
        String cookie = first.headers().firstValue("Set-Cookie").orElseThrow().split(";", -1)[0];

        assertThat(cookie).startsWith("AWSELB=");
        for (int count = 0; count < 6; count++) {
            assertThat(get(HTTP, "Cookie", cookie).body()).isEqualTo(first.body());
        }
    }

    @Test
    void aDeregisteredInstanceGetsNoMoreRequestsAndDrains() throws Exception {
        start("i-1", "i-2");
        awaitAll("InService");
        ModifyLoadBalancerAttributesRequest draining =
                ModifyLoadBalancerAttributesRequest.builder()
                        .loadBalancerName("web")
                        .loadBalancerAttributes(
                                a -> a.connectionDraining(c -> c.enabled(true).timeout(60)))
                        .build();
        cloud.locked(() ->
                cloud.handler(SettingOperations.class).modifyLoadBalancerAttributes(draining));
        cloud.locked(() -> {
            cloud.classic.balancers().deregister("web", "i-1");
            return 0;
        });

        assertThat(health("i-1").state()).isEqualTo("draining");
        for (String ignored : List.of("a", "b", "c", "d")) {
            assertThat(get(HTTP).body()).as(ignored).isEqualTo("Hello from i-2\n");
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        cloud.locked(() -> cloud.classic.balancers().health("web", "i-1"))
                                .isEmpty());
    }
}
