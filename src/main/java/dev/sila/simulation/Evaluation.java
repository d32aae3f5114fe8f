package dev.sila.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The state that an alarm ought to be in. CloudWatch retrieves more periods than the alarm's own,
 * and fills in for missing ones only if what it has does not decide (CloudWatch user guide,
 * "Configuring how CloudWatch alarms treat missing data", whose tables the tests repeat). How many
 * more is said only as "the exact number varies"; those tables show five for three.
 */
final class Evaluation {
    /** How many periods more than the alarm's own are looked at. */
    private static final int MORE = 2;

    private final Alarm alarm;
    private final List<Point> points;

    /**
     * A period that has data.
     *
     * @param age how many periods ago, 0 for the one that ends now
     */
    private record Point(int age, boolean breaches) {}

    /**
     * @param values the latest periods, the latest first; null where there is no data
     */
    private Evaluation(Alarm alarm, List<@Nullable Double> values) {
        this.alarm = alarm;
        points = new ArrayList<>();
        for (int age = 0; age < values.size(); age++) {
            Double value = values.get(age);
            if (value != null) {
                points.add(new Point(age, alarm.comparison().breaches(value, alarm.threshold())));
            }
        }
    }

    /** How many periods an alarm looks at. */
    static int range(Alarm alarm) {
        return alarm.evaluationPeriods() + MORE;
    }

    /** The state after these values; empty: the one that it has. */
    static Optional<AlarmState> state(Alarm alarm, List<@Nullable Double> values) {
        return new Evaluation(alarm, values).state();
    }

    private Optional<AlarmState> state() {
        int wanted = alarm.evaluationPeriods();
        int needed = alarm.datapointsToAlarm();
        if (points.size() >= wanted) {
            return judged(breaching(points.subList(0, wanted)) >= needed);
        }
        long breaching = breaching(points);
        boolean all = breaching == points.size();
        return switch (alarm.missingData()) {
            case BREACHING -> judged(breaching + wanted - points.size() >= needed);
            case NOT_BREACHING -> judged(breaching >= needed);
            case IGNORE ->
                    breaching < needed && all ? Optional.empty() : judged(breaching >= needed);
            case MISSING -> {
                if (points.isEmpty()) {
                    yield Optional.of(AlarmState.INSUFFICIENT_DATA);
                }
                // All that breaches is enough once it is as old as what an alarm needs; before
                // that it would be premature.
                boolean old = points.getLast().age() + 1 >= needed;
                yield breaching < needed && all && !old
                        ? Optional.empty()
                        : judged(breaching >= needed || all);
            }
        };
    }

    private static Optional<AlarmState> judged(boolean alarming) {
        return Optional.of(alarming ? AlarmState.ALARM : AlarmState.OK);
    }

    private static long breaching(List<Point> points) {
        return points.stream().filter(Point::breaches).count();
    }
}
