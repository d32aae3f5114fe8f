package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackDetails;

/** One rolling replacement of a group's instances. */
final class Refresh {
    private static final Set<InstanceRefreshStatus> ACTIVE =
            EnumSet.of(
                    InstanceRefreshStatus.PENDING,
                    InstanceRefreshStatus.IN_PROGRESS,
                    InstanceRefreshStatus.BAKING,
                    InstanceRefreshStatus.CANCELLING,
                    InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);

    final String id;

    /** With AWS's defaults for what was not given. */
    final RefreshPreferences preferences;

    final @Nullable DesiredConfiguration desired;

    /** What the group has once the refresh succeeds; null for what it has anyway. */
    final @Nullable Configuration wanted;

    InstanceRefreshStatus status = InstanceRefreshStatus.PENDING;
    @Nullable String reason;
    @Nullable Instant started;
    @Nullable Instant ended;

    /** The members that are still to be replaced. */
    final Set<String> outdated = new LinkedHashSet<>();

    int total;
    int percentage;
    int checkpoint;
    Instant pausedUntil = Instant.MIN;
    Instant progressed = Instant.MIN;
    @Nullable RollbackDetails rollback;

    Refresh(
            String id,
            RefreshPreferences preferences,
            @Nullable DesiredConfiguration desired,
            @Nullable Configuration wanted) {
        this.id = id;
        this.preferences = preferences;
        this.desired = desired;
        this.wanted = wanted;
    }

    boolean active() {
        return ACTIVE.contains(status);
    }

    boolean is(InstanceRefreshStatus other) {
        return status == other;
    }

    boolean rollsBack() {
        return is(InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);
    }

    /** What instances are launched from while it goes on. */
    Configuration target(Configuration ofGroup) {
        return wanted == null || rollsBack() ? ofGroup : wanted;
    }

    /** Whether a member of the group came in its course, or needed no replacement. */
    boolean made(String instanceId) {
        return !outdated.contains(instanceId);
    }

    /** Takes over how far it is; a change is progress. */
    void advance(int nowPercent, Instant now) {
        if (nowPercent != percentage) {
            percentage = nowPercent;
            progressed = now;
        }
    }

    void end(InstanceRefreshStatus how, @Nullable String why, Instant now) {
        status = how;
        reason = why;
        ended = now;
    }

    InstanceRefresh model(Group group) {
        return InstanceRefresh.builder()
                .instanceRefreshId(id)
                .autoScalingGroupName(group.name)
                .status(status)
                .statusReason(reason)
                .startTime(started)
                .endTime(ended)
                .percentageComplete(is(InstanceRefreshStatus.PENDING) ? null : percentage)
                .instancesToUpdate(outdated.size())
                .preferences(preferences)
                .desiredConfiguration(desired)
                .rollbackDetails(rollback)
                .strategy("Rolling")
                .build();
    }

    /** A preference as a number of seconds or percent; AWS's default stands in it. */
    static int number(@Nullable Integer preference) {
        return Objects.requireNonNull(preference);
    }
}
