package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.wire.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionRequest;
import software.amazon.awssdk.services.sns.model.ConfirmSubscriptionResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsRequest;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sns.model.SubscribeResponse;
import software.amazon.awssdk.services.sns.model.UnsubscribeRequest;
import software.amazon.awssdk.services.sns.model.UnsubscribeResponse;

/** Subscribes, confirms, lists and unsubscribes. */
final class SubscriptionOperations {
    /** How long a token is good for; then a pending subscription is gone. */
    private static final Duration PENDING = Duration.ofDays(2);

    private static final Set<String> ELSEWHERE = Set.of("sms", "application", "lambda", "firehose");

    private final TopicStore store;
    private final SubscriptionAttributes attributes;
    private final Courier courier;

    SubscriptionOperations(TopicStore store, SubscriptionAttributes attributes, Courier courier) {
        this.store = store;
        this.attributes = attributes;
        this.courier = courier;
    }

    /** Queues are subscribed at once; other endpoints are asked to confirm. */
    public SubscribeResponse subscribe(SubscribeRequest request) {
        Topic topic = store.topic(request.topicArn());
        String protocol = Refusals.required("Protocol", request.protocol());
        String endpoint = request.endpoint() == null ? "" : request.endpoint();
        check(topic, protocol, endpoint);
        Subscription subscription = same(topic, protocol, endpoint).orElse(null);
        if (subscription == null) {
            subscription = fresh(topic, protocol, endpoint, request);
        } else {
            sameAttributes(subscription, request.attributes());
            if (!subscription.confirmed) {
                courier.askForConfirmation(subscription);
            }
        }
        boolean tell =
                subscription.confirmed || Boolean.TRUE.equals(request.returnSubscriptionArn());
        return SubscribeResponse.builder()
                .subscriptionArn(tell ? subscription.arn : "pending confirmation")
                .build();
    }

    /** By its token, signed or not. */
    public ConfirmSubscriptionResponse confirmSubscription(
            ConfirmSubscriptionRequest request, Caller caller) {
        Topic topic = store.topic(request.topicArn());
        String token = Refusals.required("Token", request.token());
        Subscription subscription =
                Stream.concat(topic.subscriptions.values().stream(), topic.ended.values().stream())
                        .filter(each -> token.equals(each.token))
                        .findFirst()
                        .orElseThrow(() -> Refusals.invalid("Token"));
        Instant expires = subscription.tokenExpires;
        if (expires != null && expires.isBefore(store.now())) {
            throw Refusals.invalid("Token");
        }
        boolean signed = !caller.accessKeyId().isEmpty();
        topic.ended.remove(subscription.arn);
        topic.subscriptions.put(subscription.arn, subscription);
        subscription.confirmed = true;
        subscription.authenticated = signed;
        subscription.authenticateOnUnsubscribe =
                signed && "true".equals(request.authenticateOnUnsubscribe());
        return ConfirmSubscriptionResponse.builder().subscriptionArn(subscription.arn).build();
    }

    /** Ending what is not there succeeds. Who follows the unsigned link is told so. */
    public UnsubscribeResponse unsubscribe(UnsubscribeRequest request, Caller caller) {
        String arn = Refusals.arn("SubscriptionArn", request.subscriptionArn());
        if (arn.split(":", -1).length == 6) {
            throw Refusals.invalid("SubscriptionId");
        }
        store.find(arn)
                .ifPresent(subscription -> {
                    boolean signed = !caller.accessKeyId().isEmpty();
                    if (!signed && subscription.authenticateOnUnsubscribe) {
                        throw new AwsFailure(
                                "AuthorizationError",
                                "User is not authorized to perform: SNS:Unsubscribe",
                                403);
                    }
                    subscription.topic.subscriptions.remove(arn);
                    subscription.topic.deleted++;
                    if (!signed && subscription.confirmed) {
                        subscription.tokenExpires = store.in(PENDING);
                        subscription.topic.ended.put(arn, subscription);
                        courier.tellUnsubscribed(subscription);
                    }
                });
        return UnsubscribeResponse.builder().build();
    }

