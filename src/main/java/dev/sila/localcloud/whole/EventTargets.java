package dev.sila.localcloud.whole;

import dev.sila.localcloud.service.eventbridge.Targets;
import dev.sila.localcloud.service.sns.Sns;
import dev.sila.localcloud.service.sqs.Sqs;
import java.util.Map;
import java.util.Optional;

/** Where EventBridge's rules reach: queues and topics. */
final class EventTargets implements Targets {
    private static final String SENDER = "events.amazonaws.com";

    private final Sqs sqs;
    private final Sns sns;

    EventTargets(Sqs sqs, Sns sns) {
        this.sqs = sqs;
        this.sns = sns;
    }

    @Override
    public Optional<String> send(Delivery delivery) {
        String target = delivery.targetArn();
        if (target.startsWith("arn:aws:sqs:")) {
            return sqs.deliver(
                    target,
                    SENDER,
                    delivery.ruleArn(),
                    new Sqs.Delivery(delivery.body(), Map.of(), delivery.group(), null));
        }
        if (target.startsWith("arn:aws:sns:")) {
            return sns.publish(SENDER, delivery.ruleArn(), target, null, delivery.body());
        }
        return Optional.of("The local cloud sends no events to targets of this kind");
    }
}
