package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.World;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;

/**
 * Somebody who is told by a topic. One that nobody has confirmed yet is found too.
 *
 * @param name {@code topic:endpoint}
 * @param protocol {@code email}, {@code http}, {@code https} or {@code sqs}
 * @param endpoint an address of that protocol
 */
public record Subscription(String name, Ref<Topic> topic, String protocol, String endpoint)
        implements Spec {
    /** What the identifier of one begins with that nobody has confirmed yet. */
    private static final String PENDING = "PendingConfirmation";

    /** The protocols that files can express; subscriptions of others are left alone. */
    private static final Set<String> PROTOCOLS = Set.of("email", "http", "https", "sqs");

    /** Whether nobody has confirmed it yet. */
    public static boolean pending(Found<?> found) {
        return found.id().startsWith(PENDING);
    }

    /**
     * Finds, makes and deletes subscriptions. They carry no tags: whose they are, their topic says.
     *
     * <p>AWS does not delete a subscription that nobody has confirmed, and drops it itself after 48
     * hours. So one of those is found without the mark by which a plan may delete it: it counts as
     * there where it is wanted, and no plan promises to take it away. Source: <a
     * href="https://docs.aws.amazon.com/sns/latest/dg/sns-delete-subscription-topic.html">deleting
     * a subscription and a topic</a>.
     */
    public static final class Handler implements Kind<Subscription> {
        private final SnsClient sns;
        private final Waiter waiter;

        public Handler(SnsClient sns, Waiter waiter) {
            this.sns = sns;
            this.waiter = waiter;
        }

        @Override
        public Class<Subscription> type() {
            return Subscription.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("topic", "protocol", "endpoint");
        }

        /** The list of the whole account may be much longer than those of a few topics. */
        @Override
        public List<Found<Subscription>> find(Scope scope, World world) {
            return world.found(Topic.class).stream().flatMap(each -> of(each, world)).toList();
        }

        private Stream<Found<Subscription>> of(Found<Topic> topic, World world) {
            ListSubscriptionsByTopicRequest request =
                    ListSubscriptionsByTopicRequest.builder().topicArn(topic.id()).build();
            List<software.amazon.awssdk.services.sns.model.Subscription> all =
                    AwsErrors.orIfGone(
                            List.of(),
                            () ->
                                    sns
                                            .listSubscriptionsByTopicPaginator(request)
                                            .subscriptions()
                                            .stream()
                                            .toList());
            return all.stream()
                    .filter(each -> PROTOCOLS.contains(each.protocol()))
                    .filter(each -> !each.subscriptionArn().equals("Deleted"))
                    .map(each -> found(each, topic, world));
        }

        private static Found<Subscription> found(
                software.amazon.awssdk.services.sns.model.Subscription each,
                Found<Topic> topic,
                World world) {
            String name = topic.state().name() + ":" + each.endpoint();
            Subscription state =
                    new Subscription(
                            name,
                            world.ref(Topic.class, topic.id()),
                            each.protocol(),
                            each.endpoint());
            return each.subscriptionArn().startsWith("arn:")
                    ? new Found<>(each.subscriptionArn(), state, topic.attrs())
                    : new Found<>(PENDING + " " + name, state, Map.of());
        }

        @Override
        public String create(Scope scope, Subscription wanted, Ids ids) {
            String topic = ids.of(wanted.topic());
            SubscribeRequest request =
                    SubscribeRequest.builder()
                            .topicArn(topic)
                            .protocol(wanted.protocol())
                            .endpoint(wanted.endpoint())
                            .returnSubscriptionArn(true)
                            .build();
            Wait visible = Wait.brief(topic + " to be visible everywhere in AWS", 3);
            return waiter.retryWhile(
                            visible, AwsErrors::notYetVisible, () -> sns.subscribe(request))
                    .subscriptionArn();
        }

        /** All of it is fixed for life. */
        @Override
        public void update(Found<Subscription> found, Subscription wanted, Diff diff, Ids ids) {
            throw new IllegalStateException(
                    "nothing of the subscription " + found.id() + " can change");
        }

        /** One that is pending goes with its topic, or by itself after 48 hours. */
        @Override
        public void delete(Found<Subscription> found) {
            if (pending(found)) {
                return;
            }
            UnsubscribeRequest request =
                    UnsubscribeRequest.builder().subscriptionArn(found.id()).build();
            AwsErrors.unlessGone(() -> sns.unsubscribe(request));
        }
    }
}
