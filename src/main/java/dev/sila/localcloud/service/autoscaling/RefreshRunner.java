package dev.sila.localcloud.service.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackDetails;

/**
 * Carries out instance refreshes. Source: EC2 Auto Scaling user guide, "How an instance refresh
 * works in an Auto Scaling group".
 */
final class RefreshRunner implements Keeper.Chore {
    /** Without progress for so long, a refresh fails. */
    private static final long PATIENCE = Duration.ofHours(1).toSeconds();

    private final Groups groups;
    private final Replacement replacement;

    RefreshRunner(Groups groups, Replacement replacement) {
        this.groups = groups;
        this.replacement = replacement;
    }

    static Optional<Refresh> active(Group group) {
        return group.refreshes.stream().filter(Refresh::active).findFirst();
    }

    @Override
    public void tend(Group group) {
        if (group.runs("InstanceRefresh")) {
            active(group).ifPresent(refresh -> tend(group, refresh));
        }
    }

    private void tend(Group group, Refresh refresh) {
        switch (refresh.status) {
            case PENDING -> begin(group, refresh);
            case CANCELLING -> cancel(group, refresh);
            case BAKING -> bake(group, refresh);
            default -> advance(group, refresh);
        }
    }

    private void begin(Group group, Refresh refresh) {
        Instant now = groups.now();
        refresh.status = InstanceRefreshStatus.IN_PROGRESS;
        refresh.started = now;
        refresh.progressed = now;
        boolean skip = refresh.preferences.skipMatching();
        Configuration target = refresh.target(group.configuration);
        group.members.values().stream()
                .filter(each -> !each.going())
                .filter(each -> !skip || !matches(each, target))
                .forEach(each -> refresh.outdated.add(each.id));
        refresh.total = refresh.outdated.size();
        groups.announcer.refresh(group, refresh.id, "Started", Map.of());
        advance(group, refresh);
    }

    private void cancel(Group group, Refresh refresh) {
        if (group.quiet()) {
            refresh.end(
                    InstanceRefreshStatus.CANCELLED,
                    "Cancelled due to user request.",
                    groups.now());
            groups.announcer.refresh(group, refresh.id, "Cancelled", Map.of());
        }
    }

    /** Whether a member is as a launch by that configuration would make it. */
    boolean matches(Member member, Configuration configuration) {
        if (!Objects.equals(member.launchConfiguration, configuration.launchConfiguration())) {
            return false;
        }
        LaunchTemplateSpecification base = templateOf(member, configuration);
        boolean template =
                base == null
                        ? member.template == null
                        : member.template != null
                                && base.launchTemplateId()
                                        .equals(member.template.launchTemplateId())
                                && groups.instances
                                        .version(base.launchTemplateId(), base.version())
                                        .equals(member.template.version());
        return template
                && (configuration.overrides().isEmpty()
                        || configuration.overrides().stream()
                                .anyMatch(each -> member.instanceType.equals(each.instanceType())));
    }

    private static @Nullable LaunchTemplateSpecification templateOf(
            Member member, Configuration configuration) {
        return configuration.overrides().stream()
                .filter(each -> member.instanceType.equals(each.instanceType()))
                .filter(each -> each.launchTemplateSpecification() != null)
                .findFirst()
                .map(each -> each.launchTemplateSpecification())
                .orElse(configuration.base());
    }

    private void advance(Group group, Refresh refresh) {
        Instant now = groups.now();
        replacement.forgetGone(group, refresh);
        measure(group, refresh, now);
        Optional<String> failure = failure(refresh, now);
        if (failure.isPresent()) {
            fail(group, refresh, failure.get());
        } else if (refresh.outdated.isEmpty() && replacement.unready(group, refresh) == 0) {
            finish(group, refresh);
        } else if (refresh.rollsBack() || !paused(group, refresh, now)) {
            replacement.step(group, refresh, allowed(refresh));
        }
    }

    private void measure(Group group, Refresh refresh, Instant now) {
        int left = refresh.outdated.size() + replacement.unready(group, refresh);
        int percent =
                refresh.rollsBack()
                        ? Math.min(refresh.percentage, share(left, refresh.total))
                        : Math.max(refresh.percentage, share(refresh.total - left, refresh.total));
        refresh.advance(percent, now);
    }

    private static int share(int part, int total) {
        return total == 0 ? 100 : Math.clamp(100L * part / total, 0, 100);
    }

    private Optional<String> failure(Refresh refresh, Instant now) {
        if (!refresh.rollsBack() && refresh.preferences.alarmSpecification() != null) {
            for (String alarm : refresh.preferences.alarmSpecification().alarms()) {
                if (groups.alarms.state(alarm).filter("ALARM"::equals).isPresent()) {
                    return Optional.of("The CloudWatch alarm " + alarm + " is in the ALARM state.");
                }
            }
        }
        boolean stuck = !now.isBefore(refresh.progressed.plus(groups.scaled(PATIENCE)));
        return stuck && !now.isBefore(refresh.pausedUntil.plus(groups.scaled(PATIENCE)))
                ? Optional.of(
                        "The instance refresh made no progress for an hour: there are instances that could not be replaced, or that did not become healthy.")
                : Optional.empty();
    }

