package dev.sila.simulation;

import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Schedule;
import dev.sila.simulation.Policy.Decision;
import dev.sila.simulation.Replay.Event;
import dev.sila.simulation.Replay.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Replays a scenario. Alarms look at the metric whenever it has a new value, over the periods that
 * end then. An alarm that goes off calls its policy, and again each minute as long as it stays in
 * ALARM ("For Auto Scaling actions, the alarm continues to invoke the action once per minute that
 * the alarm remains in the new state", CloudWatch user guide, "Using Amazon CloudWatch alarms"). Of
 * several policies that are called at the same moment the one that leaves the largest group wins
 * (EC2 Auto Scaling user guide, "Multiple dynamic scaling policies"). Scheduled actions heed no
 * cooldown and cause none.
 */
public final class Simulation {
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Scenario scenario;
    private final Series series;
    private final Agenda agenda;
    private final Fleet fleet;
    private final Duration step;
    private final List<Watch> watches;
    private final List<@Nullable Double> metric = new ArrayList<>();
    private final List<Replay.Point> points = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Duration> overloads = new ArrayList<>();

    private record Call(Watch watch, double value, Decision decision) {}

    private Simulation(Scenario scenario) {
        this.scenario = scenario;
        series = scenario.series();
        agenda = new Agenda(series.start());
        fleet = new Fleet(agenda, scenario.hosts(), scenario.size());
        step = Duration.ofSeconds(step());
        Map<String, Policy> policies =
                scenario.policies().stream()
                        .collect(Collectors.toMap(Policy::name, Function.identity()));
        watches =
                scenario.alarms().stream()
                        .map(each -> new Watch(each, named(policies, each)))
                        .toList();
    }

    private static Policy named(Map<String, Policy> policies, Alarm alarm) {
        Policy policy = policies.get(alarm.policy());
        if (policy == null) {
            throw new IllegalArgumentException(
                    alarm.name() + " calls " + alarm.policy() + ", which there is not");
        }
        return policy;
    }

    /** What came of it: always the same for the same scenario. */
    public static Replay run(Scenario scenario) {
        return new Simulation(scenario).run();
    }

    /** The longest time that fits into the resolution and into every alarm's period. */
    private long step() {
        long step = series.resolution().toSeconds();
        for (Alarm each : scenario.alarms()) {
            step = divisor(step, each.period().toSeconds());
        }
        return step;
    }

    private static long divisor(long one, long other) {
        return other == 0 ? one : divisor(other, one % other);
    }

    private Replay run() {
        Instant start = series.start();
        tell(Kind.START, "", "", scenario.size(), null);
        for (Schedule.Change each :
                scenario.schedule().changes(scenario.size(), start, series.end())) {
            agenda.add(each.time().toInstant(), Agenda.GROUP, () -> carryOut(each));
        }
        points.add(new Replay.Point(start, null, null, fleet.size(), fleet.serving()));
        agenda.add(start.plus(step), Agenda.LOOK, this::look);
        agenda.runUntil(series.end());
        Duration overloaded = overloads.stream().reduce(Duration.ZERO, Duration::plus);
        return new Replay(points, events, fleet.totals(overloaded));
    }

    private void carryOut(Schedule.Change change) {
        Capacity before = fleet.size();
        Capacity after = change.action().apply(before);
        fleet.resize(after, null);
        tell(Kind.SCHEDULE, change.action().cron().text(), "", before, null);
    }

    private void look() {
        Instant now = agenda.now();
        Double load = series.at(now.minus(step));
        Double seen = seen(load);
        metric.add(seen);
        for (Watch each : watches) {
            if (each.look(metric, step, series.resolution())) {
                each.callAt(now);
            }
        }
        act();
        points.add(new Replay.Point(now, load, seen, fleet.size(), fleet.serving()));
        agenda.add(now.plus(step), Agenda.LOOK, this::look);
    }

    /** What the alarms see of the load of the last step. */
    private @Nullable Double seen(@Nullable Double load) {
        double share = fleet.share();
        if (load == null || scenario.load() instanceof Scenario.Load.Metric) {
            return load;
        }
        double most = ((Scenario.Load.Total) scenario.load()).most();
        if (Double.isNaN(share)) {
            overload(load > 0);
            return null;
        }
        overload(load * share > most);
        return Math.min(load * share, most);
    }

    private void overload(boolean overloaded) {
        if (overloaded) {
            overloads.add(step);
        }
    }

    /** Lets the alarms that are due call their policies. */
    private void act() {
        Instant now = agenda.now();
        List<Call> calls = new ArrayList<>();
        for (Watch each : watches) {
            if (each.isDue(now)) {
                call(each).ifPresent(calls::add);
                each.callAt(now.plus(AGAIN));
                agenda.add(now.plus(AGAIN), Agenda.ACT, this::act);
            }
        }
        int size = fleet.size().desired();
        Call chosen = null;
        for (Call each : calls) {
            int wanted = each.decision().size();
            if (wanted != size && (chosen == null || wanted > chosen.decision().size())) {
                chosen = each;
            }
        }
        for (Call each : calls) {
            if (each.equals(chosen)) {
                change(each);
            } else if (each.decision().size() == size
                    && each.watch().tells(each.decision().why())) {
                tell(
                        each.decision().waits() ? Kind.WAITING : Kind.NOTHING,
                        each.watch().policy.name(),
                        each.decision().why(),
                        fleet.size(),
                        each.value());
            }
        }
    }

    private Optional<Call> call(Watch watch) {
        OptionalDouble value = watch.latest(metric, step, series.resolution());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double latest = value.getAsDouble();
        Decision decision = watch.policy.decide(fleet.standing(), latest, watch.alarm.threshold());
        return Optional.of(new Call(watch, latest, decision));
    }

    private void change(Call call) {
        Capacity before = fleet.size();
        Policy policy = call.watch().policy;
        fleet.resize(before.desiring(call.decision().size()), policy.warmup());
        if (policy instanceof Policy.Simple simple) {
            fleet.restAfterwards(simple.cooldown());
        }
        watches.forEach(each -> each.tells(""));
        tell(Kind.POLICY, policy.name(), call.watch().alarm.words(), before, call.value());
    }

    private void tell(
            Kind kind, String name, String words, Capacity before, @Nullable Double value) {
        events.add(new Event(agenda.now(), kind, name, words, before, fleet.size(), value));
    }
}
