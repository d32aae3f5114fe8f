package dev.sila.aws.forecast;

import dev.sila.aws.Actions;
import dev.sila.aws.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What carrying out a plan asks of AWS when nothing goes wrong.
 *
 * @param uses the calls by action, in the order of their names
 * @param duration how long it usually takes
 * @param path what takes it: each of these waits for the one before
 * @param permissions what a policy must allow for these calls
 */
public record Forecast(
        List<Use> uses, Duration duration, List<String> path, Set<Permission> permissions) {
    public Forecast {
        uses = List.copyOf(uses);
        path = List.copyOf(path);
        permissions = Set.copyOf(permissions);
    }

    /**
     * The calls of one action.
     *
     * @param orMore whether it is repeated until AWS is where it shall be
     * @param bucket the token bucket that they use most of
     * @param tokens what the whole plan, also by other actions, takes from that bucket
     */
    public record Use(
            String service,
            String action,
            int calls,
            boolean orMore,
            Limits.Bucket bucket,
            double tokens) {

        /** Such as {@code ec2:CreateSubnet}. */
        public String name() {
            return service + ":" + action;
        }

        /** Whether it changes nothing. */
        public boolean reading() {
            return Actions.reading(action);
        }
    }

    /** How many calls there are at least. */
    public int calls() {
        return uses.stream().mapToInt(Use::calls).sum();
    }

    /** Those of them that change nothing. */
    public int reading() {
        return uses.stream().filter(Use::reading).mapToInt(Use::calls).sum();
    }

    /** Whether there may be more. */
    public boolean orMore() {
        return uses.stream().anyMatch(Use::orMore);
    }
}
