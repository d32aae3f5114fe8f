package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Timeline;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;

/** A change of a group's sizes that happens at its time, once or again and again. */
final class ScheduledAction {
    final ScheduledUpdateGroupActionRequest request;
    final String arn;
    final @Nullable Cron cron;

    /** When it happens next. */
    Instant next;

    private Timeline.@Nullable Pending pending;

    ScheduledAction(
            ScheduledUpdateGroupActionRequest request,
            String arn,
            @Nullable Cron cron,
            Instant next) {
        this.request = request;
        this.arn = arn;
        this.cron = cron;
        this.next = next;
    }

    void awaits(Timeline.Pending task) {
        pending = task;
    }

    void cancel() {
        if (pending != null) {
            pending.cancel();
        }
    }

    ZoneId zone() {
        return ZoneId.of(Checks.or(request.timeZone(), "Etc/UTC"));
    }

    /** The time after that one; nothing if it comes only once or its end is before that. */
    Optional<Instant> after(Instant time) {
        Instant end = request.endTime();
        return Optional.ofNullable(cron)
                .flatMap(each -> each.next(time, zone()))
                .filter(each -> end == null || !each.isAfter(end));
    }

    ScheduledUpdateGroupAction model(String groupName) {
        return ScheduledUpdateGroupAction.builder()
                .autoScalingGroupName(groupName)
                .scheduledActionName(request.scheduledActionName())
                .scheduledActionARN(arn)
                .time(next)
                .startTime(next)
                .endTime(request.endTime())
                .recurrence(request.recurrence())
                .timeZone(request.timeZone())
                .minSize(request.minSize())
                .maxSize(request.maxSize())
                .desiredCapacity(request.desiredCapacity())
                .build();
    }
}
