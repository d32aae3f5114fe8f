package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.Tag;

/** What SNS refuses. */
final class SnsRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/sns/latest/api/API_";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
    private static final String NONE = "arn:aws:sns:us-east-1:000000000000:none";
    private static final String INVALID = "InvalidParameter";

    @Override
    public String service() {
        return "SNS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(topics());
        all.addAll(attributes());
        all.addAll(subscriptions());
        all.addAll(filters());
        all.addAll(messages());
        all.addAll(batches());
        return all;
    }

    private static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    private static String topic(Rig rig) {
        return rig.sns().createTopic(each -> each.name("t")).topicArn();
    }

    private static String fifo(Rig rig) {
        return rig.sns()
                .createTopic(each -> each.name("t.fifo").attributes(Map.of("FifoTopic", "true")))
                .topicArn();
    }

    private static List<Refusal> topics() {
        Tag reserved = Tag.builder().key("aws:x").value("y").build();
        return List.of(
                rule(
                        "A topic's name has letters, digits, hyphens and underscores",
                        "CreateTopic",
                        INVALID,
                        rig -> rig.sns().createTopic(each -> each.name("a b"))),
                rule(
                        "A topic's name has at most 256 characters",
                        "CreateTopic",
                        INVALID,
                        rig -> rig.sns().createTopic(each -> each.name("a".repeat(257)))),
                rule(
                        "A FIFO topic's name ends with .fifo",
                        "CreateTopic",
                        INVALID,
                        rig ->
                                rig.sns()
                                        .createTopic(each ->
                                                each.name("a")
                                                        .attributes(Map.of("FifoTopic", "true")))),
                rule(
                        "A topic of that name with other attributes is there",
                        "CreateTopic",
                        INVALID,
                        rig -> {
                            topic(rig);
                            rig.sns()
                                    .createTopic(each ->
                                            each.name("t").attributes(Map.of("DisplayName", "x")));
                        }),
                rule(
                        "A topic of that name with other tags is there",
                        "CreateTopic",
                        INVALID,
                        rig -> {
                            topic(rig);
                            rig.sns()
                                    .createTopic(each ->
                                            each.name("t").tags(tag -> tag.key("a").value("b")));
                        }),
                rule(
                        "There is no such topic",
                        "GetTopicAttributes",
                        "NotFound",
                        rig -> rig.sns().getTopicAttributes(each -> each.topicArn(NONE))),
                rule(
                        "An ARN has six parts",
                        "GetTopicAttributes",
                        INVALID,
                        rig -> rig.sns().getTopicAttributes(each -> each.topicArn("t"))),
                rule(
                        "There is no such topic to tag",
                        "TagResource",
                        "ResourceNotFound",
                        rig ->
                                rig.sns()
                                        .tagResource(each ->
                                                each.resourceArn(NONE)
                                                        .tags(tag -> tag.key("a").value("b")))),
                rule(
                        "Tags do not begin with aws:",
                        "TagResource",
                        INVALID,
                        rig ->
                                rig.sns()
                                        .tagResource(each ->
                                                each.resourceArn(topic(rig)).tags(reserved))),
                rule(
                        "A token of pages is one",
                        "ListTopics",
                        INVALID,
                        rig -> rig.sns().listTopics(each -> each.nextToken("!"))));
    }

    private static Refusal attribute(String rule, String name, String value) {
        return rule(
                rule,
                "SetTopicAttributes",
                INVALID,
                rig ->
                        rig.sns()
                                .setTopicAttributes(each ->
                                        each.topicArn(topic(rig))
                                                .attributeName(name)
                                                .attributeValue(value)));
    }

    private static List<Refusal> attributes() {
        return List.of(
                attribute("There is no such attribute", "Nonsense", "x"),
                attribute("A policy is a policy", "Policy", "{}"),
                attribute(
                        "A topic's policy is about SNS",
                        "Policy",
                        Messages.policy("events.amazonaws.com", "sqs:SendMessage", "*")),
                attribute("Signatures have version 1 or 2", "SignatureVersion", "3"),
                attribute("A topic does not become FIFO", "FifoTopic", "true"),
                attribute("Deduplication is for FIFO topics", "ContentBasedDeduplication", "true"),
                attribute("A delivery policy is JSON", "DeliveryPolicy", "x"),
                attribute(
                        "A delivery is retried at most 100 times",
                        "DeliveryPolicy",
                        "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":101}}}"),
                attribute(
                        "The shortest delay is not above the longest",
                        "DeliveryPolicy",
                        "{\"http\":{\"defaultHealthyRetryPolicy\":"
                                + "{\"minDelayTarget\":30,\"maxDelayTarget\":20}}}"),
                rule(
                        "A permission is about actions of SNS",
                        "AddPermission",
                        INVALID,
                        rig -> permit(rig, topic(rig), "111122223333", "Nonsense")),
                rule(
                        "A permission is for accounts",
                        "AddPermission",
                        INVALID,
                        rig -> permit(rig, topic(rig), "1", "Publish")),
                rule(
                        "A label is given once",
                        "AddPermission",
                        INVALID,
                        rig -> {
                            String arn = topic(rig);
                            permit(rig, arn, "111122223333", "Publish");
                            permit(rig, arn, "111122223333", "Publish");
                        }));
    }

    private static void permit(Rig rig, String arn, String account, String action) {
        rig.sns()
                .addPermission(each ->
                        each.topicArn(arn).label("l").awsAccountIds(account).actionNames(action));
    }

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

    private static List<Refusal> subscriptions() {
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
                                                each -> each.subscriptionArn(topic(rig) + ":x"))),
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
                message("A message goes to one place", INVALID, each -> each.targetArn(NONE)),
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
