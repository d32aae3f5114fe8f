package dev.sila.cli;

import dev.sila.aws.Calls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** API calls as data. */
final class CallCounts {
    private CallCounts() {}

    /** For people, with how long it took. */
    static String sentence(Calls calls, Duration elapsed) {
        return "%d API calls (%d reading, %d changing), %.1f s"
                .formatted(
                        calls.total(), calls.reads(), calls.writes(), elapsed.toMillis() / 1000.0);
    }

    static Map<String, Object> of(Calls calls) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("read", calls.reads());
        data.put("write", calls.writes());
        data.put("total", calls.total());
        data.put("byAction", calls.byAction());
        return data;
    }
}
