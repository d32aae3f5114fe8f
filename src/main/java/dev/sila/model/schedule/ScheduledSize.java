package dev.sila.model.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What a scheduled action sets when its time comes. What it leaves open stays as it is.
 *
 * @param minimum the new smallest size, or null
 * @param desired the new size, or null
 * @param maximum the new largest size, or null
 */
public record ScheduledSize(
        Cron cron,
        @Nullable Integer minimum,
        @Nullable Integer desired,
        @Nullable Integer maximum) {

    /**
     * The group after the action. If only one bound is set and it passes the other, the maximum is
     * raised or the minimum lowered; the desired size is kept between them ("the current capacity
     * must fall within the minimum and maximum capacity that was set when the scheduled action
     * ran", EC2 Auto Scaling user guide, "Scheduled scaling").
     */
    public Capacity apply(Capacity group) {
        int most = maximum == null ? group.maximum() : maximum;
        int least = minimum == null ? group.minimum() : minimum;
        if (maximum == null) {
            most = Math.max(most, least);
        }
        least = Math.min(least, most);
        int wanted = desired == null ? group.desired() : desired;
        return new Capacity(least, Math.clamp(wanted, least, most), most);
    }
}
