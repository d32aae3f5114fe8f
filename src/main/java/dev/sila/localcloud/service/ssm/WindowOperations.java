package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Idempotency;
import dev.sila.localcloud.service.Page;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ssm.model.CreateMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.CreateMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.DeleteMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.DeleteMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowsResponse;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.GetMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowFilter;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowIdentity;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowResponse;

/** Makes, changes, shows and deletes maintenance windows. */
final class WindowOperations {
    private final Windows windows;
    private final Tags tags;
    private final Idempotency idempotency = new Idempotency();

    WindowOperations(Windows windows, Tags tags) {
        this.windows = windows;
        this.tags = tags;
    }

    public CreateMaintenanceWindowResponse createMaintenanceWindow(
            CreateMaintenanceWindowRequest request) {
        return idempotency.once(
                "CreateMaintenanceWindow",
                request.clientToken(),
                request,
                CreateMaintenanceWindowResponse.class,
                () -> create(request));
    }

    private CreateMaintenanceWindowResponse create(CreateMaintenanceWindowRequest request) {
        Window.Settings settings =
                new Window.Settings(
                        request.name(),
                        request.description(),
                        request.startDate(),
                        request.endDate(),
                        request.schedule(),
                        request.scheduleTimezone(),
                        request.scheduleOffset(),
                        request.duration(),
                        request.cutoff(),
                        request.allowUnassociatedTargets(),
                        true);
        Instant now = windows.foundation().timeline().now();
        check(settings, now);
        if (windows.all().size() >= SsmQuotas.WINDOWS) {
            throw new AwsFailure(
                    "ResourceLimitExceededException",
                    "There can be at most " + SsmQuotas.WINDOWS + " maintenance windows.");
        }
        Window window = new Window("mw-0" + windows.foundation().identity().hex(16), settings, now);
        tags.add(Tags.WINDOW, window.id, request.tags());
        windows.add(window);
        return CreateMaintenanceWindowResponse.builder().windowId(window.id).build();
    }

    private static void check(Window.Settings settings, Instant now) {
        Schedule.of(settings.expression(), settings.timezone(), settings.offset(), now);
        if (settings.cutoffHours() >= settings.durationHours()) {
            throw Refusals.validation("Cutoff must be less than Duration.");
        }
        Instant first = time(settings.startDate(), settings);
        Instant last = time(settings.endDate(), settings);
        if (first != null && last != null && !last.isAfter(first)) {
            throw Refusals.validation("EndDate must be after StartDate.");
        }
    }

    private static @Nullable Instant time(@Nullable String text, Window.Settings settings) {
        return text == null ? null : WindowTimes.time(text, settings.zone());
    }

    /** What is not given stays; with Replace it goes, and what is required must be given. */
    public UpdateMaintenanceWindowResponse updateMaintenanceWindow(
            UpdateMaintenanceWindowRequest request) {
        Window window = windows.window(request.windowId());
        Window.Settings now = window.settings;
        boolean replace = Boolean.TRUE.equals(request.replace());
        if (replace) {
            for (Object each :
                    Arrays.asList(
                            request.name(),
                            request.schedule(),
                            request.duration(),
                            request.cutoff(),
                            request.allowUnassociatedTargets())) {
                if (each == null) {
                    throw Refusals.validation(
                            "With Replace, Name, Schedule, Duration, Cutoff and"
                                    + " AllowUnassociatedTargets are required.");
                }
            }
        }
        Window.Settings after =
                new Window.Settings(
                        Objects.requireNonNullElse(request.name(), now.name()),
                        kept(replace, request.description(), now.description()),
                        kept(replace, request.startDate(), now.startDate()),
                        kept(replace, request.endDate(), now.endDate()),
                        Objects.requireNonNullElse(request.schedule(), now.expression()),
                        kept(replace, request.scheduleTimezone(), now.timezone()),
                        kept(replace, request.scheduleOffset(), now.offset()),
                        Objects.requireNonNullElse(request.duration(), now.durationHours()),
                        Objects.requireNonNullElse(request.cutoff(), now.cutoffHours()),
                        Objects.requireNonNullElse(
                                request.allowUnassociatedTargets(), now.unassociatedTargets()),
                        Objects.requireNonNullElse(request.enabled(), now.enabled()));
        check(after, window.created);
        window.settings = after;
        window.modified = windows.foundation().timeline().now();
        windows.plan(window);
        return updated(window);
    }

