package dev.sila.localcloud.service.sns;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All topics by their ARNs. */
final class TopicStore {
    static final Quota TOPICS = new Quota("sns", "L-61103206", "Topics per Account", 100_000, true);
    static final Quota PENDING =
            new Quota("sns", "L-1A43D3DB", "Pending Subscriptions per Account", 5000, true);
    static final int PAGE = 100;

    final Foundation foundation;
    final Map<String, Topic> byArn = new TreeMap<>();

    TopicStore(Foundation foundation) {
        this.foundation = foundation;
        foundation.quotas().register(List.of(TOPICS, PENDING));
    }

    Instant now() {
        return foundation.timeline().now();
    }

    /** The moment that much of AWS's time from now. */
    Instant in(Duration onAws) {
        return now().plus(foundation.timeline().scaled(onAws));
    }

    /** Where the local cloud answers, or where AWS does if it does not listen. */
    String address() {
        return foundation
                .endpoint()
                .uri()
                .map(URI::toString)
                .orElse("https://sns." + foundation.realm().region() + ".amazonaws.com");
    }

    Topic topic(@Nullable String arn) {
        return topic("TopicArn", arn);
    }

    Topic topic(String member, @Nullable String given) {
        String arn = Refusals.arn(member, given);
        return Optional.ofNullable(byArn.get(arn)).orElseThrow(() -> Refusals.notFound("Topic"));
    }

    Stream<Subscription> subscriptions() {
        return byArn.values().stream().flatMap(each -> each.subscriptions.values().stream());
    }

    Subscription subscription(@Nullable String given) {
        String arn = Refusals.arn("SubscriptionArn", given);
        return find(arn).orElseThrow(() -> Refusals.notFound("Subscription"));
    }

    Optional<Subscription> find(String arn) {
        return subscriptions().filter(each -> each.arn.equals(arn)).findFirst();
    }

    /** One page of a list. */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /** SNS's pages have 100 items; a token says how many came before. */
    static <T> Page<T> page(List<T> all, @Nullable String token) {
        int from = token == null ? 0 : position(token, all.size());
        int to = Math.min(all.size(), from + PAGE);
        String next =
                to == all.size()
                        ? null
                        : Base64.getEncoder()
                                .encodeToString(
                                        Integer.toString(to).getBytes(StandardCharsets.UTF_8));
        return new Page<>(all.subList(from, to), next);
    }

    private static int position(String token, int most) {
        try {
            String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
            return Math.min(most, Integer.parseUnsignedInt(text));
        } catch (IllegalArgumentException wrong) {
            throw Refusals.invalid("NextToken Reason: Invalid token: " + token);
        }
    }

    void enforce(Quota quota, long there, String code) {
        if (there >= foundation.quotas().of(quota)) {
            throw new AwsFailure(code, "The limit of " + quota.name() + " has been exceeded", 403);
        }
    }
}
