package dev.sila.localcloud.service.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.localcloud.service.pattern.JsonPattern;
import dev.sila.localcloud.service.pattern.MalformedPatternException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesResponse;

/**
 * What subscriptions are like. Source: SNS API reference, {@code SetSubscriptionAttributes}, and
 * developer guide, "Filter policy constraints".
 */
final class SubscriptionAttributes {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILTER = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";
    private static final int MOST_KEYS = 5;
    private static final int MOST_COMBINATIONS = 150;
    private static final int LONGEST_FILTER = 256 * 1024;

    private final TopicStore store;

    SubscriptionAttributes(TopicStore store) {
        this.store = store;
    }

    public GetSubscriptionAttributesResponse getSubscriptionAttributes(
            GetSubscriptionAttributesRequest request) {
        Subscription subscription = store.subscription(request.subscriptionArn());
        String account = store.foundation.realm().account();
        Map<String, String> all = new TreeMap<>(subscription.attributes);
        all.put("SubscriptionArn", subscription.arn);
        all.put("TopicArn", subscription.topic.arn);
        all.put("Owner", account);
        all.put("Protocol", subscription.protocol);
        all.put("Endpoint", subscription.endpoint);
        all.put("PendingConfirmation", Boolean.toString(!subscription.confirmed));
        all.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.authenticated));
        all.putIfAbsent("RawMessageDelivery", "false");
        all.put("SubscriptionPrincipal", store.foundation.realm().globalArn("iam", "root"));
        if (subscription.http()) {
            all.put(
                    "EffectiveDeliveryPolicy",
                    DeliveryPolicy.of(
                                    subscription.attributes.get("DeliveryPolicy"),
                                    subscription.topic.attributes.get("DeliveryPolicy"))
                            .effectiveOfSubscription());
        }
        return GetSubscriptionAttributesResponse.builder().attributes(all).build();
    }

    public SetSubscriptionAttributesResponse setSubscriptionAttributes(
            SetSubscriptionAttributesRequest request) {
        Subscription subscription = store.subscription(request.subscriptionArn());
        String name = Refusals.required("AttributeName", request.attributeName());
        Map<String, String> after = new TreeMap<>(subscription.attributes);
        put(after, name, request.attributeValue());
        set(subscription, after, name.startsWith(FILTER));
        return SetSubscriptionAttributesResponse.builder().build();
    }

    /** Sets attributes, all or none. */
    void set(Subscription subscription, Map<String, String> given, boolean filter) {
        Map<String, String> after = new TreeMap<>();
        given.forEach((name, value) -> put(after, name, value));
        check(subscription, after);
        JsonPattern pattern = filter ? pattern(after) : subscription.filter;
        subscription.filter = pattern;
        subscription.attributes.clear();
        subscription.attributes.putAll(after);
    }

    /** The queue that a redrive policy names. */
    static String deadLetterTarget(String redrivePolicy) {
        try {
            return JSON.readTree(redrivePolicy).path("deadLetterTargetArn").asText();
        } catch (JsonProcessingException wrong) {
            throw Refusals.invalid("RedrivePolicy: failed to parse JSON.");
        }
    }

    /** An empty text takes an attribute away. */
    private static void put(Map<String, String> after, String name, @Nullable String value) {
        boolean scope = name.equals(SCOPE);
        if (!scope && (value == null || value.isEmpty() || isEmptyFilter(name, value))) {
            after.remove(name);
        } else {
            after.put(name, value == null ? "" : value);
            if (name.equals(FILTER)) {
                after.putIfAbsent(SCOPE, "MessageAttributes");
            }
        }
    }

    private static boolean isEmptyFilter(String name, String value) {
        return name.equals(FILTER) && value.strip().matches("\\{\\s*}");
    }

    private static void check(Subscription subscription, Map<String, String> after) {
        after.forEach((name, value) -> {
            switch (name) {
                case "RawMessageDelivery" -> {
                    raw(subscription, value);
                }
                case "DeliveryPolicy" -> DeliveryPolicy.checkSubscription(value);
                case "RedrivePolicy" -> redrive(subscription, value);
                case SCOPE -> {
                    if (!value.equals("MessageAttributes") && !value.equals("MessageBody")) {
                        throw Refusals.invalid(
                                SCOPE
                                        + ": Invalid value ["
                                        + value
                                        + "]. Please use either MessageBody or MessageAttributes");
                    }
                }
                case FILTER -> {}
                default -> throw Refusals.invalid("AttributeName");
            }
        });
    }

    private static void raw(Subscription subscription, String value) {
        if (!value.matches("(?i)true|false")) {
            throw Refusals.invalid(
                    "RawMessageDelivery: Invalid value [" + value + "]. Must be true or false.");
        }
        if (value.equalsIgnoreCase("true")
                && !subscription.http()
                && !subscription.protocol.equals("sqs")) {
            throw Refusals.invalid(
                    "Attributes Reason: Delivery protocol ["
                            + subscription.protocol
                            + "] does not support raw message delivery.");
        }
    }

    private static void redrive(Subscription subscription, String value) {
        String target = deadLetterTarget(value);
        if (!target.matches("arn:aws:sqs:[a-z0-9-]+:\\d{12}:[\\w-]+(\\.fifo)?")) {
            throw Refusals.invalid("RedrivePolicy: deadLetterTargetArn is an invalid arn");
        }
        if (subscription.topic.fifo() != target.endsWith(".fifo")) {
            throw Refusals.invalid(
                    "RedrivePolicy: must use a "
                            + (subscription.topic.fifo() ? "FIFO" : "standard")
                            + " queue as DLQ for a topic of that type");
        }
    }

    private static @Nullable JsonPattern pattern(Map<String, String> after) {
        String text = after.get(FILTER);
        if (text == null) {
            return null;
        }
        if (text.length() > LONGEST_FILTER) {
            throw Refusals.invalid("FilterPolicy: Filter policy is too long");
        }
        try {
            JsonPattern pattern = JsonPattern.parse(text);
            if (pattern.isNested() && !"MessageBody".equals(after.get(SCOPE))) {
                throw Refusals.invalid(
                        "Filter policy scope MessageAttributes does not support nested filter"
                                + " policy");
            }
            if (pattern.leaves() > MOST_KEYS) {
                throw Refusals.invalid("FilterPolicy: Filter policy can not have more than 5 keys");
            }
            if (pattern.combinations() > MOST_COMBINATIONS) {
                throw Refusals.invalid("FilterPolicy: Filter policy is too complex");
            }
            return pattern;
        } catch (MalformedPatternException wrong) {
            throw Refusals.invalid("FilterPolicy: " + wrong.getMessage());
        }
    }
}
