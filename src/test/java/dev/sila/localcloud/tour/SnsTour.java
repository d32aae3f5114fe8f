package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.Tag;

/** Topics, and messages that they bring to queues. */
final class SnsTour implements Tour {
    @Override
    public String service() {
        return "SNS";
    }

    @Override
    public void walk(Rig rig) {
        String topic = rig.sns().createTopic(each -> each.name("news")).topicArn();
        topics(rig, topic);
        permissionsAndTags(rig, topic);
        String url = Messages.queue(rig, "inbox", Map.of());
        String subscription = subscribe(rig, topic, Messages.arn(rig, url));
        filters(rig, topic, url, subscription);
        batches(rig, topic, url);
        pages(rig);
        rig.sns().unsubscribe(each -> each.subscriptionArn(subscription));
        assertThat(attributes(rig, topic)).containsEntry("SubscriptionsDeleted", "1");
        fifo(rig);
        rig.sns().deleteTopic(each -> each.topicArn(topic));
        rig.sns().deleteTopic(each -> each.topicArn(topic));
    }

    private static Map<String, String> attributes(Rig rig, String topic) {
        return rig.sns().getTopicAttributes(each -> each.topicArn(topic)).attributes();
    }

    private static void topics(Rig rig, String topic) {
        assertThat(rig.sns().createTopic(each -> each.name("news")).topicArn()).isEqualTo(topic);
        rig.sns()
                .setTopicAttributes(each ->
                        each.topicArn(topic)
                                .attributeName("DisplayName")
                                .attributeValue("The news"));
        assertThat(attributes(rig, topic))
                .containsEntry("DisplayName", "The news")
                .containsEntry("Owner", "000000000000")
                .containsKeys("Policy", "EffectiveDeliveryPolicy");
    }

    private static void permissionsAndTags(Rig rig, String topic) {
        rig.sns()
                .addPermission(each ->
                        each.topicArn(topic)
                                .label("partner")
                                .awsAccountIds("111122223333")
                                .actionNames("Publish"));
        assertThat(attributes(rig, topic).get("Policy")).contains("111122223333");
        rig.sns().removePermission(each -> each.topicArn(topic).label("partner"));
        assertThat(attributes(rig, topic).get("Policy")).doesNotContain("111122223333");
        Tag tag = Tag.builder().key("a").value("1").build();
        rig.sns().tagResource(each -> each.resourceArn(topic).tags(tag));
        assertThat(rig.sns().listTagsForResource(each -> each.resourceArn(topic)).tags())
                .containsExactly(tag);
        rig.sns().untagResource(each -> each.resourceArn(topic).tagKeys("a"));
    }

    private static String subscribe(Rig rig, String topic, String queueArn) {
        String arn =
                rig.sns()
                        .subscribe(each -> each.topicArn(topic).protocol("sqs").endpoint(queueArn))
                        .subscriptionArn();
        assertThat(arn).startsWith(topic + ":");
        rig.sns()
                .setSubscriptionAttributes(each ->
                        each.subscriptionArn(arn)
                                .attributeName("FilterPolicy")
                                .attributeValue("{\"kind\": [\"big\", {\"prefix\": \"x-\"}]}"));
        assertThat(
                        rig.sns()
                                .getSubscriptionAttributes(each -> each.subscriptionArn(arn))
                                .attributes())
                .containsEntry("PendingConfirmation", "false")
                .containsEntry("FilterPolicyScope", "MessageAttributes");
        assertThat(rig.sns().listSubscriptionsByTopic(each -> each.topicArn(topic)).subscriptions())
                .extracting("subscriptionArn")
                .containsExactly(arn);
        return arn;
    }

    private static void filters(Rig rig, String topic, String url, String subscription) {
        publish(rig, topic, "unheard", "big");
        assertThat(Messages.bodies(rig, url)).as("the queue's policy lets nobody").isEmpty();
        Messages.let(rig, url, "sns.amazonaws.com");
        publish(rig, topic, "one", "big");
        publish(rig, topic, "two", "small");
        publish(rig, topic, "three", "x-ray");
        assertThat(Messages.bodies(rig, url))
                .hasSize(2)
                .allSatisfy(each -> assertThat(each).contains("\"Type\" : \"Notification\""))
                .anySatisfy(each -> assertThat(each).contains("\"Message\" : \"three\""));
        rig.sns()
                .setSubscriptionAttributes(each ->
                        each.subscriptionArn(subscription)
                                .attributeName("FilterPolicy")
                                .attributeValue("{}"));
        rig.sns()
                .setSubscriptionAttributes(each ->
                        each.subscriptionArn(subscription)
                                .attributeName("RawMessageDelivery")
                                .attributeValue("true"));
    }

    private static void publish(Rig rig, String topic, String message, String kind) {
        rig.sns()
                .publish(each ->
                        each.topicArn(topic)
                                .message(message)
                                .messageAttributes(
                                        Map.of(
                                                "kind",
                                                MessageAttributeValue.builder()
                                                        .dataType("String")
                                                        .stringValue(kind)
                                                        .build())));
    }

    private static void batches(Rig rig, String topic, String url) {
        PublishBatchResponse published =
                rig.sns()
                        .publishBatch(each ->
                                each.topicArn(topic)
                                        .publishBatchRequestEntries(
                                                one -> one.id("1").message("raw"),
                                                two ->
                                                        two.id("2")
                                                                .message(
                                                                        "{\"default\":\"d\",\"sqs\":\"q\"}")
                                                                .messageStructure("json"),
                                                three -> three.id("3").message("")));
        assertThat(published.successful()).extracting("id").containsExactly("1", "2");
        assertThat(published.failed()).extracting("code").containsExactly("InvalidParameter");
        assertThat(Messages.bodies(rig, url)).containsExactly("raw", "q");
    }

    private static void pages(Rig rig) {
        for (int i = 0; i < 100; i++) {
            String name = "topic-" + i;
            rig.sns().createTopic(each -> each.name(name));
        }
        assertThat(rig.sns().listTopics().topics()).hasSize(100);
        assertThat(rig.sns().listTopicsPaginator().topics()).hasSize(101);
        assertThat(rig.sns().listSubscriptions().subscriptions()).hasSize(1);
    }

    private static void fifo(Rig rig) {
        String topic =
                rig.sns()
                        .createTopic(each ->
                                each.name("ordered.fifo")
                                        .attributes(
                                                Map.of(
                                                        "FifoTopic",
                                                        "true",
                                                        "ContentBasedDeduplication",
                                                        "true")))
                        .topicArn();
        String url = Messages.queueFor(rig, "copies", "sns.amazonaws.com");
        rig.sns()
                .subscribe(each ->
                        each.topicArn(topic)
                                .protocol("sqs")
                                .endpoint(Messages.arn(rig, url))
                                .attributes(Map.of("RawMessageDelivery", "true")));
        for (String message : List.of("one", "two", "one")) {
            rig.sns().publish(each -> each.topicArn(topic).message(message).messageGroupId("g"));
        }
        assertThat(Messages.bodies(rig, url)).containsExactly("one", "two");
    }
}
