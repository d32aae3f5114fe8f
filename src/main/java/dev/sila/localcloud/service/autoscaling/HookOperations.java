package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionRequest;
import software.amazon.awssdk.services.autoscaling.model.CompleteLifecycleActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLifecycleHooksResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookResponse;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatRequest;
import software.amazon.awssdk.services.autoscaling.model.RecordLifecycleActionHeartbeatResponse;

/** Lifecycle hooks, and the answers that instances wait for. */
public final class HookOperations {
    private static final int AN_HOUR = 3600;
    private static final int LONGEST = 172_800;
    private static final List<String> RESULTS = List.of("CONTINUE", "ABANDON");

    private final Groups groups;
    private final Optional<Hooks> hooks;

    /**
     * @param hooks empty where hooks are only put
     */
    HookOperations(Groups groups, Optional<Hooks> hooks) {
        this.groups = groups;
        this.hooks = hooks;
    }

    public PutLifecycleHookResponse putLifecycleHook(PutLifecycleHookRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        put(group, Reshape.copy(request, LifecycleHookSpecification.builder()).build());
        return PutLifecycleHookResponse.builder().build();
    }

    /** Adds a hook, or changes what is given of the one of its name. */
    void put(Group group, LifecycleHookSpecification given) {
        String name =
                Checks.matching(
                        "lifecycleHookName", given.lifecycleHookName(), 255, "[A-Za-z0-9\\-_\\/]+");
        LifecycleHook before = group.hooks.get(name);
        if (before == null) {
            Limits.room(group.hooks.size(), Limits.HOOKS, "LifecycleHook");
        }
        LifecycleHook.Builder beginning =
                before == null
                        ? LifecycleHook.builder().heartbeatTimeout(AN_HOUR).defaultResult("ABANDON")
                        : before.toBuilder();
        LifecycleHook hook =
                Reshape.copy(given, beginning).autoScalingGroupName(group.name).build();
        check(hook);
        String target = hook.notificationTargetARN();
        boolean none = target == null || target.isEmpty();
        group.hooks.put(
                name,
                hook.toBuilder()
                        .globalTimeout(Math.min(LONGEST, 100 * hook.heartbeatTimeout()))
                        .notificationTargetARN(none ? null : target)
                        .build());
        if (given.notificationTargetARN() != null && target != null && !none) {
            groups.announcer.test(group, target);
        }
    }

    private static void check(LifecycleHook hook) {
        Checks.oneOf(
                "lifecycleTransition",
                hook.lifecycleTransition(),
                List.of(Hooks.LAUNCHING, Hooks.TERMINATING));
        Checks.range("heartbeatTimeout", hook.heartbeatTimeout(), 30, 7200);
        Checks.oneOf("defaultResult", hook.defaultResult(), RESULTS);
        String target = hook.notificationTargetARN();
        if (target == null || target.isEmpty()) {
            return;
        }
        if (!target.matches("arn:aws[a-z-]*:(sns|sqs):[^:]+:[0-9]{12}:.+")) {
            throw invalid("Unable to publish test message to notification target " + target);
        }
        if (hook.roleARN() == null) {
            throw invalid("RoleARN is required with NotificationTargetARN");
        }
    }

    public DeleteLifecycleHookResponse deleteLifecycleHook(DeleteLifecycleHookRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        hook(group, request.lifecycleHookName());
        group.hooks.remove(request.lifecycleHookName());
        // Who waits for it gets ABANDON at launch and CONTINUE at termination.
        for (Member member : List.copyOf(group.members.values())) {
            boolean going = member.going();
            hooks.ifPresent(each -> each.complete(member, request.lifecycleHookName(), going));
        }
        return DeleteLifecycleHookResponse.builder().build();
    }

    private static LifecycleHook hook(Group group, String name) {
        LifecycleHook hook = group.hooks.get(name);
        if (hook == null) {
            throw invalid(
                    "No Lifecycle Hook found for AutoScalingGroup: %s with name: %s"
                            .formatted(group.name, name));
        }
        return hook;
    }

    public DescribeLifecycleHooksResponse describeLifecycleHooks(
            DescribeLifecycleHooksRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        Checks.atMost("lifecycleHookNames", request.lifecycleHookNames(), 50);
        return DescribeLifecycleHooksResponse.builder()
                .lifecycleHooks(
                        group.hooks.values().stream()
                                .filter(each ->
                                        request.lifecycleHookNames().isEmpty()
                                                || request.lifecycleHookNames()
                                                        .contains(each.lifecycleHookName()))
                                .toList())
                .build();
    }

    public CompleteLifecycleActionResponse completeLifecycleAction(
            CompleteLifecycleActionRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        Checks.oneOf("lifecycleActionResult", request.lifecycleActionResult(), RESULTS);
        Member member =
                waiting(
                        group,
                        request.lifecycleHookName(),
                        request.lifecycleActionToken(),
                        request.instanceId());
        hooks.ifPresent(each ->
                each.complete(
                        member,
                        request.lifecycleHookName(),
                        request.lifecycleActionResult().equals("CONTINUE")));
        return CompleteLifecycleActionResponse.builder().build();
    }

    /** The member that waits for that hook, named by the token or by its identifier. */
    private static Member waiting(
            Group group, String name, @Nullable String token, @Nullable String instanceId) {
        if (token == null && instanceId == null) {
            throw invalid("Either LifecycleActionToken or InstanceId must be specified.");
        }
        hook(group, name);
        return group.members.values().stream()
                .filter(each -> instanceId == null || each.id.equals(instanceId))
                .filter(each -> each.waiting.containsKey(name))
                .filter(each -> token == null || action(each, name).token().equals(token))
                .findFirst()
                .orElseThrow(() ->
                        invalid(
                                instanceId == null
                                        ? "No active Lifecycle Action found with token " + token
                                        : "No active Lifecycle Action found with instance ID "
                                                + instanceId));
    }

    private static LifecycleAction action(Member member, String hook) {
        return java.util.Objects.requireNonNull(member.waiting.get(hook), hook);
    }

    public RecordLifecycleActionHeartbeatResponse recordLifecycleActionHeartbeat(
            RecordLifecycleActionHeartbeatRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        Member member =
                waiting(
                        group,
                        request.lifecycleHookName(),
                        request.lifecycleActionToken(),
                        request.instanceId());
        hooks.ifPresent(
                each -> each.heartbeat(member, action(member, request.lifecycleHookName())));
        return RecordLifecycleActionHeartbeatResponse.builder().build();
    }
}
