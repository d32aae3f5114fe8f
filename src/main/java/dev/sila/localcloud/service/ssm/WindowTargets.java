package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Idempotency;
import dev.sila.localcloud.service.Page;
import java.util.List;
import software.amazon.awssdk.services.ssm.model.DeregisterTargetFromMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.DeregisterTargetFromMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowTargetsRequest;
import software.amazon.awssdk.services.ssm.model.DescribeMaintenanceWindowTargetsResponse;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowFilter;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowResourceType;
import software.amazon.awssdk.services.ssm.model.MaintenanceWindowTarget;
import software.amazon.awssdk.services.ssm.model.RegisterTargetWithMaintenanceWindowRequest;
import software.amazon.awssdk.services.ssm.model.RegisterTargetWithMaintenanceWindowResponse;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowTargetRequest;
import software.amazon.awssdk.services.ssm.model.UpdateMaintenanceWindowTargetResponse;

/** On what windows work. */
final class WindowTargets {
    private static final int MOST = 100;

    private final Windows windows;
    private final Idempotency idempotency = new Idempotency();

    WindowTargets(Windows windows) {
        this.windows = windows;
    }

    public RegisterTargetWithMaintenanceWindowResponse registerTargetWithMaintenanceWindow(
            RegisterTargetWithMaintenanceWindowRequest request) {
        return idempotency.once(
                "RegisterTargetWithMaintenanceWindow",
                request.clientToken(),
                request,
                RegisterTargetWithMaintenanceWindowResponse.class,
                () -> register(request));
    }

    private RegisterTargetWithMaintenanceWindowResponse register(
            RegisterTargetWithMaintenanceWindowRequest request) {
        Window window = windows.window(request.windowId());
        if (request.resourceType() != MaintenanceWindowResourceType.INSTANCE) {
            throw Refusals.validation("The local cloud does not support resource groups.");
        }
        Nodes.check(request.targets());
        if (request.targets().isEmpty()) {
            throw Refusals.validation("Targets are required.");
        }
        if (window.targets.size() >= MOST) {
            throw new AwsFailure(
                    "ResourceLimitExceededException", "A window can have " + MOST + " targets.");
        }
        String id = windows.foundation().identity().uuid();
        window.targets.put(
                id,
                MaintenanceWindowTarget.builder()
                        .windowId(window.id)
                        .windowTargetId(id)
                        .resourceType(request.resourceType())
                        .targets(request.targets())
                        .ownerInformation(request.ownerInformation())
                        .name(request.name())
                        .description(request.description())
                        .build());
        return RegisterTargetWithMaintenanceWindowResponse.builder().windowTargetId(id).build();
    }

    private static MaintenanceWindowTarget target(Window window, String id) {
        MaintenanceWindowTarget target = window.targets.get(id);
        if (target == null) {
            throw Refusals.doesNotExist("Maintenance window target", id);
        }
        return target;
    }

    public UpdateMaintenanceWindowTargetResponse updateMaintenanceWindowTarget(
            UpdateMaintenanceWindowTargetRequest request) {
        Window window = windows.window(request.windowId());
        MaintenanceWindowTarget before = target(window, request.windowTargetId());
        boolean replace = Boolean.TRUE.equals(request.replace());
        if (replace && request.targets().isEmpty()) {
            throw Refusals.validation("With Replace, Targets are required.");
        }
        MaintenanceWindowTarget.Builder after = before.toBuilder();
        if (!request.targets().isEmpty()) {
            Nodes.check(request.targets());
            after.targets(request.targets());
        }
        if (replace || request.ownerInformation() != null) {
            after.ownerInformation(request.ownerInformation());
        }
        if (replace || request.name() != null) {
            after.name(request.name());
        }
        if (replace || request.description() != null) {
            after.description(request.description());
        }
        MaintenanceWindowTarget updated = after.build();
        window.targets.put(updated.windowTargetId(), updated);
        return UpdateMaintenanceWindowTargetResponse.builder()
                .windowId(window.id)
                .windowTargetId(updated.windowTargetId())
                .targets(updated.targets())
                .ownerInformation(updated.ownerInformation())
                .name(updated.name())
                .description(updated.description())
                .build();
    }

    /** With Safe, one that a task names stays. */
    public DeregisterTargetFromMaintenanceWindowResponse deregisterTargetFromMaintenanceWindow(
            DeregisterTargetFromMaintenanceWindowRequest request) {
        Window window = windows.window(request.windowId());
        MaintenanceWindowTarget target = target(window, request.windowTargetId());
        boolean used =
                window.tasks.values().stream()
                        .flatMap(each -> each.task().targets().stream())
                        .anyMatch(each -> each.values().contains(target.windowTargetId()));
        if (Boolean.TRUE.equals(request.safe()) && used) {
            throw new AwsFailure(
                    "TargetInUseException",
                    "You specified the Safe option for the"
                            + " DeregisterTargetFromMaintenanceWindow operation, but the target is"
                            + " still referenced in a task.");
        }
        window.targets.remove(target.windowTargetId());
        return DeregisterTargetFromMaintenanceWindowResponse.builder()
                .windowId(window.id)
                .windowTargetId(target.windowTargetId())
                .build();
    }

    public DescribeMaintenanceWindowTargetsResponse describeMaintenanceWindowTargets(
            DescribeMaintenanceWindowTargetsRequest request) {
        Window window = windows.window(request.windowId());
        List<MaintenanceWindowTarget> found =
                window.targets.values().stream()
                        .filter(each ->
                                request.filters().stream()
                                        .allMatch(filter -> matches(each, filter)))
                        .toList();
        Page<MaintenanceWindowTarget> page =
                Listing.page(
                        found,
                        MaintenanceWindowTarget::windowTargetId,
                        request.maxResults(),
                        request.nextToken());
        return DescribeMaintenanceWindowTargetsResponse.builder()
                .targets(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean matches(MaintenanceWindowTarget target, MaintenanceWindowFilter filter) {
        List<String> values = filter.values();
        return switch (filter.key()) {
            case "Type" -> values.contains(target.resourceTypeAsString());
            case "WindowTargetId" -> values.contains(target.windowTargetId());
            case "OwnerInformation" ->
                    target.ownerInformation() != null && values.contains(target.ownerInformation());
            default -> throw Refusals.validation("The filter key isn't valid: " + filter.key());
        };
    }
}
