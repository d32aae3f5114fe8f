package dev.sila.localcloud.service.sqs;

import dev.sila.localcloud.Foundation;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All queues, and who waits for their messages. */
final class QueueStore {
    private static final Pattern PATH = Pattern.compile("(?:.*/)?(\\d{12})/([\\w.-]+)/?");

    final Foundation foundation;
    final Map<String, Queue> byName = new TreeMap<>();
    final Map<String, Instant> deleted = new HashMap<>();

    /** Signalled when a message came to sight; waiting on it lets go of the local cloud's lock. */
    final Condition arrived;

    QueueStore(Foundation foundation) {
        this.foundation = foundation;
        this.arrived = foundation.lock().newCondition();
    }

    Instant now() {
        return foundation.timeline().now();
    }

    /** The moment that many of AWS's seconds from now. */
    Instant in(int seconds) {
        return now().plus(foundation.timeline().scaled(Duration.ofSeconds(seconds)));
    }

    /** A queue by its address; hosts are not compared, for the local cloud has several. */
    Queue byUrl(@Nullable String url) {
        String given = Refusals.required("QueueUrl", url);
        Matcher matcher = PATH.matcher(given);
        String account = foundation.realm().account();
        Queue queue =
                matcher.matches() && matcher.group(1).equals(account)
                        ? byName.get(matcher.group(2))
                        : byName.get(given);
        if (queue == null) {
            throw Refusals.noQueue();
        }
        queue.expire(now());
        return queue;
    }

    Optional<Queue> byArn(String arn) {
        return byName.values().stream().filter(each -> each.arn.equals(arn)).findFirst();
    }

    /** Where a queue is reached: here if the local cloud listens, else where AWS has it. */
    String url(Queue queue) {
        String host =
                foundation
                        .endpoint()
                        .uri()
                        .map(URI::toString)
                        .orElse("https://sqs." + foundation.realm().region() + ".amazonaws.com");
        return host + "/" + foundation.realm().account() + "/" + queue.name;
    }

    /** Puts a message where it belongs, and wakes who waits for it. */
    void add(Queue queue, StoredMessage message) {
        queue.messages.add(message);
        arrived.signalAll();
    }
}
