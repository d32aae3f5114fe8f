package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/**
 * Lets instances wait for lifecycle hooks. All hooks of a transition are waited for at once;
 * CONTINUE ends one, ABANDON all. Source: EC2 Auto Scaling user guide, "Amazon EC2 Auto Scaling
 * lifecycle hooks".
 */
final class Hooks {
    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    private static final String CONTINUE = "CONTINUE";

    private final Groups groups;

    /** What happens when a member's wait ends: true for CONTINUE. By the member. */
    private final Map<Member, Consumer<Boolean>> ends = new HashMap<>();

    Hooks(Groups groups) {
        this.groups = groups;
    }

    /**
     * Lets a member wait for the hooks of a transition, if the group has any.
     *
     * @param end told once: whether to go on, or whether a hook was abandoned
     */
    void await(Group group, Member member, String transition, Consumer<Boolean> end) {
        List<LifecycleHook> hooks =
                group.hooks.values().stream()
                        .filter(each -> each.lifecycleTransition().equals(transition))
                        .toList();
        if (hooks.isEmpty()) {
            end.accept(true);
            return;
        }
        member.lifecycle =
                transition.equals(LAUNCHING)
                        ? LifecycleState.PENDING_WAIT
                        : LifecycleState.TERMINATING_WAIT;
        groups.activities.advance(
                member.activity, ScalingActivityStatusCode.MID_LIFECYCLE_ACTION, 60);
        ends.put(member, end);
        for (LifecycleHook hook : hooks) {
            String token = groups.foundation.identity().uuid();
            Instant now = groups.now();
            member.waiting.put(
                    hook.lifecycleHookName(),
                    new LifecycleAction(
                            hook, token, now, timeout(member, hook, hook.heartbeatTimeout())));
            groups.announcer.waits(group, member, hook, token);
        }
    }

    private Timeline.Pending timeout(Member member, LifecycleHook hook, long seconds) {
        return groups.foundation
                .timeline()
                .after(
                        Duration.ofSeconds(seconds),
                        () ->
                                complete(
                                        member,
                                        hook.lifecycleHookName(),
                                        hook.defaultResult().equals(CONTINUE)));
    }

    /** Prolongs a wait by the hook's heartbeat, not beyond its global time-out. */
    void heartbeat(Member member, LifecycleAction action) {
        LifecycleHook hook = action.hook();
        action.timeout().cancel();
        Duration waited = Duration.between(action.since(), groups.now());
        Duration left = groups.scaled(hook.globalTimeout()).minus(waited);
        double share = (double) left.toNanos() / groups.scaled(1).toNanos();
        long seconds = Math.max(0, Math.min(hook.heartbeatTimeout(), (long) share));
        member.waiting.put(
                hook.lifecycleHookName(),
                new LifecycleAction(
                        hook, action.token(), action.since(), timeout(member, hook, seconds)));
    }

    /** Ends one wait of a member. */
    void complete(Member member, String hookName, boolean proceed) {
        LifecycleAction action = member.waiting.remove(hookName);
        if (action == null) {
            return;
        }
        action.timeout().cancel();
        Consumer<Boolean> end = ends.get(member);
        if (!proceed || member.waiting.isEmpty()) {
            forget(member);
            if (end != null) {
                end.accept(proceed);
            }
        }
    }

    /** Ends all waits without a result. */
    void forget(Member member) {
        member.waiting.values().forEach(each -> each.timeout().cancel());
        member.waiting.clear();
        ends.remove(member);
    }
}
