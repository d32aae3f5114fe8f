package dev.sila.cli;

import dev.sila.aws.Calls;
import java.util.LinkedHashMap;
import java.util.Map;

/** API calls as data. */
final class CallCounts {
    private CallCounts() {}

    static Map<String, Object> of(Calls calls) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("read", calls.reads());
        data.put("write", calls.writes());
        data.put("total", calls.total());
        data.put("byAction", calls.byAction());
        return data;
    }
}
