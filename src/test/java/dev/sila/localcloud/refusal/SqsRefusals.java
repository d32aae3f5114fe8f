package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** What SQS refuses. */
final class SqsRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_";
    private static final String PREFIX = "AWS.SimpleQueueService.";

    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(queues());
        all.addAll(attributes());
        all.addAll(deadLetters());
        all.addAll(messages());
        all.addAll(fifo());
        all.addAll(batches());
        all.addAll(receipts());
        all.addAll(permissions());
        return all;
    }

    private static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    private static String queue(Rig rig) {
        return Messages.queue(rig, "q", Map.of());
    }

    private static String fifo(Rig rig) {
        return Messages.queue(rig, "q.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    }

    private static List<Refusal> queues() {
        return List.of(
                rule(
                        "A queue's name has letters, digits, hyphens and underscores",
                        "CreateQueue",
                        "InvalidParameterValue",
                        rig -> Messages.queue(rig, "a b", Map.of())),
                rule(
                        "A queue's name has at most 80 characters",
                        "CreateQueue",
                        "InvalidParameterValue",
                        rig -> Messages.queue(rig, "a".repeat(81), Map.of())),
                rule(
                        "A FIFO queue's name ends with .fifo",
                        "CreateQueue",
                        "InvalidParameterValue",
                        rig ->
                                Messages.queue(
                                        rig, "a", Map.of(QueueAttributeName.FIFO_QUEUE, "true"))),
                rule(
                        "A name with .fifo needs the attribute FifoQueue",
                        "CreateQueue",
                        "InvalidParameterValue",
                        rig -> Messages.queue(rig, "a.fifo", Map.of())),
                rule(
                        "A queue of that name with other attributes is there",
                        "CreateQueue",
                        "QueueAlreadyExists",
                        rig -> {
                            queue(rig);
                            Messages.queue(rig, "q", Map.of(QueueAttributeName.DELAY_SECONDS, "1"));
                        }),
                rule(
                        "A name is free again a minute after its queue was deleted",
                        "CreateQueue",
                        PREFIX + "QueueDeletedRecently",
                        rig -> {
                            String url = queue(rig);
                            rig.sqs().deleteQueue(each -> each.queueUrl(url));
                            rig.pass(Duration.ofSeconds(59));
                            queue(rig);
                        }),
                rule(
                        "There is no such queue",
                        "GetQueueUrl",
                        PREFIX + "NonExistentQueue",
                        rig -> rig.sqs().getQueueUrl(each -> each.queueName("none"))),
                rule(
                        "A deleted queue takes no messages",
                        "SendMessage",
                        PREFIX + "NonExistentQueue",
                        rig -> {
                            String url = queue(rig);
                            rig.sqs().deleteQueue(each -> each.queueUrl(url));
                            rig.sqs().sendMessage(each -> each.queueUrl(url).messageBody("x"));
                        }),
                rule(
                        "Pages have at most 1000 queues",
                        "ListQueues",
                        "InvalidParameterValue",
                        rig -> rig.sqs().listQueues(each -> each.maxResults(1001))),
                rule(
                        "A queue is purged once a minute",
                        "PurgeQueue",
                        PREFIX + "PurgeQueueInProgress",
                        rig -> {
                            String url = queue(rig);
                            rig.sqs().purgeQueue(each -> each.queueUrl(url));
                            rig.pass(Duration.ofSeconds(59));
                            rig.sqs().purgeQueue(each -> each.queueUrl(url));
                        }),
                rule(
                        "Tags do not begin with aws:",
                        "TagQueue",
                        "InvalidParameterValue",
                        rig ->
                                rig.sqs()
                                        .tagQueue(each ->
                                                each.queueUrl(queue(rig))
                                                        .tags(Map.of("aws:x", "y")))));
    }

    private static Refusal attribute(
            String rule, QueueAttributeName name, String value, String code) {
        return rule(rule, "SetQueueAttributes", code, rig -> set(rig, queue(rig), name, value));
    }

    private static void set(Rig rig, String url, QueueAttributeName name, String value) {
        rig.sqs()
                .setQueueAttributes(each ->
                        each.queueUrl(url).attributes(Collections.singletonMap(name, value)));
    }

    private static List<Refusal> attributes() {
        return List.of(
                attribute(
                        "A delay is at most 900 seconds",
                        QueueAttributeName.DELAY_SECONDS,
                        "901",
                        "InvalidAttributeValue"),
                attribute(
                        "A message may have at least 1024 bytes",
                        QueueAttributeName.MAXIMUM_MESSAGE_SIZE,
                        "1023",
                        "InvalidAttributeValue"),
                attribute(
                        "Messages are kept for at least a minute",
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        "59",
                        "InvalidAttributeValue"),
                attribute(
                        "A receiver waits for at most 20 seconds",
                        QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS,
                        "21",
                        "InvalidAttributeValue"),
                attribute(
                        "A visibility timeout is at most 12 hours",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "43201",
                        "InvalidAttributeValue"),
                attribute(
                        "A visibility timeout is a number",
                        QueueAttributeName.VISIBILITY_TIMEOUT,
                        "x",
                        "InvalidAttributeValue"),
                attribute(
                        "A policy is a policy",
                        QueueAttributeName.POLICY,
                        "{}",
                        "InvalidAttributeValue"),
                attribute(
                        "A queue's policy is about SQS",
                        QueueAttributeName.POLICY,
                        Messages.policy("sns.amazonaws.com", "s3:GetObject", "*"),
                        "InvalidAttributeValue"),
                attribute(
                        "A queue does not become FIFO",
                        QueueAttributeName.FIFO_QUEUE,
                        "true",
                        "InvalidAttributeName"),
                attribute(
                        "What an attribute reports is not set",
                        QueueAttributeName.QUEUE_ARN,
                        "x",
                        "InvalidAttributeName"),
                rule(
                        "Throughput per group needs deduplication per group",
                        "SetQueueAttributes",
                        "InvalidParameterValue",
                        rig ->
                                set(
                                        rig,
                                        fifo(rig),
                                        QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                                        "perMessageGroupId")),
                rule(
                        "There is no such attribute",
                        "GetQueueAttributes",
                        "InvalidAttributeName",
                        rig ->
                                rig.sqs()
                                        .getQueueAttributes(each ->
                                                each.queueUrl(queue(rig))
                                                        .attributeNamesWithStrings("Nonsense"))));
    }

    private static String redrive(String target, String count) {
        return "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%s\"}"
                .formatted(target, count);
    }

    private static List<Refusal> deadLetters() {
        String none = "arn:aws:sqs:us-east-1:000000000000:none";
        return List.of(
                attribute(
                        "A dead-letter queue is there",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive(none, "3"),
                        "InvalidParameterValue"),
                attribute(
                        "A message is received at least once before it is dead",
                        QueueAttributeName.REDRIVE_POLICY,
                        redrive(none, "0"),
                        "InvalidParameterValue"),
                attribute(
                        "A redrive policy names a queue",
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"maxReceiveCount\":\"3\"}",
                        "InvalidParameterValue"),
                attribute(
                        "A redrive policy is JSON",
                        QueueAttributeName.REDRIVE_POLICY,
                        "x",
                        "InvalidParameterValue"),
                attribute(
                        "A redrive allow policy has one of three permissions",
                        QueueAttributeName.REDRIVE_ALLOW_POLICY,
                        "{\"redrivePermission\":\"x\"}",
                        "InvalidParameterValue"),
                rule(
                        "A standard queue's dead letters go to a standard queue",
                        "SetQueueAttributes",
                        "InvalidParameterValue",
                        rig -> {
                            String arn = Messages.arn(rig, fifo(rig));
                            set(
                                    rig,
                                    queue(rig),
                                    QueueAttributeName.REDRIVE_POLICY,
                                    redrive(arn, "3"));
                        }),
                rule(
                        "A queue may refuse to take dead letters",
                        "SetQueueAttributes",
                        "InvalidParameterValue",
                        rig -> {
                            String dead = Messages.queue(rig, "dead", Map.of());
                            set(
                                    rig,
                                    dead,
                                    QueueAttributeName.REDRIVE_ALLOW_POLICY,
                                    "{\"redrivePermission\":\"denyAll\"}");
                            set(
                                    rig,
                                    queue(rig),
                                    QueueAttributeName.REDRIVE_POLICY,
                                    redrive(Messages.arn(rig, dead), "3"));
                        }),
                rule(
                        "Messages move back from dead-letter queues only",
                        "StartMessageMoveTask",
                        "InvalidParameterValue",
                        rig -> {
                            String arn = Messages.arn(rig, queue(rig));
                            rig.sqs().startMessageMoveTask(each -> each.sourceArn(arn));
                        }),
                rule(
                        "There is no such task",
                        "CancelMessageMoveTask",
                        "ResourceNotFoundException",
                        rig -> rig.sqs().cancelMessageMoveTask(each -> each.taskHandle("x"))));
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
                        each -> each.messageAttributes(of("aws.x", "String", "x"))),
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
                        rig -> send(rig, fifo(rig), each -> each.messageDeduplicationId("x"))),
                rule(
                        "A FIFO queue's message has a deduplication ID",
                        "SendMessage",
                        "InvalidParameterValue",
                        rig -> send(rig, fifo(rig), each -> each.messageGroupId("g"))),
                rule(
                        "A FIFO queue's message has no delay of its own",
                        "SendMessage",
                        "InvalidParameterValue",
                        rig ->
                                send(
                                        rig,
                                        fifo(rig),
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
                                        fifo(rig),
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
