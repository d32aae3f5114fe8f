package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowExecutionStatus;

/** All maintenance windows; each opens at its times. */
final class Windows {
    private final Foundation foundation;
    private final WindowInvocations invocations;
    private final Map<String, Window> byId = new LinkedHashMap<>();

    Windows(Foundation foundation, WindowInvocations invocations) {
        this.foundation = foundation;
        this.invocations = invocations;
    }

    Foundation foundation() {
        return foundation;
    }

    Collection<Window> all() {
        return byId.values();
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    Optional<Window> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Window window(String id) {
        return find(id).orElseThrow(() -> Refusals.doesNotExist("Maintenance window", id));
    }

    void add(Window window) {
        byId.put(window.id, window);
        plan(window);
    }

    /** A window goes; what it runs goes on. */
    void remove(Window window) {
        byId.remove(window.id);
        unplan(window);
    }

    /** Waits for the window's next time, and not for what was waited for before. */
    void plan(Window window) {
        unplan(window);
        Instant now = foundation.timeline().now();
        window.next(now)
                .ifPresent(next ->
                        window.pending =
                                WindowTimes.at(
                                        foundation.timeline(), next, () -> open(window, next)));
    }

    private static void unplan(Window window) {
        if (window.pending != null) {
            window.pending.cancel();
            window.pending = null;
        }
    }

    private void open(Window window, Instant planned) {
        WindowRun run =
                new WindowRun(
                        foundation,
                        invocations,
                        window,
                        foundation.identity().uuid(),
                        window.runs.size());
        boolean overlaps =
                window.runs.stream()
                        .anyMatch(each ->
                                each.status == MaintenanceWindowExecutionStatus.IN_PROGRESS);
        window.runs.add(run);
        run.begin(overlaps);
        Instant now = foundation.timeline().now();
        Instant after = now.isAfter(planned) ? now : planned;
        window.pending = null;
        window.next(after)
                .ifPresent(next ->
                        window.pending =
                                WindowTimes.at(
                                        foundation.timeline(), next, () -> open(window, next)));
    }

    /** An execution of any window. */
    WindowRun run(String executionId) {
        return byId.values().stream()
                .flatMap(each -> each.runs.stream())
                .filter(each -> each.id.equals(executionId))
                .findFirst()
                .orElseThrow(
                        () -> Refusals.doesNotExist("Maintenance window execution", executionId));
    }
}
