package dev.sila.simulation;

import dev.sila.model.schedule.Capacity;
import dev.sila.model.schedule.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * What is to be replayed.
 *
 * @param size the group's sizes at the beginning; all its hosts serve and are warm
 * @param hosts how long hosts take
 * @param policies each with a name of its own
 * @param load what the series is
 */
public record Scenario(
        Series series,
        Load load,
        Capacity size,
        Hosts hosts,
        List<Policy> policies,
        List<Alarm> alarms,
        Schedule schedule) {
    public Scenario {
        policies = List.copyOf(policies);
        alarms = List.copyOf(alarms);
    }

    /**
     * How long hosts take.
     *
     * @param launch from the decision until a host serves
     * @param termination from the decision until it is gone
     * @param warmup how long a host that serves counts as warming up (DefaultInstanceWarmup)
     */
    public record Hosts(Duration launch, Duration termination, Duration warmup) {}

    /** What the values of a series are. */
    public sealed interface Load {
        /** The metric that the alarms see, whatever the group does. */
        record Metric() implements Load {}

        /**
         * What all hosts have to bear together: the alarms see its part of each host that serves.
         *
         * @param most the most that a host can show, such as 100 percent
         */
        record Total(double most) implements Load {}
    }
}
