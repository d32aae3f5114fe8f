package dev.sila.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** An alarm at work. */
final class Watch {
    final Alarm alarm;
    final Policy policy;
    private AlarmState state = AlarmState.INSUFFICIENT_DATA;

    /** When it calls its policy the next time. */
    private Instant due = Instant.MAX;

    /** What it told last, so that it is not told again each minute. */
    private String told = "";

    Watch(Alarm alarm, Policy policy) {
        this.alarm = alarm;
        this.policy = policy;
    }

    /**
     * Looks at the metric.
     *
     * @param values one for each step until now; null where there is no data
     * @return whether it has just gone off
     */
    boolean look(List<@Nullable Double> values, Duration step, Duration resolution) {
        AlarmState before = state;
        state = Evaluation.state(alarm, periods(values, step, resolution)).orElse(state);
        if (state != AlarmState.ALARM) {
            due = Instant.MAX;
            told = "";
        }
        return state == AlarmState.ALARM && before != AlarmState.ALARM;
    }

    /** The latest data point that there is. */
    OptionalDouble latest(List<@Nullable Double> values, Duration step, Duration resolution) {
        for (Double value : periods(values, step, resolution)) {
            if (value != null) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }

    /** The alarm's periods, the latest first. */
    private List<@Nullable Double> periods(
            List<@Nullable Double> values, Duration step, Duration resolution) {
        int length = Math.toIntExact(alarm.period().dividedBy(step));
        double share = (double) step.toSeconds() / resolution.toSeconds();
        List<@Nullable Double> periods = new ArrayList<>();
        int end = values.size();
        for (int age = 0; age < Evaluation.range(alarm); age++) {
            List<Double> present = new ArrayList<>();
            for (Double value : values.subList(Math.max(0, end - length), Math.max(0, end))) {
                if (value != null) {
                    present.add(value);
                }
            }
            OptionalDouble value = alarm.statistic().of(present, share);
            periods.add(value.isPresent() ? Double.valueOf(value.getAsDouble()) : null);
            end -= length;
        }
        return periods;
    }

    void callAt(Instant time) {
        due = time;
    }

    boolean isDue(Instant now) {
        return due.equals(now);
    }

    /** Whether that was not what it told last. */
    boolean tells(String words) {
        boolean news = !words.equals(told);
        told = words;
        return news;
    }
}
