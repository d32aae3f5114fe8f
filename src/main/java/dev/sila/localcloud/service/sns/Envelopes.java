package dev.sila.localcloud.service.sns;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The JSON documents in which messages travel, signed. Source: SNS developer guide, "Parsing Amazon
 * SNS message formats" and "Verifying the signatures of Amazon SNS messages".
 */
final class Envelopes {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** What is signed, in this order; members that are not there are left out. */
    private static final List<String> SIGNED =
            List.of(
                    "Message",
                    "MessageId",
                    "Subject",
                    "SubscribeURL",
                    "Timestamp",
                    "Token",
                    "TopicArn",
                    "Type");

    private final TopicStore store;
    private final Signing signing;

    Envelopes(TopicStore store, Signing signing) {
        this.store = store;
        this.signing = signing;
    }

    String notification(Subscription subscription, Notice notice) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Type", "Notification").put("MessageId", notice.messageId());
        if (notice.sequenceNumber() != null) {
            document.put("SequenceNumber", notice.sequenceNumber());
        }
        document.put("TopicArn", subscription.topic.arn);
        if (notice.subject() != null) {
            document.put("Subject", notice.subject());
        }
        document.put("Message", notice.text(subscription.protocol));
        finish(document, subscription.topic);
        document.put("UnsubscribeURL", link("Unsubscribe", "SubscriptionArn", subscription.arn));
        if (!notice.attributes().isEmpty()) {
            ObjectNode attributes = document.putObject("MessageAttributes");
            new TreeMap<>(notice.attributes())
                    .forEach((name, value) ->
                            attributes
                                    .putObject(name)
                                    .put("Type", value.dataType())
                                    .put("Value", text(value)));
        }
        return document.toPrettyString();
    }

    /** What asks an endpoint whether it wants the messages. */
    String subscriptionConfirmation(Subscription subscription, String messageId) {
        return confirmation(
                subscription,
                messageId,
                "SubscriptionConfirmation",
                "You have chosen to subscribe to the topic "
                        + subscription.topic.arn
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this"
                        + " message.");
    }

    /** What tells an endpoint that it gets no more messages, and how to get them again. */
    String unsubscribeConfirmation(Subscription subscription, String messageId) {
        return confirmation(
                subscription,
                messageId,
                "UnsubscribeConfirmation",
                "You have chosen to deactivate subscription "
                        + subscription.arn
                        + ".\nTo cancel this operation and restore the subscription, visit the"
                        + " SubscribeURL included in this message.");
    }

    private String confirmation(
            Subscription subscription, String messageId, String type, String text) {
        String token = String.valueOf(subscription.token);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("Type", type)
                .put("MessageId", messageId)
                .put("Token", token)
                .put("TopicArn", subscription.topic.arn)
                .put("Message", text)
                .put("SubscribeURL", subscribeUrl(subscription));
        finish(document, subscription.topic);
        return document.toPrettyString();
    }

    String subscribeUrl(Subscription subscription) {
        return link("ConfirmSubscription", "TopicArn", subscription.topic.arn)
                + "&Token="
                + subscription.token;
    }

    private void finish(ObjectNode document, Topic topic) {
        document.put("Timestamp", TIME.format(store.now()));
        StringBuilder text = new StringBuilder();
        for (String name : SIGNED) {
            if (document.has(name)) {
                text.append(name).append('\n').append(document.get(name).asText()).append('\n');
            }
        }
        String version = topic.signatureVersion();
        document.put("SignatureVersion", version)
                .put("Signature", signing.sign(text.toString(), version))
                .put("SigningCertURL", store.address() + Signing.PATH);
    }

    private String link(String action, String member, String arn) {
        return store.address()
                + "/?Action="
                + action
                + "&"
                + member
                + "="
                + URLEncoder.encode(arn, StandardCharsets.UTF_8).replace("%3A", ":");
    }

    private static String text(MessageAttributeValue value) {
        return value.binaryValue() == null
                ? value.stringValue()
                : Base64.getEncoder().encodeToString(value.binaryValue().asByteArray());
    }
}
