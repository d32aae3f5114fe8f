package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.model.Tag;

/** What SNS refuses. */
final class SnsRefusals implements Corpus {
    private static final String API = "https://docs.aws.amazon.com/sns/latest/api/API_";

    static final String NONE = "arn:aws:sns:us-east-1:000000000000:none";

    static final String INVALID = "InvalidParameter";

    @Override
    public String service() {
        return "SNS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(topicNames());
        all.addAll(topicsThatAreNot());
        all.addAll(tagsAndPages());
        all.addAll(attributes());
        all.addAll(permissions());
        return all;
    }

    static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    static String topic(Rig rig) {
        return rig.sns().createTopic(each -> each.name("t")).topicArn();
    }

    static String fifo(Rig rig) {
        return rig.sns()
                .createTopic(each -> each.name("t.fifo").attributes(Map.of("FifoTopic", "true")))
                .topicArn();
    }

    private static List<Refusal> topicNames() {
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
                        }));
    }

    private static List<Refusal> topicsThatAreNot() {
        return List.of(
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
                                                        .tags(tag -> tag.key("a").value("b")))));
    }

    private static List<Refusal> tagsAndPages() {
        Tag reserved = Tag.builder().key("aws:x").value("y").build();
        return List.of(
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
                        rig -> permit(rig, topic(rig), "1", "Publish")));
    }

    private static List<Refusal> permissions() {
        return List.of(
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
}
