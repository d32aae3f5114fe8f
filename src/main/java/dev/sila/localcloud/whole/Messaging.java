package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Events.Notification;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.eventbridge.EventBridge;
import dev.sila.localcloud.service.sns.Sns;
import dev.sila.localcloud.service.sqs.Sqs;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/** The services that carry messages: queues, topics, rules; and what other services send them. */
record Messaging(Sqs sqs, Sns sns) {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.whole");
    private static final String GROUPS = "autoscaling.amazonaws.com";

    /** Adds them. */
    static Messaging join(Foundation foundation, Assembly assembly) {
        Sqs sqs = new Sqs(foundation);
        Sns sns = new Sns(foundation, new TopicQueues(sqs));
        EventBridge eventBridge = new EventBridge(foundation, new EventTargets(sqs, sns));
        Messaging messaging = new Messaging(sqs, sns);
        foundation.events().subscribe(Notification.class, messaging::send);
        assembly.page(sns.certificate())
                .closing(sns)
                .service(sqs.service())
                .service(sns.service())
                .service(eventBridge.service())
                .count("queues", sqs::queues)
                .count("topics", sns::topics)
                .count("rules", eventBridge::rules);
        return messaging;
    }

    /** A group's message to a topic or a queue; AWS too drops what it may not deliver. */
    private void send(Notification notification) {
        String target = notification.targetArn();
        Sqs.Delivery body = new Sqs.Delivery(notification.message(), Map.of(), null, null);
        Optional<String> refused =
                target.startsWith("arn:aws:sqs:")
                        ? sqs.deliver(target, GROUPS, target, body)
                        : sns.publish(
                                GROUPS,
                                target,
                                target,
                                notification.subject(),
                                notification.message());
        refused.ifPresent(
                why -> LOG.log(Level.WARNING, "A notification was not delivered: " + why));
    }
}