    private void fail(Group group, Refresh refresh, String why) {
        if (refresh.rollsBack()) {
            refresh.end(InstanceRefreshStatus.ROLLBACK_FAILED, why, groups.now());
            groups.announcer.refresh(group, refresh.id, "Rollback Failed", Map.of());
        } else if (refresh.preferences.autoRollback()) {
            rollBack(group, refresh, "Automatic rollback: " + why);
        } else {
            refresh.end(InstanceRefreshStatus.FAILED, why, groups.now());
            groups.announcer.refresh(group, refresh.id, "Failed", Map.of());
        }
    }

    /** Replaces what the refresh made by what the group had before. */
    void rollBack(Group group, Refresh refresh, String why) {
        Instant now = groups.now();
        refresh.rollback =
                RollbackDetails.builder()
                        .rollbackReason(why)
                        .rollbackStartTime(now)
                        .percentageCompleteOnRollback(refresh.percentage)
                        .instancesToUpdateOnRollback(refresh.outdated.size())
                        .build();
        refresh.status = InstanceRefreshStatus.ROLLBACK_IN_PROGRESS;
        refresh.progressed = now;
        refresh.pausedUntil = Instant.MIN;
        refresh.outdated.clear();
        group.members.values().stream()
                .filter(each -> !each.going())
                .peek(each -> each.inPlaceOf = null)
                .filter(each -> !matches(each, group.configuration))
                .forEach(each -> refresh.outdated.add(each.id));
        groups.announcer.refresh(group, refresh.id, "Rollback Started", Map.of());
    }

    private void finish(Group group, Refresh refresh) {
        int seconds = Refresh.number(refresh.preferences.bakeTime());
        if (refresh.rollsBack()) {
            refresh.percentage = 0;
            refresh.end(InstanceRefreshStatus.ROLLBACK_SUCCESSFUL, null, groups.now());
            groups.announcer.refresh(group, refresh.id, "Rollback Succeeded", Map.of());
        } else if (seconds > 0) {
            refresh.percentage = 100;
            refresh.status = InstanceRefreshStatus.BAKING;
            refresh.pausedUntil = groups.now().plus(groups.scaled(seconds));
        } else {
            succeed(group, refresh);
        }
    }

    private void bake(Group group, Refresh refresh) {
        Optional<String> failure =
                failure(refresh, refresh.pausedUntil).filter(each -> each.contains("alarm"));
        if (failure.isPresent()) {
            fail(group, refresh, failure.get());
        } else if (!groups.now().isBefore(refresh.pausedUntil)) {
            succeed(group, refresh);
        }
    }

    private void succeed(Group group, Refresh refresh) {
        if (refresh.wanted != null) {
            group.configuration = refresh.wanted;
        }
        refresh.percentage = reached(refresh);
        refresh.end(InstanceRefreshStatus.SUCCESSFUL, null, groups.now());
        groups.announcer.refresh(group, refresh.id, "Succeeded", Map.of());
    }

    /** A refresh whose last checkpoint is not 100 % leaves the rest as it is. */
    private static int reached(Refresh refresh) {
        List<Integer> checkpoints = refresh.preferences.checkpointPercentages();
        return checkpoints.isEmpty() ? 100 : checkpoints.getLast();
    }

    /** How many may be replaced in all until the next checkpoint. */
    private static int allowed(Refresh refresh) {
        List<Integer> checkpoints = refresh.preferences.checkpointPercentages();
        return refresh.rollsBack() || refresh.checkpoint >= checkpoints.size()
                ? Integer.MAX_VALUE
                : Math.ceilDiv(refresh.total * checkpoints.get(refresh.checkpoint), 100);
    }

    /** Stops at a checkpoint for its delay, and for good at the last one. */
    private boolean paused(Group group, Refresh refresh, Instant now) {
        RefreshPreferences preferences = refresh.preferences;
        List<Integer> checkpoints = preferences.checkpointPercentages();
        if (refresh.checkpoint < checkpoints.size()
                && replaced(group, refresh) >= allowed(refresh)) {
            int percentage = checkpoints.get(refresh.checkpoint);
            int delay = Refresh.number(preferences.checkpointDelay());
            refresh.checkpoint++;
            refresh.pausedUntil = now.plus(groups.scaled(delay));
            groups.announcer.refresh(
                    group,
                    refresh.id,
                    "Checkpoint Reached",
                    Map.of(
                            "CheckpointPercentage", String.valueOf(percentage),
                            "CheckpointDelay", String.valueOf(delay)));
            if (refresh.checkpoint == checkpoints.size() && percentage < 100) {
                refresh.outdated.clear();
            }
        }
        return now.isBefore(refresh.pausedUntil);
    }

    private int replaced(Group group, Refresh refresh) {
        return refresh.total - refresh.outdated.size() - replacement.unready(group, refresh);
    }

    /** Whether a member is in standby or on its way there. */
    static boolean aside(Member member) {
        return member.is(LifecycleState.STANDBY) || member.is(LifecycleState.ENTERING_STANDBY);
    }
}
