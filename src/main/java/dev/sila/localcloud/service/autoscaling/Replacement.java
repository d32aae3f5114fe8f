package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;

/** Replaces the outdated members of a group, within the limits that a refresh's preferences set. */
final class Replacement {
    private final Groups groups;
    private final Launcher launcher;
    private final Terminator terminator;

    Replacement(Groups groups, Launcher launcher, Terminator terminator) {
        this.groups = groups;
        this.launcher = launcher;
        this.terminator = terminator;
    }

    /** Strikes out what left the group by itself or is passed over by the preferences. */
    void forgetGone(Group group, Refresh refresh) {
        int before = refresh.outdated.size();
        refresh.outdated.removeIf(id -> {
            Member member = group.members.get(id);
            return member == null || member.going() || member.is(LifecycleState.DETACHING);
        });
        int gone = before - refresh.outdated.size();
        refresh.outdated.removeIf(id -> passedOver(refresh, member(group, id)));
        refresh.total -= before - gone - refresh.outdated.size();
    }

    private static Member member(Group group, String id) {
        return Objects.requireNonNull(group.members.get(id), id);
    }

    private static boolean passedOver(Refresh refresh, Member member) {
        RefreshPreferences preferences = refresh.preferences;
        return (RefreshRunner.aside(member)
                        && preferences.standbyInstancesAsString().equals("Ignore"))
                || (member.protectedFromScaleIn
                        && preferences.scaleInProtectedInstancesAsString().equals("Ignore"));
    }

    /** How many places have no member yet that is healthy and warm. */
    int unready(Group group, Refresh refresh) {
        int missing = Math.max(0, group.desired - group.capacity());
        long fresh =
                group.counted().stream()
                        .filter(each -> refresh.made(each.id))
                        .filter(each -> each.inPlaceOf == null)
                        .filter(each -> !ready(refresh, each))
                        .count();
        return (int) fresh + missing;
    }

    private boolean ready(Refresh refresh, Member member) {
        int warmup = Refresh.number(refresh.preferences.instanceWarmup());
        Instant now = groups.now();
        return member.is(LifecycleState.IN_SERVICE)
                && member.health.equals("Healthy")
                && !now.isBefore(member.inServiceSince.plus(groups.scaled(warmup)));
    }

    /**
     * Replaces as many as may be.
     *
     * @param allowed how many of the refresh's members may be replaced in all for now
     */
    void step(Group group, Refresh refresh, int allowed) {
        RefreshPreferences preferences = refresh.preferences;
        endReplaced(group, refresh);
        int most = group.desired * Refresh.number(preferences.maxHealthyPercentage()) / 100;
        int least =
                Math.ceilDiv(
                        group.desired * Refresh.number(preferences.minHealthyPercentage()), 100);
        boolean launchFirst = Refresh.number(preferences.maxHealthyPercentage()) > 100;
        int batch = Math.max(1, launchFirst ? most - group.desired : group.desired - least);
        long early = group.counted().stream().filter(each -> each.inPlaceOf != null).count();
        int underway = (int) early + unready(group, refresh);
        int begun = refresh.total - refresh.outdated.size() + (int) early;
        int count = Math.min(batch - underway, allowed - begun);
        List<Member> next = candidates(group, refresh).limit(Math.max(0, count)).toList();
        for (Member old : next) {
            if (launchFirst && old.counts()) {
                launchFor(group, old);
            } else {
                end(group, refresh, old);
            }
        }
    }

    private static java.util.stream.Stream<Member> candidates(Group group, Refresh refresh) {
        RefreshPreferences preferences = refresh.preferences;
        boolean standby = preferences.standbyInstancesAsString().equals("Terminate");
        boolean shielded = preferences.scaleInProtectedInstancesAsString().equals("Refresh");
        return refresh.outdated.stream()
                .map(id -> member(group, id))
                .filter(each -> each.counts() || (standby && each.is(LifecycleState.STANDBY)))
                .filter(each -> shielded || !each.protectedFromScaleIn)
                .filter(each ->
                        group.counted().stream().noneMatch(other -> other.inPlaceOf == each));
    }

    private void launchFor(Group group, Member old) {
        String cause =
                "At %s an instance was launched in response to an instance refresh."
                        .formatted(groups.activities.now());
        launcher.launch(group, cause, Optional.empty()).ifPresent(member -> member.inPlaceOf = old);
    }

    /** Ends those whose replacements are in service and warm. */
    private void endReplaced(Group group, Refresh refresh) {
        for (Member fresh : group.counted()) {
            Member old = fresh.inPlaceOf;
            if (old != null && ready(refresh, fresh)) {
                fresh.inPlaceOf = null;
                if (group.members.get(old.id) == old && !old.going()) {
                    terminate(group, refresh, old);
                }
            }
        }
    }

    private void end(Group group, Refresh refresh, Member old) {
        if (old.counts()) {
            group.replacements.add("an instance refresh");
        }
        terminate(group, refresh, old);
    }

    private void terminate(Group group, Refresh refresh, Member old) {
        refresh.outdated.remove(old.id);
        terminator.terminate(
                group,
                old,
                "At %s an instance was taken out of service in response to an instance refresh."
                        .formatted(groups.activities.now()));
    }
}