    public ListSubscriptionsResponse listSubscriptions(ListSubscriptionsRequest request) {
        var page =
                TopicStore.page(
                        store.subscriptions().map(this::shown).toList(), request.nextToken());
        return ListSubscriptionsResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public ListSubscriptionsByTopicResponse listSubscriptionsByTopic(
            ListSubscriptionsByTopicRequest request) {
        Topic topic = store.topic(request.topicArn());
        var page =
                TopicStore.page(
                        topic.subscriptions.values().stream().map(this::shown).toList(),
                        request.nextToken());
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static Optional<Subscription> same(Topic topic, String protocol, String endpoint) {
        return topic.subscriptions.values().stream()
                .filter(each -> each.protocol.equals(protocol) && each.endpoint.equals(endpoint))
                .findFirst();
    }

    private static void sameAttributes(Subscription there, Map<String, String> given) {
        given.forEach((name, value) -> {
            if (!value.equals(there.attributes.get(name))) {
                throw Refusals.invalid(
                        "Attributes Reason: Subscription already exists with different"
                                + " attributes");
            }
        });
    }

    private Subscription fresh(
            Topic topic, String protocol, String endpoint, SubscribeRequest request) {
        String arn = topic.arn + ":" + store.foundation.identity().uuid();
        Subscription subscription = new Subscription(topic, arn, protocol, endpoint);
        attributes.set(subscription, new TreeMap<>(request.attributes()), true);
        subscription.token = store.foundation.identity().hex(256);
        if (protocol.equals("sqs")) {
            subscription.confirmed = true;
            subscription.authenticated = true;
        } else {
            long pending = store.subscriptions().filter(each -> !each.confirmed).count();
            store.enforce(TopicStore.PENDING, pending, "SubscriptionLimitExceeded");
            subscription.tokenExpires = store.in(PENDING);
            store.foundation.timeline().after(PENDING, () -> dropPending(subscription));
        }
        topic.subscriptions.put(arn, subscription);
        if (!subscription.confirmed) {
            courier.askForConfirmation(subscription);
        }
        return subscription;
    }

    private static void dropPending(Subscription subscription) {
        if (!subscription.confirmed) {
            subscription.topic.subscriptions.remove(subscription.arn);
        }
    }

    private static void check(Topic topic, String protocol, String endpoint) {
        if (ELSEWHERE.contains(protocol)) {
            throw Refusals.invalid(
                    "Protocol Reason: the local cloud has no endpoints of the protocol "
                            + protocol);
        }
        boolean matches =
                switch (protocol) {
                    case "http", "https" -> endpoint.matches(protocol + "://[^\\s/]+.*");
                    case "email", "email-json" -> endpoint.matches("[^@\\s]+@[^@\\s]+");
                    case "sqs" ->
                            endpoint.matches("arn:aws:sqs:[a-z0-9-]+:\\d{12}:[\\w-]+(\\.fifo)?");
                    default ->
                            throw Refusals.invalid(
                                    "Amazon SNS does not support this protocol string: "
                                            + protocol);
                };
        if (!matches) {
            throw Refusals.invalid(
                    switch (protocol) {
                        case "sqs" -> "SQS endpoint ARN";
                        case "email", "email-json" -> "Email address";
                        default -> "Endpoint must match the specified protocol";
                    });
        }
        if (topic.fifo() && !protocol.equals("sqs")) {
            throw Refusals.invalid(
                    "Endpoint Reason: FIFO topics deliver to Amazon SQS queues only");
        }
        if (!topic.fifo() && protocol.equals("sqs") && endpoint.endsWith(".fifo")) {
            throw Refusals.invalid(
                    "Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS"
                            + " topics");
        }
    }

    private software.amazon.awssdk.services.sns.model.Subscription shown(Subscription each) {
        return software.amazon.awssdk.services.sns.model.Subscription.builder()
                .subscriptionArn(each.confirmed ? each.arn : "PendingConfirmation")
                .owner(store.foundation.realm().account())
                .protocol(each.protocol)
                .endpoint(each.endpoint)
                .topicArn(each.topic.arn)
                .build();
    }
}
