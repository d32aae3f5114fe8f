package dev.sila.cli.operation;

import dev.sila.graph.Chart;
import dev.sila.graph.Chart.Curve;
import dev.sila.graph.Chart.Level;
import dev.sila.graph.Chart.Look;
import dev.sila.graph.Chart.Mark;
import dev.sila.graph.Chart.Panel;
import dev.sila.graph.Chart.Point;
import dev.sila.graph.Chart.Sort;
import dev.sila.model.schedule.Capacity;
import dev.sila.simulation.Numbers;
import dev.sila.simulation.Replay;
import dev.sila.simulation.Replay.Event;
import dev.sila.simulation.Scenario;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The picture of a rehearsal: the load, what the alarms see of it, and the group's sizes. */
public final class RehearsalChart {
    private final Rehearsal rehearsal;
    private final Scenario scenario;
    private final Replay replay;

    private RehearsalChart(Rehearsal rehearsal, Scenario scenario, Replay replay) {
        this.rehearsal = rehearsal;
        this.scenario = scenario;
        this.replay = replay;
    }

    /** Draws it. */
    public static Chart of(Rehearsal rehearsal, Scenario scenario, Replay replay) {
        return new RehearsalChart(rehearsal, scenario, replay).chart();
    }

    private Chart chart() {
        List<Panel> panels = new ArrayList<>();
        String metric = rehearsal.hostclass().scaling().metric();
        if (scenario.load() instanceof Scenario.Load.Total) {
            panels.add(
                    new Panel(
                            metric + " of all hosts together",
                            List.of(line("load", Replay.Point::load)),
                            List.of(),
                            List.of()));
            metric += " of each host";
        }
        panels.add(
                new Panel(
                        metric,
                        List.of(line("metric", Replay.Point::metric)),
                        levels(),
                        List.of()));
        panels.add(hosts());
        Replay.Totals totals = replay.totals();
        return new Chart(
                rehearsal.hostclass().name() + " rehearsed",
                "Between %d and %d hosts served; %d changes."
                        .formatted(totals.least(), totals.most(), changes()),
                scenario.series().start(),
                scenario.series().end(),
                rehearsal.schedule().zone(),
                panels);
    }

    private long changes() {
        return replay.events().stream().filter(each -> !each.before().equals(each.after())).count();
    }

    /** A value that was seen over a step stands at the step's end. */
    private Curve line(String name, Function<Replay.Point, @Nullable Double> value) {
        return new Curve(
                name,
                Look.LINE,
                replay.points().stream()
                        .map(each -> new Point(each.time(), value.apply(each)))
                        .toList());
    }

    private List<Level> levels() {
        return scenario.alarms().stream()
                .map(each -> new Level(each.policy() + ": " + each.words(), each.threshold()))
                .toList();
    }

    private Panel hosts() {
        List<Point> serving = new ArrayList<>();
        replay.points()
                .forEach(each -> serving.add(new Point(each.time(), (double) each.serving())));
        return new Panel(
                "hosts",
                List.of(
                        new Curve("serving", Look.AREA, serving),
                        new Curve("wanted", Look.STEPS, sizes(Capacity::desired)),
                        new Curve("bounds", Look.BOUND, sizes(Capacity::minimum)),
                        new Curve("bounds", Look.BOUND, sizes(Capacity::maximum))),
                List.of(),
                replay.events().stream()
                        .filter(RehearsalChart::marked)
                        .map(RehearsalChart::mark)
                        .toList());
    }

    private List<Point> sizes(ToIntFunction<Capacity> size) {
        List<Point> sizes = new ArrayList<>();
        Instant end = scenario.series().end();
        for (Event each : replay.events()) {
            sizes.add(new Point(each.time(), (double) size.applyAsInt(each.after())));
        }
        Capacity last = replay.events().getLast().after();
        sizes.add(new Point(end, (double) size.applyAsInt(last)));
        return sizes;
    }

    private static boolean marked(Event event) {
        return event.kind() == Replay.Kind.POLICY || event.kind() == Replay.Kind.SCHEDULE;
    }

    private static Mark mark(Event event) {
        int before = event.before().desired();
        int after = event.after().desired();
        Double metric = event.metric();
        String words =
                event.name()
                        + ": from "
                        + before
                        + " to "
                        + after
                        + (metric == null ? "" : ", at " + Numbers.text(metric));
        Sort sort =
                event.kind() == Replay.Kind.SCHEDULE
                        ? Sort.TIMED
                        : after > before ? Sort.UP : Sort.DOWN;
        return new Mark(event.time(), sort, words);
    }
}
