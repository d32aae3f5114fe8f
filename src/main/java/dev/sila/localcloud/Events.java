package dev.sila.localcloud;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What services tell each other. Runs under the local cloud's lock, in the order of subscription.
 */
public final class Events {
    private record Subscription<E>(Class<E> type, Consumer<? super E> action) {}

    private final List<Subscription<?>> subscriptions = new ArrayList<>();

    public <E> void subscribe(Class<E> type, Consumer<? super E> action) {
        subscriptions.add(new Subscription<>(type, action));
    }

    /** Tells all who subscribed to the event's class. */
    public void publish(Object event) {
        List.copyOf(subscriptions).forEach(each -> offer(each, event));
    }

    private static <E> void offer(Subscription<E> subscription, Object event) {
        if (subscription.type().isInstance(event)) {
            subscription.action().accept(subscription.type().cast(event));
        }
    }

    /**
     * An instance entered a state.
     *
     * @param state AWS's name of it, such as {@code running} or {@code shutting-down}
     */
    public record InstanceStateChanged(String instanceId, String state) {}

    /**
     * Something happened that AWS reports to EventBridge's default bus.
     *
     * @param source the service, such as {@code aws.autoscaling}
     * @param detailType such as {@code EC2 Instance Launch Successful}
     * @param resources the ARNs of what it happened to
     * @param detail a JSON object
     */
    public record ServiceEvent(
            String source, String detailType, List<String> resources, String detail) {
        public ServiceEvent {
            resources = List.copyOf(resources);
        }
    }

    /**
     * An alarm entered a state and its actions are enabled.
     *
     * @param actionArn one action of that state: an event is published for each
     */
    public record AlarmAction(String alarmName, String state, String actionArn) {}

    /**
     * A service sends a message in its user's name: a group tells of a launch, say.
     *
     * @param targetArn the SNS topic or the SQS queue that it goes to
     * @param subject for a topic's subscribers by mail
     * @param message JSON, as AWS words it
     */
    public record Notification(String targetArn, String subject, String message) {}
}
