package dev.sila.rehearsal;

import dev.sila.cli.operation.Cloud;
import dev.sila.engine.Plan;
import dev.sila.engine.PlanText;
import dev.sila.engine.Progress;
import dev.sila.engine.Report;
import dev.sila.localcloud.faults.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Lets Sila die in every call of an operation, and runs the operation again. It happens beside a
 * full environment whose name begins alike, and one death follows the other in the same cloud: what
 * one leaves behind, the next ones stumble over.
 */
final class Ordeal implements AutoCloseable {
    private static final Pattern READING = Pattern.compile("Describe|Get|List|Lookup");

    /** Whether to die also in the looks of replacements, which are those of all operations. */
    private static final boolean EVERY_LOOK = Boolean.getBoolean("death.looks");

    /** How long an unconfirmed subscription may have been there: AWS drops it after 48 hours. */
    private static final Duration FRESH = Duration.ofHours(40);

    private final Faults faults = new Faults();
    private final Scenery scenery = new Scenery(faults, builder -> builder);
    private Instant renewed = scenery.stage().now();

    /**
     * A call of an action, by its number among the calls of that action.
     *
     * @param waits whether the call changes nothing: it reads, or is refused and repeated, as often
     *     as what is waited for happens to take
     */
    record Moment(String action, long call, boolean inEffect, boolean waits) {
        void befalls(Faults faults) {
            if (inEffect) {
                faults.dieAfter(action, call);
            } else {
                faults.dieBefore(action, call);
            }
        }

        @Override
        public String toString() {
            return (inEffect ? "after " : "before ") + action + " " + call;
        }
    }

    /**
     * What became of an operation.
     *
     * @param calls how many calls it makes when undisturbed
     * @param deaths how often it was killed
     * @param missed moments that did not come again: waits that had less to wait for
     */
    record Tally(
            String operation, int calls, int deaths, List<String> missed, List<String> failures) {
        String line() {
            return "%-40s %5d calls %5d deaths %5d recovered %3d not met"
                    .formatted(operation, calls, deaths, deaths - failures.size(), missed.size());
        }
    }

    /** Goes through a journey to and fro until Sila has died in all of its calls. */
    List<Tally> of(Journey journey) {
        scenery.run(journey.here());
        scenery.stage().settle();
        Map<Journey.Leg, List<Moment>> moments = new LinkedHashMap<>();
        Map<Journey.Leg, List<String>> ends = new LinkedHashMap<>();
        Map<Journey.Leg, Tally> tallies = new LinkedHashMap<>();
        for (Journey.Leg leg : journey.legs()) {
            faults.clear();
            scenery.run(leg.to());
            List<String> calls = faults.journal();
            moments.put(leg, moments(faults, journey.looks() || EVERY_LOOK));
            faults.clear();
            scenery.stage().settle();
            ends.put(leg, scenery.ours());
            tallies.put(
                    leg,
                    new Tally(leg.name(), calls.size(), 0, new ArrayList<>(), new ArrayList<>()));
        }
        while (moments.values().stream().anyMatch(each -> !each.isEmpty())) {
            for (Journey.Leg leg : journey.legs()) {
                List<Moment> left = Objects.requireNonNull(moments.get(leg));
                List<String> end = Objects.requireNonNull(ends.get(leg));
                if (left.isEmpty()) {
                    scenery.run(leg.to());
                    scenery.stage().settle();
                } else {
                    tallies.compute(leg, (key, tally) -> die(leg, left.removeLast(), end, tally));
                }
            }
        }
        return List.copyOf(tallies.values());
    }

    /**
     * Every moment of a run.
     *
     * @param looks also those of the look that comes before the first change
     */
    static List<Moment> moments(Faults faults, boolean looks) {
        List<Moment> moments = new ArrayList<>();
        Map<String, Long> numbers = new HashMap<>();
        boolean changed = looks;
        for (String action : faults.journal()) {
            long call = numbers.merge(action, 1L, Long::sum);
            changed |= !reads(action);
            if (changed) {
                boolean waits = reads(action) || faults.refused(action, call);
                moments.add(new Moment(action, call, false, waits));
                moments.add(new Moment(action, call, true, waits));
            }
        }
        return moments;
    }

    static boolean reads(String action) {
        return READING.matcher(action).lookingAt();
    }

    /**
     * Lets AWS drop the subscriptions that nobody confirms, and makes them again, so that none ends
     * just while something else is looked at.
     */
    private void renew(Journey.Leg leg) {
        if (Duration.between(renewed, scenery.stage().now()).compareTo(FRESH) > 0) {
            scenery.stage().pass(Duration.ofDays(2));
            scenery.run(leg.from());
            scenery.stage().settle();
            renewed = scenery.stage().now();
        }
    }

    private Tally die(Journey.Leg leg, Moment moment, List<String> end, Tally tally) {
        faults.clear();
        renew(leg);
        moment.befalls(faults);
        try (Cloud doomed = scenery.stage().sila()) {
            doomed.applier().apply(Scenery.plan(doomed, leg.to()), Progress.NONE);
        } catch (RuntimeException death) {
            // It died while it was still reading.
        }
        boolean died = faults.dead();
        faults.clear();
        if (!died && moment.waits()) {
            tally.missed().add(moment.toString());
        } else if (!died) {
            tally.failures().add(leg.name() + ": there was no death " + moment);
        }
        String failure = recover(leg, end);
        if (!failure.isEmpty()) {
            tally.failures().add(leg.name() + ", death " + moment + ": " + failure);
        }
        return new Tally(
                tally.operation(),
                tally.calls(),
                tally.deaths() + (died ? 1 : 0),
                tally.missed(),
                tally.failures());
    }

    /** What is wrong after the same command ran again; empty if nothing is. */
    private String recover(Journey.Leg leg, List<String> end) {
        try (Cloud next = scenery.stage().sila()) {
            Plan rest = Scenery.plan(next, leg.to());
            Report report = next.applier().apply(rest, Progress.NONE);
            if (!report.problems().isEmpty()) {
                return report.problems() + " in " + PlanText.lines(rest);
            }
            Plan second = Scenery.plan(next, leg.to());
            if (!second.isEmpty()) {
                return "the second plan is not empty: " + PlanText.lines(second);
            }
        }
        return scenery.difference(end);
    }

    @Override
    public void close() {
        scenery.close();
    }
}
