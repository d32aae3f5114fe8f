package dev.sila.localcloud.tour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.ListQueuesRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** Standard queues: names, attributes, messages, dead letters. */
final class SqsTour implements Tour {
    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public void walk(Rig rig) {
        String url = Messages.queue(rig, "work", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
        queues(rig, url);
        tagsAndPermissions(rig, url);
        messages(rig, url);
        batches(rig, url);
        deadLetters(rig, url);
        rig.sqs().deleteQueue(each -> each.queueUrl(url));
        assertThat(rig.sqs().listQueues(each -> each.queueNamePrefix("work")).queueUrls())
                .isEmpty();
        rig.pass(Duration.ofSeconds(61));
        assertThat(Messages.queue(rig, "work", Map.of())).isEqualTo(url);
    }

    private static void queues(Rig rig, String url) {
        assertThat(url).endsWith("/000000000000/work");
        assertThat(Messages.queue(rig, "work", Map.of())).isEqualTo(url);
        assertThat(rig.sqs().getQueueUrl(each -> each.queueName("work")).queueUrl()).isEqualTo(url);
        Messages.queue(rig, "other", Map.of());
        Messages.queue(rig, "another", Map.of());
        assertThat(
                        rig.sqs()
                                .listQueuesPaginator(
                                        ListQueuesRequest.builder().maxResults(2).build())
                                .queueUrls())
                .hasSize(3);
        rig.pass(Duration.ofSeconds(2));
        rig.sqs()
                .setQueueAttributes(each ->
                        each.queueUrl(url)
                                .attributes(Map.of(QueueAttributeName.DELAY_SECONDS, "0")));
        Map<QueueAttributeName, String> all =
                rig.sqs()
                        .getQueueAttributes(
                                each -> each.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                        .attributes();
        assertThat(all)
                .containsEntry(QueueAttributeName.DELAY_SECONDS, "0")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
                .containsEntry(
                        QueueAttributeName.QUEUE_ARN, "arn:aws:sqs:us-east-1:000000000000:work");
        assertThat(all.get(QueueAttributeName.LAST_MODIFIED_TIMESTAMP))
                .isGreaterThan(all.get(QueueAttributeName.CREATED_TIMESTAMP));
    }

    private static void tagsAndPermissions(Rig rig, String url) {
        rig.sqs().tagQueue(each -> each.queueUrl(url).tags(Map.of("a", "1", "b", "2")));
        rig.sqs().untagQueue(each -> each.queueUrl(url).tagKeys("a"));
        assertThat(rig.sqs().listQueueTags(each -> each.queueUrl(url)).tags())
                .containsExactly(Map.entry("b", "2"));
        rig.sqs()
                .addPermission(each ->
                        each.queueUrl(url)
                                .label("partner")
                                .awsAccountIds("111122223333")
                                .actions("SendMessage"));
        assertThat(Messages.attribute(rig, url, QueueAttributeName.POLICY))
                .contains("arn:aws:iam::111122223333:root", "SQS:SendMessage");
        rig.sqs().removePermission(each -> each.queueUrl(url).label("partner"));
        assertThat(Messages.attribute(rig, url, QueueAttributeName.POLICY)).isNull();
    }

    /** The SDK checks the digests itself. */
    private static void messages(Rig rig, String url) {
        Map<String, MessageAttributeValue> attributes =
                Map.of(
                        "number",
                        MessageAttributeValue.builder().dataType("Number").stringValue("1").build(),
                        "bytes",
                        MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                                .build());
        rig.sqs()
                .sendMessage(each ->
                        each.queueUrl(url).messageBody("grüß").messageAttributes(attributes));
        rig.sqs().sendMessage(each -> each.queueUrl(url).messageBody("later").delaySeconds(10));
        assertThat(counts(rig, url)).containsExactly("1", "0", "1");
        Message first =
                Messages.receive(
                                rig,
                                url,
                                each ->
                                        each.messageAttributeNames("All")
                                                .messageSystemAttributeNames(
                                                        MessageSystemAttributeName.ALL))
                        .getFirst();
        assertThat(first.body()).isEqualTo("grüß");
        assertThat(first.messageAttributes()).isEqualTo(attributes);
        assertThat(first.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        assertThat(counts(rig, url)).containsExactly("0", "1", "1");
        visibility(rig, url);
    }

    private static void visibility(Rig rig, String url) {
        rig.pass(Duration.ofSeconds(10));
        Message later = Messages.receive(rig, url, each -> each.waitTimeSeconds(20)).getFirst();
        assertThat(later.body()).isEqualTo("later");
        rig.sqs()
                .changeMessageVisibility(each ->
                        each.queueUrl(url)
                                .receiptHandle(later.receiptHandle())
                                .visibilityTimeout(0));
        assertThat(Messages.bodies(rig, url)).containsExactly("later");
        rig.pass(Duration.ofSeconds(20));
        assertThat(Messages.bodies(rig, url)).as("in sight again after 30 s").contains("grüß");
        rig.sqs().purgeQueue(each -> each.queueUrl(url));
        assertThat(counts(rig, url)).containsExactly("0", "0", "0");
    }

    private static List<String> counts(Rig rig, String url) {
        return Stream.of(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)
                .map(name -> String.valueOf(Messages.attribute(rig, url, name)))
                .toList();
    }

    private static void batches(Rig rig, String url) {
        SendMessageBatchResponse sent =
                rig.sqs()
                        .sendMessageBatch(each ->
                                each.queueUrl(url)
                                        .entries(entry("1", "one"), entry("2", "\u0001")));
        assertThat(sent.successful()).extracting("id").containsExactly("1");
        assertThat(sent.failed()).extracting("code").containsExactly("InvalidMessageContents");
        String handle = Messages.receive(rig, url).getFirst().receiptHandle();
        assertThat(
                        rig.sqs()
                                .changeMessageVisibilityBatch(each ->
                                        each.queueUrl(url)
                                                .entries(entry ->
                                                        entry.id("1")
                                                                .receiptHandle(handle)
                                                                .visibilityTimeout(60)))
                                .successful())
                .hasSize(1);
        assertThat(
                        rig.sqs()
                                .deleteMessageBatch(each ->
                                        each.queueUrl(url)
                                                .entries(
                                                        entry ->
                                                                entry.id("1").receiptHandle(handle),
                                                        entry -> entry.id("2").receiptHandle("x")))
                                .failed())
                .extracting("code")
                .containsExactly("ReceiptHandleIsInvalid");
        assertThat(counts(rig, url)).containsExactly("0", "0", "0");
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static void deadLetters(Rig rig, String url) {
        String dead = Messages.queue(rig, "dead", Map.of());
        String arn = Messages.arn(rig, dead);
        String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"2\"}".formatted(arn);
        rig.sqs()
                .setQueueAttributes(each ->
                        each.queueUrl(url)
                                .attributes(Map.of(QueueAttributeName.REDRIVE_POLICY, policy)));
        assertThat(rig.sqs().listDeadLetterSourceQueues(each -> each.queueUrl(dead)).queueUrls())
                .containsExactly(url);
        rig.sqs().sendMessage(each -> each.queueUrl(url).messageBody("poison"));
        for (int i = 0; i < 2; i++) {
            assertThat(Messages.bodies(rig, url)).containsExactly("poison");
            rig.pass(Duration.ofSeconds(31));
        }
        assertThat(Messages.bodies(rig, url)).isEmpty();
        assertThat(Messages.bodies(rig, dead)).containsExactly("poison");
        rig.pass(Duration.ofSeconds(31));
        moves(rig, url, dead, arn);
    }

    private static void moves(Rig rig, String url, String dead, String arn) {
        rig.sqs().startMessageMoveTask(each -> each.sourceArn(arn));
        rig.pass(Duration.ofSeconds(2));
        assertThat(rig.sqs().listMessageMoveTasks(each -> each.sourceArn(arn)).results())
                .extracting("status")
                .containsExactly("COMPLETED");
        Message back = Messages.receive(rig, url).getFirst();
        assertThat(back.body()).isEqualTo("poison");
        rig.sqs().deleteMessage(each -> each.queueUrl(url).receiptHandle(back.receiptHandle()));
        rig.sqs().sendMessage(each -> each.queueUrl(dead).messageBody("more"));
        String task = rig.sqs().startMessageMoveTask(each -> each.sourceArn(arn)).taskHandle();
        rig.sqs().cancelMessageMoveTask(each -> each.taskHandle(task));
        rig.pass(Duration.ofSeconds(2));
        assertThat(Messages.bodies(rig, dead)).containsExactly("more");
    }
}
