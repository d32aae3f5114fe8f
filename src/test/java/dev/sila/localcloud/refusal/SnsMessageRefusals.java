package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.SnsRefusals.INVALID;
import static dev.sila.localcloud.refusal.SnsRefusals.NONE;
import static dev.sila.localcloud.refusal.SnsRefusals.fifo;
import static dev.sila.localcloud.refusal.SnsRefusals.rule;
import static dev.sila.localcloud.refusal.SnsRefusals.topic;

import dev.sila.localcloud.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/** What SNS refuses of subscriptions and messages. */
final class SnsMessageRefusals implements Corpus {
    @Override
    public String service() {
        return "SNS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(subscribing());
        all.addAll(unsubscribing());
        all.addAll(filters());
        all.addAll(messages());
        all.addAll(destinations());
        all.addAll(batches());
        return all;
    }

    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

    private static Refusal subscription(String rule, String protocol, String endpoint) {
        return rule(
                rule,
                "Subscribe",
                INVALID,
                rig -> subscribe(rig, topic(rig), protocol, endpoint, Map.of()));
    }

    private static String subscribe(
            Rig rig,
            String topic,
            String protocol,
            String endpoint,
            Map<String, String> attributes) {
        return rig.sns()
                .subscribe(each ->
                        each.topicArn(topic)
                                .protocol(protocol)
                                .endpoint(endpoint)
                                .attributes(attributes))
                .subscriptionArn();
    }

    private static List<Refusal> subscribing() {
        return List.of(
                subscription("There is no such protocol", "pigeon", "x"),
                subscription("An HTTP endpoint is an address", "http", "https://example.org"),
                subscription("A queue is given by its ARN", "sqs", "q"),
                subscription("A mail address has an @", "email", "x"),
                subscription("A standard topic has no FIFO queues", "sqs", QUEUE + ".fifo"),
                rule(
                        "There is no such topic",
                        "Subscribe",
                        "NotFound",
                        rig -> subscribe(rig, NONE, "sqs", QUEUE, Map.of())),
                rule(
                        "A FIFO topic has queues only",
                        "Subscribe",
                        INVALID,
                        rig -> subscribe(rig, fifo(rig), "http", "http://example.org", Map.of())),
                rule(
                        "The same endpoint with other attributes is there",
                        "Subscribe",
                        INVALID,
                        rig -> {
                            String arn = topic(rig);
                            subscribe(rig, arn, "sqs", QUEUE, Map.of());
                            subscribe(rig, arn, "sqs", QUEUE, Map.of("RawMessageDelivery", "true"));
                        }),
                rule(
                        "There is no such subscription",
                        "GetSubscriptionAttributes",
                        "NotFound",
                        rig ->
                                rig.sns()
                                        .getSubscriptionAttributes(
                                                each -> each.subscriptionArn(topic(rig) + ":x"))));
    }

    private static List<Refusal> unsubscribing() {
        return List.of(
                rule(
                        "A pending subscription has no ARN to unsubscribe by",
                        "Unsubscribe",
                        INVALID,
                        rig ->
                                rig.sns()
                                        .unsubscribe(each ->
                                                each.subscriptionArn("PendingConfirmation"))),
                rule(
                        "A token is one that was sent",
                        "ConfirmSubscription",
                        INVALID,
                        rig ->
                                rig.sns()
                                        .confirmSubscription(
                                                each -> each.topicArn(topic(rig)).token("x"))));
    }

    private static Refusal filter(String rule, String name, String value) {
        return rule(
                rule,
                "SetSubscriptionAttributes",
                INVALID,
                rig -> {
                    String arn = subscribe(rig, topic(rig), "sqs", QUEUE, Map.of());
                    rig.sns()
                            .setSubscriptionAttributes(each ->
                                    each.subscriptionArn(arn)
                                            .attributeName(name)
                                            .attributeValue(value));
                });
    }

