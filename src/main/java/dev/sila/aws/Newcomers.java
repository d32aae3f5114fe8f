package dev.sila.aws;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/**
 * What this run has made a moment ago: when EC2 says that it does not exist, it is only not known
 * everywhere yet. AWS: "<a
 * href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">eventual
 * consistency</a>". Thread safe.
 */
final class Newcomers {
    /** Longer than it ever takes until everything of EC2 knows of something. */
    private static final Duration NEW = Duration.ofMinutes(3);

    private static final Pattern IDENTIFIER = Pattern.compile("\\b[a-z]+-[0-9a-f]{17}\\b");
    private static final Set<String> MAKING = Set.of("Create", "Allocate", "Run");
    private static final Set<String> ENDING = Set.of("Delete", "Release", "Terminate");

    private final Time time;
    private final Map<String, Long> made = new ConcurrentHashMap<>();

    Newcomers(Time time) {
        this.time = time;
    }

    /** A call succeeded: remembers what it made, and forgets what it ended. */
    void heed(String action, SdkPojo request, SdkPojo response) {
        if (MAKING.stream().anyMatch(action::startsWith)) {
            long now = time.nanos();
            identifiers(response, id -> made.putIfAbsent(id, now));
        } else if (ENDING.stream().anyMatch(action::startsWith)) {
            identifiers(request, made::remove);
        }
    }

    private static void identifiers(@Nullable Object value, Consumer<String> sink) {
        switch (value) {
            case String text when IDENTIFIER.matcher(text).matches() -> sink.accept(text);
            case SdkPojo object -> {
                for (SdkField<?> field : object.sdkFields()) {
                    identifiers(field.getValueOrDefault(object), sink);
                }
            }
            case Collection<?> many -> many.forEach(each -> identifiers(each, sink));
            case null, default -> {
                // Nothing that EC2 numbers.
            }
        }
    }

    /** Whether AWS says that something does not exist which this run has just made. */
    boolean denied(Throwable refusal) {
        if (!AwsErrors.notFound(refusal)) {
            return false;
        }
        Matcher matcher = IDENTIFIER.matcher(String.valueOf(refusal.getMessage()));
        while (matcher.find()) {
            Long since = made.get(matcher.group());
            if (since != null && time.nanos() - since < NEW.toNanos()) {
                return true;
            }
        }
        return false;
    }
}
