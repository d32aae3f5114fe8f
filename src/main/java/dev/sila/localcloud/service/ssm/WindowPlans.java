package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.service.Page;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowScheduleRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowScheduleResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowsForTargetRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowsForTargetResponse;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowIdentityForTarget;
import software.amazon.awssdk.services.ssm.model.PatchOrchestratorFilter;
import software.amazon.awssdk.services.ssm.model.ScheduledWindowExecution;
import software.amazon.awssdk.services.ssm.model.Target;

/** Tells when windows will open, and for whom. */
final class WindowPlans {
    /** How far a look ahead reaches for one window. */
    private static final int MOST_AHEAD = 50;

    private final Windows windows;

    WindowPlans(Windows windows) {
        this.windows = windows;
    }

    /** A time that a window will open. */
    private record Opening(Window window, Instant at) {
        String key() {
            return Listing.ascending(at.toEpochMilli()) + window.id;
        }
    }

    public DescribeMaintenanceWindowScheduleResponse describeMaintenanceWindowSchedule(
            DescribeMaintenanceWindowScheduleRequest request) {
        Collection<Window> wanted =
                request.windowId() == null
                        ? forTargets(request.targets(), !request.targets().isEmpty())
                        : List.of(windows.window(request.windowId()));
        Instant from = windows.foundation().timeline().now();
        Instant until = null;
        for (PatchOrchestratorFilter filter : request.filters()) {
            Instant time = WindowTimes.time(filter.values().getFirst(), ZoneOffset.UTC);
            switch (filter.key()) {
                case "ScheduledAfter" -> from = time.isAfter(from) ? time : from;
                case "ScheduledBefore" -> until = time;
                default -> throw Refusals.validation("The filter key isn't valid: " + filter.key());
            }
        }
        List<Opening> openings = new ArrayList<>();
        for (Window window : wanted) {
            openings.addAll(openings(window, from, until));
        }
        openings.sort(Comparator.comparing(Opening::key));
        Page<Opening> page =
                Listing.page(openings, Opening::key, request.maxResults(), request.nextToken());
        return DescribeMaintenanceWindowScheduleResponse.builder()
                .scheduledWindowExecutions(
                        page.items().stream()
                                .map(each ->
                                        ScheduledWindowExecution.builder()
                                                .windowId(each.window().id)
                                                .name(each.window().settings.name())
                                                .executionTime(each.window().shown(each.at()))
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static List<Opening> openings(Window window, Instant from, @Nullable Instant until) {
        List<Opening> openings = new ArrayList<>();
        Instant at = from;
        while (openings.size() < MOST_AHEAD) {
            Optional<Instant> next = window.next(at);
            if (next.isEmpty() || (until != null && next.get().isAfter(until))) {
                break;
            }
            at = next.get();
            openings.add(new Opening(window, at));
        }
        return openings;
    }

    public DescribeMaintenanceWindowsForTargetResponse describeMaintenanceWindowsForTarget(
            DescribeMaintenanceWindowsForTargetRequest request) {
        Page<Window> page =
                Listing.page(
                        forTargets(request.targets(), true),
                        each -> each.id,
                        request.maxResults(),
                        request.nextToken());
        return DescribeMaintenanceWindowsForTargetResponse.builder()
                .windowIdentities(
                        page.items().stream()
                                .map(each ->
                                        MaintenanceWindowIdentityForTarget.builder()
                                                .windowId(each.id)
                                                .name(each.settings.name())
                                                .build())
                                .toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** The windows with a registered target that names one of these. */
    private List<Window> forTargets(List<Target> targets, boolean only) {
        return windows.all().stream()
                .filter(window ->
                        !only
                                || window.targets.values().stream()
                                        .flatMap(each -> each.targets().stream())
                                        .anyMatch(each -> names(each, targets)))
                .toList();
    }

    private static boolean names(Target registered, List<Target> wanted) {
        return wanted.stream()
                .anyMatch(each ->
                        each.key().equalsIgnoreCase(registered.key())
                                && each.values().stream().anyMatch(registered.values()::contains));
    }
}