    private static List<Refusal> filters() {
        return List.of(
                filter("There is no such attribute", "Nonsense", "x"),
                filter("A filter is JSON", "FilterPolicy", "{"),
                filter("A filter's values are lists", "FilterPolicy", "{\"a\":\"b\"}"),
                filter("There is no such operator", "FilterPolicy", "{\"a\":[{\"like\":\"b\"}]}"),
                filter("A filter of attributes is flat", "FilterPolicy", "{\"a\":{\"b\":[\"c\"]}}"),
                filter(
                        "A filter has at most five keys",
                        "FilterPolicy",
                        "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]}"),
                filter("A filter's scope is attributes or body", "FilterPolicyScope", "Nonsense"),
                filter("Raw delivery is true or false", "RawMessageDelivery", "x"),
                filter(
                        "A dead-letter queue is given by its ARN",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"q\"}"));
    }

    private static Refusal message(
            String rule, String code, Consumer<PublishRequest.Builder> message) {
        return rule(rule, "Publish", code, rig -> publish(rig, topic(rig), message));
    }

    private static void publish(Rig rig, String arn, Consumer<PublishRequest.Builder> message) {
        PublishRequest.Builder request = PublishRequest.builder().topicArn(arn).message("x");
        message.accept(request);
        rig.sns().publish(request.build());
    }

    private static Map<String, MessageAttributeValue> of(String type, String value) {
        return Map.of(
                "a", MessageAttributeValue.builder().dataType(type).stringValue(value).build());
    }

    private static List<Refusal> messages() {
        return List.of(
                message("A message is not empty", INVALID, each -> each.message("")),
                message(
                        "A message has at most 256 KiB",
                        INVALID,
                        each -> each.message("x".repeat(262_145))),
                message(
                        "A subject has at most 100 characters",
                        INVALID,
                        each -> each.subject("x".repeat(101))),
                message("A subject has one line", INVALID, each -> each.subject("a\nb")),
                message("There is one structure", INVALID, each -> each.messageStructure("xml")),
                message(
                        "Structured messages are JSON",
                        INVALID,
                        each -> each.messageStructure("json")),
                message(
                        "Structured messages have a default",
                        INVALID,
                        each -> each.messageStructure("json").message("{\"sqs\":\"x\"}")),
                message(
                        "An attribute has a type",
                        "ParameterValueInvalid",
                        each -> each.messageAttributes(of("Text", "x"))),
                message(
                        "A number is a number",
                        "ParameterValueInvalid",
                        each -> each.messageAttributes(of("Number", "x"))),
                message(
                        "A deduplication ID is for FIFO topics",
                        INVALID,
                        each -> each.messageDeduplicationId("x")),
                message("A message goes to one place", INVALID, each -> each.targetArn(NONE)));
    }

    private static List<Refusal> destinations() {
        return List.of(
                rule(
                        "There is no such topic",
                        "Publish",
                        "NotFound",
                        rig -> publish(rig, NONE, each -> {})),
                rule(
                        "A FIFO topic's message has a group",
                        "Publish",
                        INVALID,
                        rig -> publish(rig, fifo(rig), each -> each.messageDeduplicationId("x"))),
                rule(
                        "A FIFO topic's message has a deduplication ID",
                        "Publish",
                        INVALID,
                        rig -> publish(rig, fifo(rig), each -> each.messageGroupId("g"))));
    }

    private static Refusal batch(String rule, String code, PublishBatchRequestEntry... entries) {
        return rule(
                rule,
                "PublishBatch",
                code,
                rig ->
                        rig.sns()
                                .publishBatch(each ->
                                        each.topicArn(topic(rig))
                                                .publishBatchRequestEntries(entries)));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static List<Refusal> batches() {
        PublishBatchRequestEntry[] eleven = new PublishBatchRequestEntry[11];
        for (int i = 0; i < eleven.length; i++) {
            eleven[i] = entry("e" + i, "x");
        }
        return List.of(
                batch("A batch is not empty", "EmptyBatchRequest"),
                batch("A batch has at most 10 entries", "TooManyEntriesInBatchRequest", eleven),
                batch(
                        "Entries have different IDs",
                        "BatchEntryIdsNotDistinct",
                        entry("a", "x"),
                        entry("a", "y")),
                batch(
                        "An entry's ID has letters, digits, hyphens and underscores",
                        "InvalidBatchEntryId",
                        entry("a b", "x")),
                batch(
                        "A batch has at most 256 KiB",
                        "BatchRequestTooLong",
                        entry("a", "x".repeat(200_000)),
                        entry("b", "x".repeat(200_000))));
    }
}
