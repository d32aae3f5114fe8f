package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.SqsRefusals.PREFIX;
import static dev.sila.localcloud.refusal.SqsRefusals.fifoQueue;
import static dev.sila.localcloud.refusal.SqsRefusals.queue;
import static dev.sila.localcloud.refusal.SqsRefusals.rule;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What SQS refuses of messages and of those who send and receive them. */
final class SqsMessageRefusals implements Corpus {
    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(messages());
        all.addAll(receiving());
        all.addAll(fifo());
        all.addAll(batches());
        all.addAll(receipts());
        all.addAll(permissions());
        return all;
    }

    private static Refusal message(
            String rule, String code, Consumer<SendMessageRequest.Builder> message) {
        return rule(rule, "SendMessage", code, rig -> send(rig, queue(rig), message));
    }

    private static void send(Rig rig, String url, Consumer<SendMessageRequest.Builder> message) {
        SendMessageRequest.Builder request =
                SendMessageRequest.builder().queueUrl(url).messageBody("x");
        message.accept(request);
        rig.sqs().sendMessage(request.build());
    }

    private static Map<String, MessageAttributeValue> of(String name, String type, String value) {
        return Map.of(
                name, MessageAttributeValue.builder().dataType(type).stringValue(value).build());
    }

    private static List<Refusal> messages() {
        return List.of(
                message("A message has a body", "MissingParameter", each -> each.messageBody("")),
                message(
                        "A body has characters that XML has",
                        "InvalidMessageContents",
                        each -> each.messageBody("\u0002")),
                message(
                        "A message has at most 1 MiB",
                        "InvalidParameterValue",
                        each -> each.messageBody("x".repeat(1_048_577))),
                message(
                        "A message's delay is at most 900 seconds",
                        "InvalidParameterValue",
                        each -> each.delaySeconds(901)),
                message(
                        "A deduplication ID is for FIFO queues",
                        "InvalidParameterValue",
                        each -> each.messageDeduplicationId("x")),
                message(
                        "An attribute has a type",
                        "InvalidParameterValue",
                        each -> each.messageAttributes(of("a", "Text", "x"))),
                message(
                        "An attribute has a value",
                        "InvalidParameterValue",
                        each -> each.messageAttributes(of("a", "String", ""))),
                message(
                        "A number is a number",
                        "InvalidParameterValue",
                        each -> each.messageAttributes(of("a", "Number", "x"))),
                message(
                        "An attribute's name does not begin with AWS.",
                        "InvalidParameterValue",
                        each -> each.messageAttributes(of("aws.x", "String", "x"))));
    }

    private static List<Refusal> receiving() {
        return List.of(
                rule(
                        "A receiver takes at most 10 messages",
                        "ReceiveMessage",
                        "InvalidParameterValue",
                        rig ->
                                Messages.receive(
                                        rig, queue(rig), each -> each.maxNumberOfMessages(11))),
                rule(
                        "A receiver waits for at most 20 seconds",
                        "ReceiveMessage",
                        "InvalidParameterValue",
                        rig ->
                                Messages.receive(
                                        rig, queue(rig), each -> each.waitTimeSeconds(21))));
    }

    private static List<Refusal> fifo() {
        return List.of(
                rule(
                        "A FIFO queue's message has a group",
                        "SendMessage",
                        "MissingParameter",
                        rig -> send(rig, fifoQueue(rig), each -> each.messageDeduplicationId("x"))),
                rule(
                        "A FIFO queue's message has a deduplication ID",
                        "SendMessage",
                        "InvalidParameterValue",
                        rig -> send(rig, fifoQueue(rig), each -> each.messageGroupId("g"))),
                rule(
                        "A FIFO queue's message has no delay of its own",
                        "SendMessage",
                        "InvalidParameterValue",
                        rig ->
                                send(
                                        rig,
                                        fifoQueue(rig),
                                        each ->
                                                each.messageGroupId("g")
                                                        .messageDeduplicationId("x")
                                                        .delaySeconds(1))),
                rule(
                        "A group's name has no blanks",
                        "SendMessage",
                        "InvalidParameterValue",
                        rig ->
                                send(
                                        rig,
                                        fifoQueue(rig),
                                        each ->
                                                each.messageGroupId("a b")
                                                        .messageDeduplicationId("x"))));
    }

    private static Refusal batch(
            String rule, String code, SendMessageBatchRequestEntry... entries) {
        return rule(
                rule,
                "SendMessageBatch",
                PREFIX + code,
                rig ->
                        rig.sqs()
                                .sendMessageBatch(
                                        each -> each.queueUrl(queue(rig)).entries(entries)));
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static List<Refusal> batches() {
        SendMessageBatchRequestEntry[] eleven = new SendMessageBatchRequestEntry[11];
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
                        "A batch has at most 1 MiB",
                        "BatchRequestTooLong",
                        entry("a", "x".repeat(600_000)),
                        entry("b", "x".repeat(600_000))));
    }

    private static List<Refusal> receipts() {
        return List.of(
                rule(
                        "A receipt handle is one",
                        "DeleteMessage",
                        "ReceiptHandleIsInvalid",
                        rig ->
                                rig.sqs()
                                        .deleteMessage(each ->
                                                each.queueUrl(queue(rig)).receiptHandle("x"))),
                rule(
                        "A message that is not in flight has no timeout to change",
                        "ChangeMessageVisibility",
                        PREFIX + "MessageNotInflight",
                        rig -> {
                            String url = queue(rig);
                            send(rig, url, each -> {});
                            String handle = Messages.receive(rig, url).getFirst().receiptHandle();
                            rig.pass(Duration.ofSeconds(31));
                            rig.sqs()
                                    .changeMessageVisibility(each ->
                                            each.queueUrl(url)
                                                    .receiptHandle(handle)
                                                    .visibilityTimeout(5));
                        }),
                rule(
                        "A visibility timeout is at most 12 hours",
                        "ChangeMessageVisibility",
                        "InvalidParameterValue",
                        rig ->
                                rig.sqs()
                                        .changeMessageVisibility(each ->
                                                each.queueUrl(queue(rig))
                                                        .receiptHandle("x")
                                                        .visibilityTimeout(43_201))));
    }

    private static List<Refusal> permissions() {
        return List.of(
                rule(
                        "A permission is about actions of SQS",
                        "AddPermission",
                        "InvalidParameterValue",
                        rig -> permit(rig, queue(rig), "111122223333", "Nonsense")),
                rule(
                        "A permission is for accounts",
                        "AddPermission",
                        "InvalidParameterValue",
                        rig -> permit(rig, queue(rig), "1", "SendMessage")),
                rule(
                        "A label is given once",
                        "AddPermission",
                        "InvalidParameterValue",
                        rig -> {
                            String url = queue(rig);
                            permit(rig, url, "111122223333", "SendMessage");
                            permit(rig, url, "111122223333", "SendMessage");
                        }),
                rule(
                        "There is no such label",
                        "RemovePermission",
                        "InvalidParameterValue",
                        rig ->
                                rig.sqs()
                                        .removePermission(
                                                each -> each.queueUrl(queue(rig)).label("none"))));
    }

    private static void permit(Rig rig, String url, String account, String action) {
        rig.sqs()
                .addPermission(each ->
                        each.queueUrl(url).label("l").awsAccountIds(account).actions(action));
    }
}
