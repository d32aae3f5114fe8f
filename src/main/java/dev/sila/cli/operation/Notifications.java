package dev.sila.cli.operation;

import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An environment's topics: which there are, and what people must know of them beside a plan. */
public final class Notifications {
    private Notifications() {}

    /** Every topic and every subscription there is, as specs: what is to stay. */
    static List<Spec> present(Observation world) {
        List<Spec> specs = new ArrayList<>();
        for (Found<Topic> topic : world.found(Topic.class)) {
            specs.add(topic.state());
            world.found(Subscription.class).stream()
                    .map(Found::state)
                    .filter(each -> each.topic().name().equals(topic.id()))
                    .forEach(each -> specs.add(of(topic.state(), each)));
        }
        return specs;
    }

    private static Subscription of(Topic topic, Subscription found) {
        return new Subscription(found.name(), Ref.to(topic), found.protocol(), found.endpoint());
    }

    /**
     * What a plan's changes do not say: whom AWS will ask to confirm a subscription, who has been
     * asked and has not confirmed, and which topics outlive the environment.
     */
    public static List<String> notes(Plan plan) {
        List<String> notes = new ArrayList<>();
        note(
                notes,
                created(plan),
                "AWS asks these to confirm, and sends them nothing before they do: ");
        note(
                notes,
                waiting(plan, true),
                "Nobody has confirmed these yet; AWS drops each 48 hours after it asked: ");
        note(
                notes,
                waiting(plan, false),
                "Nobody wants these any more, but AWS deletes none before it is confirmed, and drops"
                        + " each 48 hours after it asked: ");
        note(
                notes,
                String.join(", ", outliving(plan)),
                "These topics and their subscriptions stay, so that nobody has to confirm again"
                        + " (--topics deletes them too): ");
        return List.copyOf(notes);
    }

    private static void note(List<String> notes, String names, String sentence) {
        if (!names.isEmpty()) {
            notes.add(sentence + names + ".");
        }
    }

    private static String created(Plan plan) {
        return plan.changes().stream()
                .<String>mapMulti((change, sink) -> {
                    if (change instanceof Change.Create<?>(Subscription wanted)
                            && !wanted.protocol().equals("sqs")) {
                        sink.accept(wanted.name());
                    }
                })
                .collect(Collectors.joining(", "));
    }

    /** Who has not confirmed, of those that the plan wants or of the others that stay. */
    private static String waiting(Plan plan, boolean wanted) {
        if (!plan.managed().contains(Subscription.class)) {
            return "";
        }
        return plan.found().stream()
                .filter(each -> each.state() instanceof Subscription && Subscription.pending(each))
                .filter(each -> !goesWithTopic(plan, (Subscription) each.state()))
                .map(each -> each.state().name())
                .filter(name -> wanted == wants(plan, name))
                .collect(Collectors.joining(", "));
    }

    private static boolean wants(Plan plan, String subscription) {
        return plan.wanted().stream()
                .anyMatch(each -> each instanceof Subscription && each.name().equals(subscription));
    }

    private static boolean goesWithTopic(Plan plan, Subscription subscription) {
        return plan.changes().stream()
                .anyMatch(each ->
                        each instanceof Change.Delete<?>(var found, _)
                                && found.state() instanceof Topic
                                && found.id().equals(subscription.topic().name()));
    }

    /** The topics that the plan of a whole environment keeps although it wants nothing else. */
    static List<String> outliving(Plan plan) {
        boolean destroys =
                plan.scope().parts().isEmpty()
                        && plan.wanted().stream().allMatch(Notifications::isNotification);
        return plan.wanted().stream()
                .filter(each -> destroys && each instanceof Topic)
                .map(Spec::name)
                .toList();
    }

    private static boolean isNotification(Spec spec) {
        return spec instanceof Topic || spec instanceof Subscription;
    }
}
