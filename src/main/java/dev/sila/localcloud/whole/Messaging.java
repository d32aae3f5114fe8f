package dev.sila.localcloud.whole;

import dev.sila.localcloud.Assembly;
import dev.sila.localcloud.Events.Notification;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.eventbridge.EventBridge;
import dev.sila.localcloud.service.s3.S3;
import dev.sila.localcloud.service.sns.Sns;
import dev.sila.localcloud.service.sqs.Sqs;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/** The services that carry messages: queues, topics, rules; and what other services send them. */
record Messaging(Sqs sqs, Sns sns) {
    private static final System.Logger LOG = System.getLogger("dev.sila.localcloud.whole");

    /** Adds them. */
    static Messaging join(Foundation foundation, Assembly assembly) {
        Sqs sqs = new Sqs(foundation);
        Sns sns = new Sns(foundation, new TopicQueues(sqs));
        EventBridge eventBridge = new EventBridge(foundation, new EventTargets(sqs, sns));
        Messaging messaging = new Messaging(sqs, sns);
        foundation.events().subscribe(Notification.class, messaging::send);
        foundation.events().subscribe(S3.Notification.class, messaging::send);
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

    /** A group's message to a topic or a queue. */
    private void send(Notification notification) {
        send(
                "autoscaling.amazonaws.com",
                notification.targetArn(),
                notification.subject(),
                notification.message());
    }

    /** A bucket's message to a topic or a queue. */
    private void send(S3.Notification notification) {
        send(
                "s3.amazonaws.com",
                notification.targetArn(),
                "Amazon S3 Notification",
                notification.message());
    }

    /** Sends what the target's policy lets the service send; AWS too drops the rest. */
    private void send(String service, String target, String subject, String message) {
        Sqs.Delivery body = new Sqs.Delivery(message, Map.of(), null, null);
        Optional<String> refused =
                target.startsWith("arn:aws:sqs:")
                        ? sqs.deliver(target, service, target, body)
                        : sns.publish(service, target, target, subject, message);
        refused.ifPresent(
                why -> LOG.log(Level.WARNING, "Not delivered for " + service + ": " + why));
    }
}
