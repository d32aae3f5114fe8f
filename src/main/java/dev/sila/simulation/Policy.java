package dev.sila.simulation;

import dev.sila.model.schedule.Capacity;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scaling policy, as a plain value. Rules: EC2 Auto Scaling user guide, "Step and simple scaling
 * policies", "Target tracking scaling policies", "Scaling cooldowns" and "Instance warmup".
 */
public sealed interface Policy {
    String name();

    /**
     * What the policy makes of its alarm.
     *
     * @param value the alarm's latest data point
     * @param threshold the alarm's
     */
    Decision decide(Standing group, double value, double threshold);

    /** How long hosts that it launches warm up; null: as the group says. */
    default @Nullable Duration warmup() {
        return null;
    }

    /**
     * A group when its policy is asked.
     *
     * @param warming how many hosts launch or warm up
     * @param rests whether the cooldown of a simple policy holds, or what began it is not yet done
     */
    record Standing(Capacity size, int warming, boolean rests) {}

    /**
     * What a policy decides.
     *
     * @param size the size that it wants, within the group's bounds; the group's own: nothing
     * @param why why it wants nothing, or empty
     * @param waits whether it would want something later
     */
    record Decision(int size, String why, boolean waits) {
        static Decision nothing(Standing group, String why) {
            return new Decision(group.size().desired(), why, false);
        }

        static Decision wait(Standing group, String why) {
            return new Decision(group.size().desired(), why, true);
        }

        /** The size as near as the bounds let it be. */
        static Decision to(Standing group, int wanted) {
            Capacity size = group.size();
            Capacity after = size.desiring(wanted);
            boolean bound = after.equals(size);
            return new Decision(
                    after.desired(),
                    !bound
                            ? ""
                            : wanted > size.desired()
                                    ? "the group has its maximum"
                                    : wanted < size.desired()
                                            ? "the group has its minimum"
                                            : "it makes no difference",
                    false);
        }
    }

    /**
     * One adjustment, then rest: while the cooldown holds, and until the hosts that it launched or
     * terminated have done so, alarms are not heeded ("The cooldown period begins after the last
     * instance launches or terminates").
     */
    record Simple(String name, Adjustment adjustment, Duration cooldown) implements Policy {
        @Override
        public Decision decide(Standing group, double value, double threshold) {
            return group.rests()
                    ? Decision.wait(group, "the cooldown holds")
                    : Decision.to(group, adjustment.from(group.size().desired()));
        }
    }

    /**
     * An adjustment by how far the alarm's value is beyond its threshold; no cooldown. Hosts that
     * still warm up do not count when it grows, so that it does not grow twice for the same load,
     * and it does not shrink while any warm up.
     *
     * @param steps that neither overlap nor leave gaps
     */
    record Step(String name, List<Interval> steps, @Nullable Duration warmup) implements Policy {
        public Step {
            steps = List.copyOf(steps);
        }

        @Override
        public Decision decide(Standing group, double value, double threshold) {
            Interval step =
                    steps.stream()
                            .filter(each -> each.covers(value - threshold))
                            .findFirst()
                            .orElse(null);
            if (step == null) {
                return Decision.nothing(group, "no step is for this value");
            }
            Adjustment adjustment = step.adjustment();
            int size = group.size().desired();
            boolean exact = adjustment.type() == Adjustment.Type.EXACT_CAPACITY;
            int wanted = adjustment.from(exact ? size : size - group.warming());
            boolean out = exact ? wanted > size : adjustment.amount() > 0;
            if (!out && group.warming() > 0) {
                return Decision.wait(group, "hosts warm up");
            }
            return Decision.to(group, out ? Math.max(wanted, size) : wanted);
        }
    }

    /**
     * A step: bounds are differences to the threshold, null for none. From the threshold on the
     * lower bound belongs to it, below the threshold the upper one ("Step adjustments").
     */
    record Interval(@Nullable Double lower, @Nullable Double upper, Adjustment adjustment) {
        boolean covers(double difference) {
            double from = lower == null ? Double.NEGATIVE_INFINITY : lower;
            double to = upper == null ? Double.POSITIVE_INFINITY : upper;
            return difference >= 0
                    ? from <= difference && difference < to
                    : from < difference && difference <= to;
        }
    }

    /**
     * The size that brings the metric back to the target, in proportion. It grows at once and
     * shrinks only when nothing warms up. AWS does not publish its arithmetic in full, in
     * particular how slowly it shrinks; this is the proportion that its guide describes, rounded
     * up.
     */
    record Tracking(String name, double target, boolean disableScaleIn, @Nullable Duration warmup)
            implements Policy {
        /** Shrinking begins at this share of the target. */
        private static final double LOW = 0.9;

        private static final int PERIODS_HIGH = 3;
        private static final int PERIODS_LOW = 15;
        private static final int PERIOD = 60;

        /** The alarms that AWS makes for such a policy. */
        public List<Alarm> alarms() {
            Alarm high =
                    Alarm.simple(
                            name + " high", name, Comparison.GREATER, target, PERIOD, PERIODS_HIGH);
            Alarm low =
                    Alarm.simple(
                            name + " low",
                            name,
                            Comparison.LESS,
                            target * LOW,
                            PERIOD,
                            PERIODS_LOW);
            return disableScaleIn ? List.of(high) : List.of(high, low);
        }

        @Override
        public Decision decide(Standing group, double value, double threshold) {
            int size = group.size().desired();
            double exact = (size - group.warming()) * value / target;
            int wanted = (int) Math.min(Integer.MAX_VALUE, Math.ceil(exact - 1e-9));
            if (wanted > size) {
                return Decision.to(group, wanted);
            }
            if (group.warming() > 0) {
                return Decision.wait(group, "hosts warm up");
            }
            return value < target && !disableScaleIn
                    ? Decision.to(group, wanted)
                    : Decision.nothing(group, "it makes no difference");
        }
    }
}
