package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * A subscriber over HTTP, as a program of a user would be: it confirms, and trusts signatures only.
 */
final class SnsHttpTour implements Tour {
    private static final JsonMapper JSON = new JsonMapper();

    private record Post(Map<String, String> headers, JsonNode body) {
        String text(String name) {
            return body.path(name).asText();
        }
    }

    private final BlockingQueue<Post> posts = new LinkedBlockingQueue<>();
    private final AtomicInteger status = new AtomicInteger(200);

    @Override
    public String service() {
        return "SNS";
    }

    @Override
    public void walk(Rig rig) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.createContext("/", this::take);
            server.start();
            rig.local().listen(0, () -> {});
            try {
                walk(rig, http, "http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            } finally {
                server.stop(0);
            }
        } catch (IOException | InterruptedException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void walk(Rig rig, HttpClient http, String endpoint)
            throws IOException, InterruptedException, GeneralSecurityException {
        String topic = rig.sns().createTopic(each -> each.name("hooks")).topicArn();
        String dead = Messages.queueFor(rig, "dead", "sns.amazonaws.com");
        String redrive = "{\"deadLetterTargetArn\":\"%s\"}".formatted(Messages.arn(rig, dead));
        assertThat(
                        rig.sns()
                                .subscribe(each ->
                                        each.topicArn(topic)
                                                .protocol("http")
                                                .endpoint(endpoint)
                                                .attributes(Map.of("RedrivePolicy", redrive)))
                                .subscriptionArn())
                .isEqualTo("pending confirmation");
        Post asked = next();
        assertThat(asked.text("Type")).isEqualTo("SubscriptionConfirmation");
        verify(http, asked, "SHA1withRSA");
        String arn =
                rig.sns()
                        .confirmSubscription(
                                each -> each.topicArn(topic).token(asked.text("Token")))
                        .subscriptionArn();
        rig.sns()
                .setTopicAttributes(each ->
                        each.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
        rig.sns().publish(each -> each.topicArn(topic).subject("S").message("hello"));
        Post hello = next();
        assertThat(hello.text("Message")).isEqualTo("hello");
        assertThat(hello.headers())
                .containsEntry("X-amz-sns-message-type", "Notification")
                .containsEntry("X-amz-sns-subscription-arn", arn)
                .containsEntry("X-amz-sns-topic-arn", topic);
        verify(http, hello, "SHA256withRSA");
        failures(rig, topic, dead);
        leaveAndReturn(rig, http, topic, hello);
    }

    private void failures(Rig rig, String topic, String dead) throws InterruptedException {
        status.set(403);
        rig.sns().publish(each -> each.topicArn(topic).message("refused"));
        next();
        assertThat(awaited(rig, dead)).contains("refused");
        status.set(200);
    }

    private void leaveAndReturn(Rig rig, HttpClient http, String topic, Post hello)
            throws InterruptedException, GeneralSecurityException {
        assertThat(get(http, hello.text("UnsubscribeURL")).statusCode()).isEqualTo(200);
        Post gone = next();
        assertThat(gone.text("Type")).isEqualTo("UnsubscribeConfirmation");
        verify(http, gone, "SHA256withRSA");
        assertThat(get(http, gone.text("SubscribeURL")).statusCode()).isEqualTo(200);
        rig.sns().publish(each -> each.topicArn(topic).message("again"));
        assertThat(next().text("Message")).isEqualTo("again");
    }

    /** What the dead-letter queue gets once the endpoint's answer has been seen. */
    private static String awaited(Rig rig, String queue) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> Messages.bodies(rig, queue), each -> !each.isEmpty())
                .getFirst();
    }

    private void take(HttpExchange exchange) throws IOException {
        Map<String, String> headers =
                exchange.getRequestHeaders().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> each.getValue().getFirst()));
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        exchange.sendResponseHeaders(status.get(), -1);
        exchange.close();
        posts.add(new Post(headers, body));
    }

    private Post next() throws InterruptedException {
        Post post = posts.poll(20, TimeUnit.SECONDS);
        assertThat(post).as("a POST").isNotNull();
        return post;
    }

    private static HttpResponse<String> get(HttpClient http, String uri) {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(uri)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static void verify(HttpClient http, Post post, String algorithm)
            throws GeneralSecurityException {
        String pem = get(http, post.text("SigningCertURL")).body();
        Certificate certificate =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        List<String> signed =
                post.text("Type").equals("Notification")
                        ? List.of(
                                "Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type")
                        : List.of(
                                "Message",
                                "MessageId",
                                "SubscribeURL",
                                "Timestamp",
                                "Token",
                                "TopicArn",
                                "Type");
        String text =
                signed.stream()
                        .map(name -> name + "\n" + post.text(name) + "\n")
                        .collect(Collectors.joining());
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(certificate);
        signature.update(text.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(post.text("Signature")))).isTrue();
    }
}
