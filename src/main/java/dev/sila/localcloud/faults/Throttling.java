package dev.sila.localcloud.faults;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.wire.Call;
import dev.sila.localcloud.wire.ConnectionLost;
import dev.sila.localcloud.wire.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/** Refuses calls for which AWS's token buckets have no token left. */
public final class Throttling implements Interceptor {
    private final Timeline timeline;
    private final double share;
    private final Map<String, Level> levels = new HashMap<>();

    private record Level(double tokens, Instant at) {}

    /**
     * @param share how much of the published rates is left to us: 1 is all, 0.25 a quarter, because
     *     others of the account use the rest
     */
    public Throttling(Timeline timeline, double share) {
        this.timeline = timeline;
        this.share = share;
    }

    @Override
    public SdkPojo around(Call call, Handling next) throws ConnectionLost {
        List<RequestRates.Draw> draws = RequestRates.draws(call);
        Instant now = timeline.now();
        boolean enough = true;
        for (RequestRates.Draw draw : draws) {
            enough &= level(draw, now) >= draw.tokens();
        }
        if (!enough) {
            throw refusal(call);
        }
        for (RequestRates.Draw draw : draws) {
            levels.put(draw.bucket(), new Level(level(draw, now) - draw.tokens(), now));
        }
        return next.handle(call);
    }

    private double level(RequestRates.Draw draw, Instant now) {
        Level level = levels.get(draw.bucket());
        double size = draw.rate().size() * share;
        if (level == null) {
            return size;
        }
        double seconds = Duration.between(level.at(), now).toNanos() / 1e9;
        return Math.min(size, level.tokens() + seconds * draw.rate().perSecond() * share);
    }

    /** EC2 has a code and a status of its own for this. */
    private static AwsFailure refusal(Call call) {
        return call.service().equals("ec2")
                ? new AwsFailure("RequestLimitExceeded", "Request limit exceeded.", 503)
                : new AwsFailure("Throttling", "ThrottlingException", "Rate exceeded", 400);
    }
}
