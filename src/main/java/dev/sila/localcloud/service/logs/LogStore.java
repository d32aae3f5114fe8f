package dev.sila.localcloud.service.logs;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All log groups by their names, and how they are found and cut into pages. */
final class LogStore {
    static final Quota GROUPS = new Quota("logs", "L-D2832119", "Log groups", 1_000_000, true);
    static final Quota FILTERS =
            new Quota("logs", "L-E0A65C0D", "Metric filters per log group", 100, false);

    /** Tokens have no meaning any more; every stream has this one. */
    static final String SEQUENCE_TOKEN = "49590302213136236342837498272837465983746598374659837465";

    private static final int PAGE = 50;

    final Foundation foundation;
    final Map<String, LogGroup> groups = new TreeMap<>();
    private long arrivals;

    LogStore(Foundation foundation) {
        this.foundation = foundation;
        foundation.quotas().register(List.of(GROUPS, FILTERS));
    }

    long now() {
        return foundation.timeline().now().toEpochMilli();
    }

    long arrival() {
        return arrivals++;
    }

    int limit(Quota quota) {
        return foundation.quotas().of(quota);
    }

    String arn(String group) {
        return foundation.realm().arn("logs", "log-group:" + group);
    }

    LogGroup group(@Nullable String name) {
        return Optional.ofNullable(groups.get(String.valueOf(name)))
                .map(this::expired)
                .orElseThrow(() -> Refusals.notFound("log group"));
    }

    /** The group that a request names, or identifies by name or ARN. */
    LogGroup group(@Nullable String name, @Nullable String identifier) {
        if ((name == null) == (identifier == null)) {
            throw Refusals.invalid(
                    "Exactly one of LogGroupName and LogGroupIdentifier must be specified.");
        }
        if (identifier == null || !identifier.startsWith("arn:")) {
            return group(name == null ? identifier : name);
        }
        return byArn(identifier)
                .map(this::expired)
                .orElseThrow(() -> Refusals.notFound("log group"));
    }

    Optional<LogGroup> byArn(String arn) {
        return groups.values().stream().filter(each -> each.arn.equals(arn)).findFirst();
    }

    LogStream stream(LogGroup group, String name) {
        return Optional.ofNullable(group.streams.get(name))
                .orElseThrow(() -> Refusals.notFound("log stream"));
    }

    /** The group without the events that its retention does not keep. */
    private LogGroup expired(LogGroup group) {
        Integer days = group.retention;
        if (days != null) {
            long oldest = now() - Duration.ofDays(days).toMillis();
            group.streams
                    .values()
                    .forEach(each -> each.events.removeIf(event -> event.timestamp() < oldest));
        }
        return group;
    }

    /** One page of a list. */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /**
     * A page of items that are sorted by their keys; it continues after the last key of the one
     * before.
     */
    static <T> Page<T> page(
            Stream<T> items,
            Function<T, String> key,
            @Nullable Integer limit,
            @Nullable String token) {
        int size = limit == null ? PAGE : limit;
        List<T> all = items.toList();
        List<T> rest = token == null ? all : after(all, key, opened(token));
        boolean more = rest.size() > size;
        List<T> page = more ? rest.subList(0, size) : rest;
        return new Page<>(page, more ? token(key.apply(page.getLast())) : null);
    }

    private static <T> List<T> after(List<T> all, Function<T, String> key, String last) {
        List<String> keys = all.stream().map(key).toList();
        int at = keys.indexOf(last);
        if (at < 0) {
            throw invalidToken();
        }
        return all.subList(at + 1, all.size());
    }

    static String token(String text) {
        return Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String opened(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw invalidToken();
        }
    }

    static AwsFailure invalidToken() {
        return Refusals.invalid("The specified nextToken is invalid.");
    }
}