    private static <T> @Nullable T kept(boolean replace, @Nullable T given, @Nullable T before) {
        return given != null || replace ? given : before;
    }

    private static UpdateMaintenanceWindowResponse updated(Window window) {
        Window.Settings settings = window.settings;
        return UpdateMaintenanceWindowResponse.builder()
                .windowId(window.id)
                .name(settings.name())
                .description(settings.description())
                .startDate(settings.startDate())
                .endDate(settings.endDate())
                .schedule(settings.expression())
                .scheduleTimezone(settings.timezone())
                .scheduleOffset(settings.offset())
                .duration(settings.durationHours())
                .cutoff(settings.cutoffHours())
                .allowUnassociatedTargets(settings.unassociatedTargets())
                .enabled(settings.enabled())
                .build();
    }

    public GetMaintenanceWindowResponse getMaintenanceWindow(GetMaintenanceWindowRequest request) {
        Window window = windows.window(request.windowId());
        Window.Settings settings = window.settings;
        return GetMaintenanceWindowResponse.builder()
                .windowId(window.id)
                .name(settings.name())
                .description(settings.description())
                .startDate(settings.startDate())
                .endDate(settings.endDate())
                .schedule(settings.expression())
                .scheduleTimezone(settings.timezone())
                .scheduleOffset(settings.offset())
                .nextExecutionTime(next(window))
                .duration(settings.durationHours())
                .cutoff(settings.cutoffHours())
                .allowUnassociatedTargets(settings.unassociatedTargets())
                .enabled(settings.enabled())
                .createdDate(window.created)
                .modifiedDate(window.modified)
                .build();
    }

    private @Nullable String next(Window window) {
        return window.next(windows.foundation().timeline().now()).map(window::shown).orElse(null);
    }

    /** One that is not there is no error (DeleteMaintenanceWindow declares none). */
    public DeleteMaintenanceWindowResponse deleteMaintenanceWindow(
            DeleteMaintenanceWindowRequest request) {
        windows.find(request.windowId())
                .ifPresent(window -> {
                    windows.remove(window);
                    tags.forget(Tags.WINDOW, window.id);
                });
        return DeleteMaintenanceWindowResponse.builder().windowId(request.windowId()).build();
    }

    public DescribeMaintenanceWindowsResponse describeMaintenanceWindows(
            DescribeMaintenanceWindowsRequest request) {
        List<Window> found =
                windows.all().stream()
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        Page<Window> page =
                Listing.page(found, each -> each.id, request.maxResults(), request.nextToken());
        return DescribeMaintenanceWindowsResponse.builder()
                .windowIdentities(page.items().stream().map(this::identity).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(Window window, MaintenanceWindowFilter filter) {
        return switch (filter.key()) {
            case "Name" -> filter.values().contains(window.settings.name());
            case "Enabled" ->
                    filter.values().stream()
                            .anyMatch(each ->
                                    each.equalsIgnoreCase(
                                            String.valueOf(window.settings.enabled())));
            default -> throw Refusals.validation("The filter key isn't valid: " + filter.key());
        };
    }

    private MaintenanceWindowIdentity identity(Window window) {
        Window.Settings settings = window.settings;
        return MaintenanceWindowIdentity.builder()
                .windowId(window.id)
                .name(settings.name())
                .description(settings.description())
                .enabled(settings.enabled())
                .duration(settings.durationHours())
                .cutoff(settings.cutoffHours())
                .schedule(settings.expression())
                .scheduleTimezone(settings.timezone())
                .scheduleOffset(settings.offset())
                .endDate(settings.endDate())
                .startDate(settings.startDate())
                .nextExecutionTime(next(window))
                .build();
    }
}
