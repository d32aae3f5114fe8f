package dev.sila.cli;

import dev.sila.aws.forecast.Forecast;
import dev.sila.aws.forecast.Headroom;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A forecast as lines for people. */
final class ForecastText {
    private ForecastText() {}

    /** The sums first, then the calls by action. */
    static List<String> lines(Forecast forecast) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(forecast));
        if (forecast.path().size() > 1) {
            lines.add("Longest chain: " + String.join(", ", forecast.path()) + ".");
        }
        lines.add(
                "API calls (%d reading, %d changing):"
                        .formatted(forecast.reading(), forecast.calls() - forecast.reading()));
        int width = forecast.uses().stream().mapToInt(each -> each.name().length()).max().orElse(0);
        for (Forecast.Use use : forecast.uses()) {
            lines.add("  " + pad(use.name(), width) + "  " + calls(use) + ", " + tokens(use));
        }
        return lines;
    }

    /** Such as {@code Applying it makes 41 API calls and usually takes about 25 s.} */
    static String summary(Forecast forecast) {
        return "Applying it makes "
                + number(forecast.calls(), forecast.orMore())
                + (forecast.calls() == 1 && !forecast.orMore() ? " API call" : " API calls")
                + " and usually takes about "
                + words(forecast.duration())
                + ".";
    }

    private static String calls(Forecast.Use use) {
        String calls = use.calls() == 1 && !use.orMore() ? " call" : " calls";
        return number(use.calls(), use.orMore()) + calls;
    }

    private static String number(int calls, boolean orMore) {
        return calls + (orMore ? " or more" : "");
    }

    /** A bucket that other actions share is named. */
    private static String tokens(Forecast.Use use) {
        boolean shared = !use.bucket().name().equals(use.name());
        return plain(use.tokens())
                + " of "
                + plain(use.bucket().size())
                + " tokens"
                + (shared ? " of " + use.bucket().name() : "")
                + ", refill "
                + plain(use.bucket().perSecond())
                + "/s";
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String words(Duration duration) {
        long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
        return seconds < 90 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    /** A line for each quota. */
    static List<String> quotas(List<Headroom.Room> rooms) {
        List<String> lines = new ArrayList<>();
        if (!rooms.isEmpty()) {
            lines.add("Quotas:");
        }
        int width = rooms.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        for (Headroom.Room room : rooms) {
            lines.add(
                    "  %s  %d of %d%s in use, %d more, %s"
                            .formatted(
                                    pad(room.name(), width),
                                    room.used(),
                                    room.limit(),
                                    room.standard() ? " (AWS's standard)" : "",
                                    room.added(),
                                    room.left() < 0
                                            ? "EXCEEDED by " + -room.left()
                                            : room.left() + " left"));
        }
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
