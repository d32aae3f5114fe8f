package dev.sila.localcloud.service.cloudtrail;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Records the calls that change something, refused ones too. */
final class History implements Interceptor {
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MOST = 100_000;

    private final Foundation foundation;
    private final Identities identities;
    private final Deque<Event> newestFirst = new ArrayDeque<>();
    private long recorded;

    History(Foundation foundation, Identities identities) {
        this.foundation = foundation;
        this.identities = identities;
    }

    int size() {
        return newestFirst.size();
    }

    /** The events that are found by now, the newest first. */
    Stream<Event> visible() {
        Instant now = foundation.timeline().now();
        Instant oldest = now.minus(KEPT);
        return newestFirst.stream()
                .filter(each -> !each.visible().isAfter(now) && !each.time().isBefore(oldest));
    }

    EventJson json() {
        return new EventJson(foundation.realm());
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        Kind kind = Kind.of(call.service(), call.action());
        if (kind == Kind.NOT_RECORDED) {
            return next.handle(call);
        }
        Identities.Identity identity = identities.of(call.caller());
        try {
            SdkPojo response = next.handle(call);
            record(kind, identity, call, response, null);
            return response;
        } catch (AwsFailure refused) {
            record(kind, identity, call, null, refused);
            throw refused;
        }
    }

    private void record(
            Kind kind,
            Identities.Identity identity,
            Call call,
            @Nullable SdkPojo response,
            @Nullable AwsFailure failure) {
        Instant now = foundation.timeline().now();
        newestFirst.addFirst(
                new Event(
                        recorded++,
                        UUID.randomUUID().toString(),
                        now,
                        now.plus(foundation.timeline().scaled(DELIVERY)),
                        kind == Kind.READING,
                        identity,
                        call,
                        response,
                        failure));
        while (newestFirst.size() > MOST
                || newestFirst.getLast().time().isBefore(now.minus(KEPT))) {
            newestFirst.removeLast();
        }
    }
}
