package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.sns.Queues;
import dev.sila.localcloud.service.sqs.Sqs;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What topics see of SQS's queues. */
final class TopicQueues implements Queues {
    private final Sqs sqs;

    TopicQueues(Sqs sqs) {
        this.sqs = sqs;
    }

    @Override
    public Optional<String> deliver(String queueArn, String topicArn, Delivery delivery) {
        Map<String, MessageAttributeValue> attributes =
                delivery.attributes().entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, each -> converted(each.getValue())));
        return sqs.deliver(
                queueArn,
                "sns.amazonaws.com",
                topicArn,
                new Sqs.Delivery(
                        delivery.body(), attributes, delivery.group(), delivery.deduplicationId()));
    }

    private static MessageAttributeValue converted(
            software.amazon.awssdk.services.sns.model.MessageAttributeValue value) {
        return MessageAttributeValue.builder()
                .dataType(value.dataType())
                .stringValue(value.stringValue())
                .binaryValue(value.binaryValue())
                .build();
    }
}
