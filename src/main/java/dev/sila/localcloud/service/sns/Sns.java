package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ResourcePolicy.Access;
import dev.sila.localcloud.wire.Service;
import dev.sila.localcloud.wire.StaticPage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service, and the way in for messages of other services. */
public final class Sns implements AutoCloseable {
    private final TopicStore store;
    private final Publishing publishing;
    private final Signing signing = new Signing();
    private final HttpDelivery http;
    private final Service service;

    public Sns(Foundation foundation, Queues queues) {
        store = new TopicStore(foundation);
        http = new HttpDelivery(foundation);
        Courier courier = new Courier(store, new Envelopes(store, signing), queues, http);
        publishing = new Publishing(store, courier);
        SubscriptionAttributes attributes = new SubscriptionAttributes(store);
        service =
                new Service(
                        "SNS",
                        "sns",
                        "2010-03-31",
                        Service.Protocol.QUERY,
                        List.of(
                                new TopicOperations(store),
                                new TopicAttributes(store),
                                new TagOperations(store),
                                new PermissionOperations(store),
                                new SubscriptionOperations(store, attributes, courier),
                                attributes,
                                new PublishOperations(store, publishing)));
    }

    public Service service() {
        return service;
    }

    /** The certificate by which messages are verified. */
    public StaticPage certificate() {
        return signing.page();
    }

    public int topics() {
        return store.byArn.size();
    }

    /** The tags of a topic; none if there is no such topic. */
    public Map<String, String> tags(String topicArn) {
        return Optional.ofNullable(store.byArn.get(topicArn))
                .map(each -> Map.copyOf(each.tags))
                .orElse(Map.of());
    }

    /** Whether there is a topic of that ARN. */
    public boolean exists(String topicArn) {
        return store.byArn.containsKey(topicArn);
    }

    /**
     * Publishes for another service, if the topic's policy lets it.
     *
     * @param sender the service's principal, such as {@code cloudwatch.amazonaws.com}
     * @param sourceArn what it publishes for, such as an alarm
     * @param subject null for none
     * @return why it was refused; empty if it was published
     */
    public Optional<String> publish(
            String sender,
            String sourceArn,
            String topicArn,
            @Nullable String subject,
            String message) {
        Topic topic = store.byArn.get(topicArn);
        if (topic == null) {
            return Optional.of("The topic " + topicArn + " does not exist");
        }
        String account = store.foundation.realm().account();
        Map<String, String> context = new HashMap<>();
        context.put("aws:SourceArn", sourceArn);
        context.put("aws:SourceAccount", account);
        if (!sender.startsWith("events.")) {
            // EventBridge does not act for the topic's owner: the default policy does not let it.
            context.put("aws:SourceOwner", account);
        }
        Access access = new Access(sender, "sns:Publish", topicArn, context);
        if (!PermissionOperations.policy(topic).allows(access)) {
            return Optional.of(
                    "The policy of %s does not let %s publish for %s"
                            .formatted(topicArn, sender, sourceArn));
        }
        try {
            publishing.publish(
                    topic, new Publishing.Draft(message, subject, null, Map.of(), null, null));
            return Optional.empty();
        } catch (AwsFailure refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    /** Stops deliveries over HTTP. */
    @Override
    public void close() {
        http.close();
    }
}
