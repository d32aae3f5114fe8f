package dev.sila.blueprint;

import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.model.Notification;
import java.util.ArrayList;
import java.util.List;

/** Who is told about an environment, as specs. */
public final class NotificationBlueprint {
    private NotificationBlueprint() {}

    /** A topic for each key and a subscription for each subscriber. */
    public static List<Spec> specs(String environment, List<Notification> notifications) {
        List<Spec> specs = new ArrayList<>();
        for (Notification each : notifications) {
            Topic topic =
                    new Topic(each.name(), Names.tags(each.name(), environment, Marks.NETWORK));
            specs.add(topic);
            each.subscribers()
                    .forEach(one ->
                            specs.add(
                                    new Subscription(
                                            topic.name() + ":" + one.endpoint(),
                                            Ref.to(topic),
                                            one.protocol(),
                                            one.endpoint())));
        }
        return List.copyOf(specs);
    }
}
