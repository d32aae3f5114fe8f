package dev.sila.cli;

import dev.sila.cli.operation.Rehearsal;
import dev.sila.cli.output.Column;
import dev.sila.cli.output.Output;
import dev.sila.simulation.Numbers;
import dev.sila.simulation.Replay;
import dev.sila.simulation.Replay.Event;
import dev.sila.simulation.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rehearsal comes to, for people and for programs. */
final class RehearsalReport {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx", Locale.ROOT);

    private final Rehearsal rehearsal;
    private final Scenario scenario;
    private final Replay replay;

    RehearsalReport(Rehearsal rehearsal, Scenario scenario, Replay replay) {
        this.rehearsal = rehearsal;
        this.scenario = scenario;
        this.replay = replay;
    }

    /**
     * A table of what happened, without calls while the group rests; or an object with everything.
     */
    void print(Output output) {
        if (output.forPeople()) {
            output.rows(
                    columns(),
                    replay.events().stream()
                            .filter(each -> each.kind() != Replay.Kind.WAITING)
                            .toList());
        } else {
            output.document(() -> "", this::data);
        }
    }

    /** The sums in one sentence. */
    String sentence() {
        Replay.Totals totals = replay.totals();
        Duration length = Duration.between(scenario.series().start(), scenario.series().end());
        double hours = totals.hostTime().toSeconds() / 3600.0;
        String overloaded =
                totals.overloaded().isZero()
                        ? ""
                        : " More load than the hosts can bear for "
                                + totals.overloaded().toMinutes()
                                + " min.";
        return "%s: %d to %d hosts served; %s host hours in %s h, %s hosts on average.%s"
                .formatted(
                        rehearsal.hostclass().name(),
                        totals.least(),
                        totals.most(),
                        Numbers.text(hours),
                        Numbers.text(length.toSeconds() / 3600.0),
                        Numbers.text(hours * 3600 / length.toSeconds()),
                        overloaded);
    }

    private List<Column<Event>> columns() {
        return List.of(
                Column.of("time", each -> local(each.time())),
                Column.of("event", RehearsalReport::word),
                Column.of("from", each -> each.before().desired()),
                Column.of("to", each -> each.after().desired()),
                Column.of("min", each -> each.after().minimum()),
                Column.of("max", each -> each.after().maximum()),
                Column.of("metric", RehearsalReport::metric),
                Column.of("why", RehearsalReport::why));
    }

    private String local(Instant time) {
        return TIME.format(time.atZone(rehearsal.schedule().zone()));
    }

    private static String word(Event event) {
        return event.kind() == Replay.Kind.SCHEDULE ? "schedule" : kind(event, event.name());
    }

    private static String kind(Event event, String policy) {
        return event.kind() == Replay.Kind.START ? "start" : policy;
    }

    private static @Nullable Object metric(Event event) {
        Double metric = event.metric();
        return metric == null ? null : Numbers.text(metric);
    }

    private static String why(Event event) {
        return switch (event.kind()) {
            case START -> "";
            case POLICY -> event.words();
            case SCHEDULE -> event.name();
            case NOTHING, WAITING -> "nothing: " + event.words();
        };
    }

    private Map<String, @Nullable Object> data() {
        Replay.Totals totals = replay.totals();
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("hostclass", rehearsal.hostclass().name());
        data.put("from", scenario.series().start());
        data.put("until", scenario.series().end());
        data.put("timeZone", rehearsal.schedule().zone().getId());
        data.put("hostSeconds", totals.hostTime().toSeconds());
        data.put("leastServing", totals.least());
        data.put("mostServing", totals.most());
        data.put("overloadedSeconds", totals.overloaded().toSeconds());
        data.put("events", replay.events().stream().map(RehearsalReport::event).toList());
        data.put("points", replay.points().stream().map(RehearsalReport::point).toList());
        return data;
    }

    private static Map<String, @Nullable Object> event(Event event) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("time", event.time());
        data.put("kind", event.kind());
        data.put("name", event.name());
        data.put("why", why(event));
        data.put("from", event.before().desired());
        data.put("to", event.after().desired());
        data.put("minSize", event.after().minimum());
        data.put("maxSize", event.after().maximum());
        data.put("metric", event.metric());
        return data;
    }

    private static Map<String, @Nullable Object> point(Replay.Point point) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("time", point.time());
        data.put("load", point.load());
        data.put("metric", point.metric());
        data.put("desired", point.size().desired());
        data.put("serving", point.serving());
        return data;
    }
}
