package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;

/**
 * Carries out scheduled actions at their time of day, which a speed of the local cloud does not
 * change. Source: EC2 Auto Scaling user guide, "Scheduled scaling for Amazon EC2 Auto Scaling".
 */
final class Schedule {
    /** The longest wait in one piece. */
    private static final Duration LOOK = Duration.ofHours(1);

    private final Groups groups;
    private final Keeper keeper;

    Schedule(Groups groups, Keeper keeper) {
        this.groups = groups;
        this.keeper = keeper;
    }

    /** Adds an action, or replaces the one of its name. */
    void put(Group group, ScheduledUpdateGroupActionRequest given) {
        ScheduledUpdateGroupActionRequest request = given;
        String name = Checks.text("scheduledActionName", request.scheduledActionName(), 255);
        if (name.contains(":")) {
            throw invalid("ScheduledActionName cannot contain colons");
        }
        Instant now = groups.now();
        sizes(request);
        Cron cron = cron(request.recurrence());
        times(request, now);
        zone(request);
        ScheduledAction before = group.schedule.get(name);
        String arn = before == null ? arn(group, name) : before.arn;
        ScheduledAction action =
                new ScheduledAction(request, arn, cron, or(request.startTime(), now));
        if (request.startTime() == null) {
            action.next =
                    action.after(now)
                            .orElseThrow(() ->
                                    invalid(
                                            "Given recurrence string: "
                                                    + request.recurrence()
                                                    + " never comes"));
        }
        unique(group, action, name);
        if (before == null) {
            Limits.room(group.schedule.size(), Limits.SCHEDULED_ACTIONS, "ScheduledAction");
        } else {
            before.cancel();
        }
        group.schedule.put(name, action);
        await(group, action);
    }

    private String arn(Group group, String name) {
        return groups.foundation
                .realm()
                .arn(
                        "autoscaling",
                        "scheduledUpdateGroupAction:%s:autoScalingGroupName/%s:scheduledActionName/%s"
                                .formatted(groups.foundation.identity().uuid(), group.name, name));
    }

    private static void sizes(ScheduledUpdateGroupActionRequest request) {
        Integer least = Checks.range("minSize", request.minSize(), 0, Integer.MAX_VALUE);
        Integer most = Checks.range("maxSize", request.maxSize(), 0, Integer.MAX_VALUE);
        Integer desired =
                Checks.range("desiredCapacity", request.desiredCapacity(), 0, Integer.MAX_VALUE);
        if (least == null && most == null && desired == null) {
            throw invalid(
                    "At least one of MinSize, MaxSize, or DesiredCapacity must be specified.");
        }
        int lower = or(least, 0);
        int upper = or(most, Integer.MAX_VALUE);
        Fields.sizes(lower, upper, or(desired, lower));
    }

    private static @Nullable Cron cron(@Nullable String recurrence) {
        return recurrence == null
                ? null
                : Cron.parse(recurrence)
                        .orElseThrow(() ->
                                invalid("Given recurrence string:" + recurrence + " is invalid"));
    }

    private static void times(ScheduledUpdateGroupActionRequest request, Instant now) {
        Instant start = request.startTime();
        Instant end = request.endTime();
        if (start == null && request.recurrence() == null) {
            throw invalid("Either StartTime or Recurrence must be specified.");
        }
        if (start != null && !start.isAfter(now)) {
            throw invalid("Given start time is in the past");
        }
        if (end != null && !end.isAfter(now)) {
            throw invalid("Given end time is in the past");
        }
        if (start != null && end != null && !start.isBefore(end)) {
            throw invalid("Given start time is after given end time");
        }
    }

    private static void zone(ScheduledUpdateGroupActionRequest request) {
        String zone = request.timeZone();
        if (zone != null && !ZoneId.getAvailableZoneIds().contains(zone)) {
            throw invalid("Invalid TimeZone: " + zone);
        }
    }

    private static void unique(Group group, ScheduledAction action, String name) {
        for (ScheduledAction other : group.schedule.values()) {
            boolean same = other.next.equals(action.next);
            if (same && !other.request.scheduledActionName().equals(name)) {
                throw new AwsFailure(
                        "AlreadyExists",
                        "A scheduled action already exists for the time " + action.next);
            }
        }
    }

    private void await(Group group, ScheduledAction action) {
        Duration left = Duration.between(groups.now(), action.next);
        if (!left.isPositive()) {
            run(group, action);
            return;
        }
        Duration wait = left.compareTo(LOOK) > 0 ? LOOK : left;
        // The timeline divides what it is given by the speed: a time of day must come as it is.
        double speed = 1e9 / groups.scaled(1).toNanos();
        action.awaits(
                groups.foundation
                        .timeline()
                        .after(
                                Duration.ofNanos((long) Math.ceil(wait.toNanos() * speed)),
                                () -> await(group, action)));
    }

    private void run(Group group, ScheduledAction action) {
        if (group.runs("ScheduledActions") && !group.deleting) {
            carryOut(group, action);
        }
        Instant now = groups.now();
        action.after(now.isAfter(action.next) ? now : action.next)
                .ifPresentOrElse(
                        next -> {
                            action.next = next;
                            await(group, action);
                        },
                        () -> group.schedule.remove(action.request.scheduledActionName(), action));
    }

    /** What the action leaves open stays; what does not fit any more gives way. */
    private void carryOut(Group group, ScheduledAction action) {
        ScheduledUpdateGroupActionRequest request = action.request;
        int maximum = or(request.maxSize(), group.maximum);
        int minimum = or(request.minSize(), group.minimum);
        if (request.maxSize() == null) {
            maximum = Math.max(maximum, minimum);
        }
        minimum = Math.min(minimum, maximum);
        int desired =
                Adjustment.bounded(or(request.desiredCapacity(), group.desired), minimum, maximum);
        String time = groups.now().truncatedTo(ChronoUnit.SECONDS).toString();
        if (desired != group.desired) {
            group.reason =
                    "At %s a scheduled action update of AutoScalingGroup constraints to min: %d, max: %d, desired: %d changing the desired capacity from %d to %d.  "
                            .formatted(time, minimum, maximum, desired, group.desired, desired);
        }
        group.minimum = minimum;
        group.maximum = maximum;
        group.desired = desired;
        keeper.wake(group);
    }
}
