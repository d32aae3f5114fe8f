package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.service.ResourcePolicy;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.GetTopicAttributesResponse;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesResponse;

/** What topics are like. */
final class TopicAttributes {
    static final String POLICY = "Policy";
    static final String DELIVERY_POLICY = "DeliveryPolicy";
    private static final Pattern FEEDBACK =
            Pattern.compile(
                    "(HTTP|Firehose|Lambda|Application|SQS)"
                            + "((Success|Failure)FeedbackRoleArn|SuccessFeedbackSampleRate)");
    private static final Map<String, Set<String>> CHOICES =
            Map.of(
                    "FifoTopic", Set.of("true", "false"),
                    "ContentBasedDeduplication", Set.of("true", "false"),
                    "FifoThroughputScope", Set.of("Topic", "MessageGroup"),
                    "SignatureVersion", Set.of("1", "2"),
                    "TracingConfig", Set.of("PassThrough", "Active"));
    private static final Set<String> FIFO =
            Set.of("ContentBasedDeduplication", "FifoThroughputScope");

    private final TopicStore store;

    TopicAttributes(TopicStore store) {
        this.store = store;
    }

    public GetTopicAttributesResponse getTopicAttributes(GetTopicAttributesRequest request) {
        Topic topic = store.topic(request.topicArn());
        Map<String, String> all = new TreeMap<>(topic.attributes);
        long confirmed = topic.subscriptions.values().stream().filter(s -> s.confirmed).count();
        all.put("TopicArn", topic.arn);
        all.put("Owner", store.foundation.realm().account());
        all.put("SubscriptionsConfirmed", Long.toString(confirmed));
        all.put("SubscriptionsPending", Long.toString(topic.subscriptions.size() - confirmed));
        all.put("SubscriptionsDeleted", Integer.toString(topic.deleted));
        all.put(
                "EffectiveDeliveryPolicy",
                DeliveryPolicy.of(null, topic.attributes.get(DELIVERY_POLICY)).effectiveOfTopic());
        return GetTopicAttributesResponse.builder().attributes(all).build();
    }

    public SetTopicAttributesResponse setTopicAttributes(SetTopicAttributesRequest request) {
        Topic topic = store.topic(request.topicArn());
        String name = Refusals.required("AttributeName", request.attributeName());
        String value = request.attributeValue();
        if (name.equals("FifoTopic")) {
            throw Refusals.invalid("AttributeName");
        }
        check(name, value, topic.fifo());
        set(topic, name, value);
        return SetTopicAttributesResponse.builder().build();
    }

    /** Refuses an attribute that a topic may not have. */
    static void check(String name, @Nullable String value, boolean fifo) {
        String given = value == null ? "" : value;
        Set<String> choice = CHOICES.get(name);
        if (choice != null) {
            if (!choice.contains(given) || (FIFO.contains(name) && !fifo)) {
                throw Refusals.invalid(
                        "Attributes Reason: "
                                + name
                                + ": Invalid value ["
                                + given
                                + "]. Must be one of "
                                + choice.stream().sorted().toList()
                                + (FIFO.contains(name) ? ", and on FIFO topics only." : "."));
            }
            return;
        }
        switch (name) {
            case POLICY -> policy(given);
            case DELIVERY_POLICY -> {
                if (!given.isEmpty()) {
                    DeliveryPolicy.checkTopic(given);
                }
            }
            case "DisplayName" -> {
                if (given.length() > 100 || given.chars().anyMatch(Character::isISOControl)) {
                    throw Refusals.invalid("DisplayName Reason: at most 100 printable characters");
                }
            }
            case "KmsMasterKeyId" -> {}
            case "ArchivePolicy", "DataProtectionPolicy" ->
                    throw Refusals.invalid(
                            "Attributes Reason: the local cloud does not support " + name);
            default -> {
                if (!FEEDBACK.matcher(name).matches()) {
                    throw Refusals.invalid("AttributeName");
                }
            }
        }
    }

    private static void policy(String given) {
        try {
            ResourcePolicy.parse(given, "sns");
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalid(String.valueOf(wrong.getMessage()));
        }
    }

    /** Sets what was checked; an empty text takes an attribute away. */
    static void set(Topic topic, String name, @Nullable String value) {
        if (value == null || (value.isEmpty() && !name.equals("DisplayName"))) {
            topic.attributes.remove(name);
        } else {
            topic.attributes.put(name, value);
        }
    }

    /** The attributes of a new topic: its owner may do everything with it. */
    static Map<String, String> standard(String arn, String account, boolean fifo) {
        Map<String, String> all = new TreeMap<>();
        all.put("DisplayName", "");
        if (fifo) {
            all.put("FifoTopic", "true");
            all.put("ContentBasedDeduplication", "false");
            all.put("FifoThroughputScope", "Topic");
        }
        all.put(
                POLICY,
                """
                {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{\
                "Sid":"__default_statement_ID","Effect":"Allow","Principal":{"AWS":"*"},\
                "Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes","SNS:AddPermission",\
                "SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
                "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"%s",\
                "Condition":{"StringEquals":{"AWS:SourceOwner":"%s"}}}]}\
                """
                        .formatted(arn, account));
        return all;
    }
}
