package dev.sila.localcloud.service.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How deliveries to HTTP endpoints are retried. Source: SNS developer guide, "Creating an HTTP/S
 * delivery policy".
 *
 * @param retries how often at most after the first attempt
 * @param contentType of the POST
 */
record DeliveryPolicy(
        int minDelay,
        int maxDelay,
        int retries,
        int noDelay,
        int minDelays,
        int maxDelays,
        String backoff,
        String contentType) {
    static final DeliveryPolicy STANDARD =
            new DeliveryPolicy(20, 20, 3, 0, 0, 0, "linear", "text/plain; charset=UTF-8");
    private static final JsonMapper JSON = new JsonMapper();
    private static final int HOUR = 3600;
    private static final Set<String> BACKOFFS =
            Set.of("linear", "arithmetic", "geometric", "exponential");

    /**
     * The policy of a subscription, or of its topic.
     *
     * @param own the subscription's document, null for none
     * @param topic the topic's document, null for none
     */
    static DeliveryPolicy of(@Nullable String own, @Nullable String topic) {
        JsonNode http = topic == null ? JsonNodeFactory.instance.objectNode() : json(topic);
        JsonNode inherited = http.path("http");
        boolean fixed = inherited.path("disableSubscriptionOverrides").asBoolean();
        DeliveryPolicy base =
                read(
                        inherited.path("defaultHealthyRetryPolicy"),
                        inherited.path("defaultRequestPolicy"),
                        STANDARD);
        if (own == null || fixed) {
            return base;
        }
        JsonNode given = json(own);
        return read(given.path("healthyRetryPolicy"), given.path("requestPolicy"), base);
    }

    /** Refuses a topic's document that is none. */
    static void checkTopic(String text) {
        JsonNode document = json(text);
        if (!document.path("http").isObject() || document.size() != 1) {
            throw Refusals.invalid("DeliveryPolicy: must have http and nothing else");
        }
        of(null, text);
    }

    /** Refuses a subscription's document that is none. */
    static void checkSubscription(String text) {
        json(text)
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!Set.of("healthyRetryPolicy", "throttlePolicy", "requestPolicy")
                            .contains(name)) {
                        throw Refusals.invalid("DeliveryPolicy: Unexpected JSON member: " + name);
                    }
                });
        of(text, null);
    }

    /** How many seconds to wait before each retry. */
    List<Integer> delays() {
        List<Integer> delays = new ArrayList<>();
        add(delays, noDelay, 0);
        add(delays, minDelays, minDelay);
        int backing = retries - noDelay - minDelays - maxDelays;
        for (int i = 1; i <= backing; i++) {
            double share = share((double) i / backing, i, backing);
            delays.add((int) Math.round(minDelay + (maxDelay - minDelay) * share));
        }
        add(delays, maxDelays, maxDelay);
        return delays;
    }

    /** As a document of a topic that answers with its effective policy. */
    String effectiveOfTopic() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode http = document.putObject("http");
        write(http.putObject("defaultHealthyRetryPolicy"));
        http.put("disableSubscriptionOverrides", false);
        http.putObject("defaultRequestPolicy").put("headerContentType", contentType);
        return document.toString();
    }

    /** As a document of a subscription that answers with its effective policy. */
    String effectiveOfSubscription() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        write(document.putObject("healthyRetryPolicy"));
        document.putObject("requestPolicy").put("headerContentType", contentType);
        return document.toString();
    }

    private void write(ObjectNode policy) {
        policy.put("minDelayTarget", minDelay)
                .put("maxDelayTarget", maxDelay)
                .put("numRetries", retries)
                .put("numMaxDelayRetries", maxDelays)
                .put("numNoDelayRetries", noDelay)
                .put("numMinDelayRetries", minDelays)
                .put("backoffFunction", backoff);
    }

    private double share(double part, int step, int steps) {
        return switch (backoff) {
            case "exponential" -> (Math.pow(2, step) - 1) / (Math.pow(2, steps) - 1);
            case "geometric" -> part * part;
            case "arithmetic" -> step * (step + 1.0) / (steps * (steps + 1.0));
            default -> part;
        };
    }

    private static void add(List<Integer> delays, int count, int seconds) {
        for (int i = 0; i < count; i++) {
            delays.add(seconds);
        }
    }

    private static DeliveryPolicy read(JsonNode retry, JsonNode request, DeliveryPolicy base) {
        int min = number(retry, "minDelayTarget", base.minDelay(), 1, HOUR);
        DeliveryPolicy policy =
                new DeliveryPolicy(
                        min,
                        number(retry, "maxDelayTarget", Math.max(min, base.maxDelay()), 1, HOUR),
                        number(retry, "numRetries", base.retries(), 0, 100),
                        number(retry, "numNoDelayRetries", base.noDelay(), 0, 100),
                        number(retry, "numMinDelayRetries", base.minDelays(), 0, 100),
                        number(retry, "numMaxDelayRetries", base.maxDelays(), 0, 100),
                        retry.path("backoffFunction").asText(base.backoff()),
                        request.path("headerContentType").asText(base.contentType()));
        if (policy.maxDelay() < min) {
            throw Refusals.invalid(
                    "DeliveryPolicy: maxDelayTarget must be greater than or equal to"
                            + " minDelayTarget");
        }
        if (policy.noDelay() + policy.minDelays() + policy.maxDelays() > policy.retries()) {
            throw Refusals.invalid(
                    "DeliveryPolicy: numRetries must be greater than or equal to the sum of the"
                            + " other numbers of retries");
        }
        if (!BACKOFFS.contains(policy.backoff())) {
            throw Refusals.invalid("DeliveryPolicy: backoffFunction " + policy.backoff());
        }
        return policy;
    }

    private static int number(JsonNode policy, String name, int otherwise, int least, int most) {
        JsonNode value = policy.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
            throw Refusals.invalid(
                    "DeliveryPolicy: %s must be between %d and %d".formatted(name, least, most));
        }
        return value.intValue();
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException wrong) {
            // Refused below, like JSON that is no object.
        }
        throw Refusals.invalid("DeliveryPolicy: failed to parse JSON");
    }
}
