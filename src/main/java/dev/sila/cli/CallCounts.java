package dev.sila.cli;

import dev.sila.aws.Calls;
import dev.sila.aws.Throttle;
import dev.sila.cli.operation.Cloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** API calls as data. */
final class CallCounts {
    private CallCounts() {}

    /**
     * What a run has cost, for people: its calls and its time, and how much of that AWS's rates
     * asked for, if they did.
     */
    static List<String> lines(Cloud cloud, Duration elapsed) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(cloud.calls(), elapsed));
        cloud.clients().bound().ifPresent(bound -> lines.add(rates(bound, elapsed)));
        return List.copyOf(lines);
    }

    /** For people, with how long it took. */
    static String sentence(Calls calls, Duration elapsed) {
        return "%d API calls (%d reading, %d changing), %.1f s"
                .formatted(
                        calls.total(), calls.reads(), calls.writes(), elapsed.toMillis() / 1000.0);
    }

    /** How near the time came to what AWS's rates ask for at least. */
    private static String rates(Throttle.Bound bound, Duration elapsed) {
        double least = bound.least().toMillis() / 1000.0;
        return "AWS's rate of %s asks for at least %.1f s of that (%.0f requests, %.0f %% of the time)"
                .formatted(
                        bound.bucket(),
                        least,
                        bound.tokens(),
                        100 * least / (elapsed.toMillis() / 1000.0));
    }

    static Map<String, Object> of(Calls calls) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("read", calls.reads());
        data.put("write", calls.writes());
        data.put("total", calls.total());
        data.put("throttled", calls.throttled());
        data.put("byAction", calls.byAction());
        return data;
    }

    /**
     * What was drawn from each of AWS's token buckets, and the share of what it gave in that time;
     * the largest share first.
     */
    static List<Map<String, Object>> rates(Cloud cloud, Duration elapsed) {
        return cloud.clients().uses().stream()
                .sorted(Comparator.comparingDouble(each -> -each.share(elapsed)))
                .map(each -> rate(each, elapsed))
                .toList();
    }

    private static Map<String, Object> rate(Throttle.Use use, Duration elapsed) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("bucket", use.bucket());
        data.put("tokens", use.tokens());
        data.put("size", use.size());
        data.put("perSecond", use.perSecond());
        data.put("refused", use.refused());
        data.put("percent", Math.round(100 * use.share(elapsed)));
        return data;
    }
}
