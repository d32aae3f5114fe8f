package dev.sila.cli;

import dev.sila.aws.ChangeHistory;
import dev.sila.engine.Drift;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Drift in words, and as data. */
final class DriftWords {
    private DriftWords() {}

    /** The resource and how it is other than the files say, on one line. */
    static String title(Drift drift) {
        String id = drift.id() == null ? "" : " (" + drift.id() + ")";
        return drift.key()
                + id
                + switch (drift.sort()) {
                    case DIFFERENT -> " is different";
                    case MISSING -> " is missing";
                    case UNWANTED -> " is not in the files";
                };
    }

    /** A line for each difference. */
    static List<String> details(Drift drift) {
        return drift.deviations().stream().map(DriftWords::line).toList();
    }

    private static String line(Drift.Deviation deviation) {
        String start = deviation.component() + ": ";
        if (deviation.wanted() == null) {
            return start + "found " + deviation.found() + ", which the files do not say";
        }
        return start
                + "the files say "
                + deviation.wanted()
                + ", found "
                + (deviation.found() == null ? "nothing" : deviation.found());
    }

    /** Who changed it, when, how and from where. */
    static String author(ChangeHistory.Event event) {
        String call = event.name() + " at " + event.time();
        if (event.ofSila()) {
            return "last change that CloudTrail knows: by Sila itself, run by "
                    + event.user()
                    + ", "
                    + call
                    + "; the files may have changed since";
        }
        return "changed by "
                + event.user()
                + ": "
                + call
                + (event.from().isEmpty() ? "" : " from " + event.from());
    }

    /** The resource, the differences, and who changed it, with line ends. */
    static String text(Drift drift, ChangeHistory.@Nullable Event event) {
        List<String> lines = new ArrayList<>();
        lines.add(title(drift));
        details(drift).forEach(each -> lines.add("    " + each));
        if (event != null) {
            lines.add("    " + author(event));
        }
        return String.join("\n", lines) + "\n";
    }

    static Map<String, @Nullable Object> data(Drift drift, ChangeHistory.@Nullable Event event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("kind", drift.key().noun());
        data.put("name", drift.key().name());
        data.put("drift", drift.sort().name().toLowerCase(Locale.ROOT));
        data.put("id", drift.id());
        data.put("differences", drift.deviations().stream().map(DriftWords::data).toList());
        data.put("changed", event == null ? null : data(event));
        return data;
    }

    private static Map<String, @Nullable Object> data(Drift.Deviation deviation) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("component", deviation.component());
        data.put("files", deviation.wanted());
        data.put("found", deviation.found());
        return data;
    }

    private static Map<String, @Nullable Object> data(ChangeHistory.Event event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("user", event.user());
        data.put("arn", event.arn());
        data.put("event", event.name());
        data.put("time", event.time().toString());
        data.put("from", event.from());
        data.put("agent", event.agent());
        data.put("bySila", event.ofSila());
        return data;
    }
}
