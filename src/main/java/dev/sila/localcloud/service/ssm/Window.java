package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTarget;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTask;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTaskInvocationParameters;

/** One maintenance window with its targets, tasks and executions. */
final class Window {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX");

    final String id;
    final Instant created;
    final Map<String, MaintenanceWindowTarget> targets = new LinkedHashMap<>();
    final Map<String, Task> tasks = new LinkedHashMap<>();
    final List<WindowRun> runs = new ArrayList<>();
    Settings settings;
    Instant modified;

    /** What waits for the next time. */
    Timeline.@Nullable Pending pending;

    Window(String id, Settings settings, Instant created) {
        this.id = id;
        this.settings = settings;
        this.created = created;
        this.modified = created;
    }

    /** A task with how it is invoked. */
    record Task(MaintenanceWindowTask task, MaintenanceWindowTaskInvocationParameters how) {}

    /**
     * What a window is set to.
     *
     * @param durationHours how long it is open
     * @param cutoffHours how long before its end no task is begun any more
     */
    record Settings(
            String name,
            @Nullable String description,
            @Nullable String startDate,
            @Nullable String endDate,
            String expression,
            @Nullable String timezone,
            @Nullable Integer offset,
            int durationHours,
            int cutoffHours,
            boolean unassociatedTargets,
            boolean enabled) {
        ZoneId zone() {
            return Schedule.zone(timezone);
        }

        Duration duration() {
            return Duration.ofHours(durationHours);
        }

        /** From its beginning until no more tasks are begun. */
        Duration open() {
            return Duration.ofHours((long) durationHours - cutoffHours);
        }
    }

    Schedule schedule() {
        return Schedule.of(settings.expression(), settings.timezone(), settings.offset(), created);
    }

    /** When it opens for the first time after a moment, within its first and last day. */
    Optional<Instant> next(Instant after) {
        Instant from = after;
        if (settings.startDate() != null) {
            Instant first = WindowTimes.time(settings.startDate(), settings.zone());
            from = first.isAfter(after) ? first.minusNanos(1) : after;
        }
        Optional<Instant> next = settings.enabled() ? schedule().next(from) : Optional.empty();
        String last = settings.endDate();
        return last == null
                ? next
                : next.filter(each -> !each.isAfter(WindowTimes.time(last, settings.zone())));
    }

    /** A moment as AWS writes it: in the window's time zone, to the minute. */
    String shown(Instant moment) {
        return SHOWN.format(moment.atZone(settings.zone()));
    }
}
