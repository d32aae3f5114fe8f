package dev.sila.localcloud.refusal;

import dev.sila.localcloud.Messages;
import dev.sila.localcloud.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SQS refuses. */
final class SqsRefusals implements Corpus {
    private static final String API =
            "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_";

    static final String PREFIX = "AWS.SimpleQueueService.";

    @Override
    public String service() {
        return "SQS";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> all = new ArrayList<>();
        all.addAll(queueNames());
        all.addAll(queuesThatAreNot());
        all.addAll(purgesAndTags());
        all.addAll(numbers());
        all.addAll(documents());
        all.addAll(reports());
        all.addAll(redrivePolicies());
        all.addAll(deadLetterQueues());
        all.addAll(moves());
        return all;
    }

    static Refusal rule(String rule, String page, String code, Consumer<Rig> attempt) {
        return new Refusal(rule, API + page + ".html", code, attempt);
    }

    static String queue(Rig rig) {
        return Messages.queue(rig, "q", Map.of());
    }

    static String fifoQueue(Rig rig) {
        return Messages.queue(rig, "q.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"));
    }

    private static List<Refusal> queueNames() {
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
                        }));
    }

    private static List<Refusal> queuesThatAreNot() {
        return List.of(
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
                        rig -> rig.sqs().listQueues(each -> each.maxResults(1001))));
    }

    private static List<Refusal> purgesAndTags() {
        return List.of(
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

    private static List<Refusal> numbers() {
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
                        "InvalidAttributeValue"));
    }

    private static List<Refusal> documents() {
        return List.of(
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
                                        fifoQueue(rig),
                                        QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
                                        "perMessageGroupId")));
    }

    private static List<Refusal> reports() {
        return List.of(
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

    private static List<Refusal> redrivePolicies() {
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
                        "InvalidParameterValue"));
    }

    private static List<Refusal> deadLetterQueues() {
        return List.of(
                rule(
                        "A standard queue's dead letters go to a standard queue",
                        "SetQueueAttributes",
                        "InvalidParameterValue",
                        rig -> {
                            String arn = Messages.arn(rig, fifoQueue(rig));
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
                        }));
    }

    private static List<Refusal> moves() {
        return List.of(
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
}
