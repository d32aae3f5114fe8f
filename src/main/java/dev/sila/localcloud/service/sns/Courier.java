package dev.sila.localcloud.service.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.localcloud.service.pattern.JsonPattern;
import dev.sila.localcloud.service.pattern.MalformedPatternException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Brings messages to subscriptions. */
final class Courier {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.sns");
    private static final JsonMapper JSON = new JsonMapper();

    private final TopicStore store;
    private final Envelopes envelopes;
    private final Queues queues;
    private final HttpDelivery http;

    Courier(TopicStore store, Envelopes envelopes, Queues queues, HttpDelivery http) {
        this.store = store;
        this.envelopes = envelopes;
        this.queues = queues;
        this.http = http;
    }

    /** Brings a message to every confirmed subscription whose filter lets it through. */
    void deliver(Topic topic, Notice notice) {
        for (Subscription each : List.copyOf(topic.subscriptions.values())) {
            if (each.confirmed && passes(each, notice)) {
                deliver(each, notice);
            }
        }
    }

    /** Asks an endpoint to confirm. */
    void askForConfirmation(Subscription subscription) {
        confirm(subscription, "SubscriptionConfirmation");
    }

    /** Tells an endpoint that somebody followed the link which ends its subscription. */
    void tellUnsubscribed(Subscription subscription) {
        confirm(subscription, "UnsubscribeConfirmation");
    }

    private void confirm(Subscription subscription, String type) {
        if (!subscription.http()) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "SNS sends no mail here: {0} for {1}: {2}",
                    type,
                    subscription.endpoint,
                    envelopes.subscribeUrl(subscription));
            return;
        }
        String id = store.foundation.identity().uuid();
        String body =
                type.equals("SubscriptionConfirmation")
                        ? envelopes.subscriptionConfirmation(subscription, id)
                        : envelopes.unsubscribeConfirmation(subscription, id);
        post(subscription, type, id, body, () -> {});
    }

    private void deliver(Subscription subscription, Notice notice) {
        String body =
                subscription.raw()
                        ? notice.text(subscription.protocol)
                        : envelopes.notification(subscription, notice);
        if (subscription.http()) {
            post(
                    subscription,
                    "Notification",
                    notice.messageId(),
                    body,
                    () -> bury(subscription, notice, body, "the endpoint does not take it"));
        } else if (subscription.protocol.equals("sqs")) {
            toQueue(subscription.endpoint, subscription, notice, body)
                    .ifPresent(reason -> bury(subscription, notice, body, reason));
        }
    }

    private void post(
            Subscription subscription, String type, String id, String body, Runnable failed) {
        DeliveryPolicy policy =
                DeliveryPolicy.of(
                        subscription.attributes.get("DeliveryPolicy"),
                        subscription.topic.attributes.get("DeliveryPolicy"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", id);
        headers.put("x-amz-sns-topic-arn", subscription.topic.arn);
        if (!type.equals("SubscriptionConfirmation")) {
            headers.put("x-amz-sns-subscription-arn", subscription.arn);
        }
        if (type.equals("Notification") && subscription.raw()) {
            headers.put("x-amz-sns-rawdelivery", "true");
        }
        headers.put("Content-Type", policy.contentType());
        http.deliver(
                new HttpDelivery.Post(subscription.endpoint, headers, body, failed),
                policy.delays());
    }

    private Optional<String> toQueue(
            String queueArn, Subscription subscription, Notice notice, String body) {
        Map<String, MessageAttributeValue> attributes =
                subscription.raw() ? notice.attributes() : Map.of();
        boolean ordered = queueArn.endsWith(".fifo");
        return queues.deliver(
                queueArn,
                subscription.topic.arn,
                new Queues.Delivery(
                        body,
                        attributes,
                        notice.group(),
                        ordered ? notice.deduplicationId() : null));
    }

    /** Puts what cannot be delivered into the subscription's dead-letter queue, if it has one. */
    private void bury(Subscription subscription, Notice notice, String body, String reason) {
        LOG.log(
                System.Logger.Level.WARNING,
                "SNS could not deliver {0} to {1}: {2}",
                notice.messageId(),
                subscription.endpoint,
                reason);
        String redrive = subscription.attributes.get("RedrivePolicy");
        if (redrive != null) {
            toQueue(SubscriptionAttributes.deadLetterTarget(redrive), subscription, notice, body)
                    .ifPresent(again ->
                            LOG.log(
                                    System.Logger.Level.WARNING,
                                    "SNS could not put {0} into the dead-letter queue: {1}",
                                    notice.messageId(),
                                    again));
        }
    }

    private static boolean passes(Subscription subscription, Notice notice) {
        JsonPattern filter = subscription.filter;
        if (filter == null) {
            return true;
        }
        try {
            return filter.matches(
                    subscription.filtersBody()
                            ? JsonPattern.json(notice.text(subscription.protocol))
                            : attributes(notice));
        } catch (MalformedPatternException noJson) {
            return false; // a body that is no JSON passes no filter
        }
    }

    /** Message attributes as a document: text, numbers and lists; binary ones are not compared. */
    private static JsonNode attributes(Notice notice) {
        StringBuilder document = new StringBuilder("{");
        notice.attributes()
                .forEach((name, value) -> {
                    String type = String.valueOf(value.dataType());
                    if (!type.startsWith("Binary")) {
                        boolean json = type.startsWith("Number") || type.equals("String.Array");
                        document.append(document.length() > 1 ? "," : "")
                                .append(JSON.getNodeFactory().textNode(name))
                                .append(':')
                                .append(
                                        json
                                                ? value.stringValue()
                                                : JSON.getNodeFactory()
                                                        .textNode(value.stringValue())
                                                        .toString());
                    }
                });
        return JsonPattern.json(document.append('}').toString());
    }
}
