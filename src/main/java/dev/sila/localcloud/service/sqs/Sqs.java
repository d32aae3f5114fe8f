package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ResourcePolicy.Access;
import dev.sila.localcloud.service.sqs.Sending.Draft;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The service, and the way in for messages of other services. */
public final class Sqs {
    private final QueueStore store;
    private final Sending sending;
    private final Service service;

    public Sqs(Foundation foundation) {
        store = new QueueStore(foundation);
        sending = new Sending(store);
        Attributes attributes = new Attributes(store);
        service =
                new Service(
                        "SQS",
                        "sqs",
                        "2012-11-05",
                        Service.Protocol.JSON,
                        List.of(
                                new QueueOperations(store, attributes),
                                attributes,
                                new TagOperations(store),
                                new PermissionOperations(store),
                                new SendOperations(store, sending),
                                new ReceiveOperations(store),
                                new ReceiptOperations(store),
                                new MoveOperations(store)));
    }

    /**
     * What another service sends.
     *
     * @param group null for standard queues
     * @param deduplicationId null for standard queues
     */
    public record Delivery(
            String body,
            Map<String, MessageAttributeValue> attributes,
            @Nullable String group,
            @Nullable String deduplicationId) {
        /** A message with nothing but a body. */
        public static Delivery of(String body) {
            return new Delivery(body, Map.of(), null, null);
        }
    }

    public Service service() {
        return service;
    }

    public int queues() {
        return store.byName.size();
    }

    /** Whether there is a queue of that ARN. */
    public boolean exists(String queueArn) {
        return store.byArn(queueArn).isPresent();
    }

    /**
     * Takes a message of another service, if the queue's policy lets it.
     *
     * @param sender the service's principal, such as {@code sns.amazonaws.com}
     * @param sourceArn what it sends for: a topic or a rule
     * @return why it was refused; empty if it was taken
     */
    public Optional<String> deliver(
            String queueArn, String sender, String sourceArn, Delivery delivery) {
        Queue queue = store.byArn(queueArn).orElse(null);
        if (queue == null) {
            return Optional.of("The queue " + queueArn + " does not exist");
        }
        Map<String, String> context =
                Map.of(
                        "aws:SourceArn",
                        sourceArn,
                        "aws:SourceAccount",
                        store.foundation.realm().account());
        Access access = new Access(sender, "sqs:SendMessage", queueArn, context);
        if (PermissionOperations.policy(queue).filter(each -> each.allows(access)).isEmpty()) {
            return Optional.of(
                    "The policy of %s does not let %s send messages for %s"
                            .formatted(queueArn, sender, sourceArn));
        }
        try {
            sending.send(
                    queue,
                    new Draft(
                            delivery.body(),
                            null,
                            delivery.attributes(),
                            null,
                            delivery.group(),
                            delivery.deduplicationId()),
                    sender);
            return Optional.empty();
        } catch (AwsFailure refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }
}
