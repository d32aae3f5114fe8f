package dev.sila.localcloud.service.sns;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.CreateTopicResponse;
import software.amazon.awssdk.services.sns.model.DeleteTopicRequest;
import software.amazon.awssdk.services.sns.model.DeleteTopicResponse;
import software.amazon.awssdk.services.sns.model.ListTopicsRequest;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;

/** Makes, lists and deletes topics. */
final class TopicOperations {
    private final TopicStore store;

    TopicOperations(TopicStore store) {
        this.store = store;
    }

    /** The same topic again if it has these attributes and tags. */
    public CreateTopicResponse createTopic(CreateTopicRequest request) {
        Map<String, String> given = request.attributes();
        boolean fifo = "true".equals(given.get("FifoTopic"));
        String name = Refusals.required("Name", request.name());
        if (!name.matches(fifo ? "[\\w-]{1,251}\\.fifo" : "[\\w-]{1,256}")) {
            throw Refusals.invalid(
                    fifo
                            ? "Topic Name Reason: Fifo Topic names must end with .fifo and must be"
                                    + " made up of only uppercase and lowercase ASCII letters,"
                                    + " numbers, underscores, and hyphens, and must be between 1"
                                    + " and 256 characters long."
                            : "Topic Name");
        }
        if (request.dataProtectionPolicy() != null) {
            throw Refusals.invalid(
                    "DataProtectionPolicy Reason: the local cloud does not support it");
        }
        given.forEach((attribute, value) -> TopicAttributes.check(attribute, value, fifo));
        Map<String, String> tags = TagOperations.checked(Map.of(), request.tags());
        String arn = store.foundation.realm().arn("sns", name);
        Topic there = store.byArn.get(arn);
        if (there == null) {
            store.enforce(TopicStore.TOPICS, store.byArn.size(), "TopicLimitExceeded");
            store.byArn.put(arn, topic(name, arn, given, tags));
        } else {
            same(there, given, tags, request.hasTags());
        }
        return CreateTopicResponse.builder().topicArn(arn).build();
    }

    /** Deleting what is not there succeeds. Its subscriptions go with it. */
    public DeleteTopicResponse deleteTopic(DeleteTopicRequest request) {
        store.byArn.remove(Refusals.arn("TopicArn", request.topicArn()));
        return DeleteTopicResponse.builder().build();
    }

    public ListTopicsResponse listTopics(ListTopicsRequest request) {
        TopicStore.Page<software.amazon.awssdk.services.sns.model.Topic> page =
                TopicStore.page(
                        store.byArn.keySet().stream()
                                .map(each ->
                                        software.amazon.awssdk.services.sns.model.Topic.builder()
                                                .topicArn(each)
                                                .build())
                                .toList(),
                        request.nextToken());
        return ListTopicsResponse.builder()
                .topics(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private Topic topic(
            String name, String arn, Map<String, String> given, Map<String, String> tags) {
        String account = store.foundation.realm().account();
        boolean fifo = name.endsWith(".fifo");
        Topic topic = new Topic(name, arn, TopicAttributes.standard(arn, account, fifo));
        new TreeMap<>(given)
                .forEach((attribute, value) -> {
                    if (fifo || !attribute.equals("FifoTopic")) {
                        TopicAttributes.set(topic, attribute, value);
                    }
                });
        topic.tags.putAll(tags);
        return topic;
    }

    private static void same(
            Topic there, Map<String, String> given, Map<String, String> tags, boolean tagged) {
        given.forEach((attribute, value) -> {
            String own = there.attributes.getOrDefault(attribute, "");
            boolean standard = attribute.equals("FifoTopic") && value.equals("false");
            if (!own.equals(value) && !(standard && own.isEmpty())) {
                throw Refusals.invalid(
                        "Attributes Reason: Topic already exists with different attributes");
            }
        });
        if (tagged && !there.tags.equals(tags)) {
            throw Refusals.invalid("Tags Reason: Topic already exists with different tags");
        }
    }
}
