package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Checks.or;
import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.CancelInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesResponse;
import software.amazon.awssdk.services.autoscaling.model.DesiredConfiguration;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.RollbackInstanceRefreshResponse;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshResponse;

/** Instance refreshes: begun, cancelled, rolled back, listed. */
public final class RefreshOperations {
    private static final int TWO_DAYS = 172_800;

    private final Groups groups;
    private final Fields fields;
    private final Keeper keeper;
    private final RefreshRunner runner;

    RefreshOperations(Groups groups, Keeper keeper, RefreshRunner runner) {
        this.groups = groups;
        this.fields = new Fields(groups);
        this.keeper = keeper;
        this.runner = runner;
    }

    public StartInstanceRefreshResponse startInstanceRefresh(StartInstanceRefreshRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        if (request.strategy() != null) {
            Checks.oneOf("strategy", request.strategyAsString(), List.of("Rolling"));
        }
        DesiredConfiguration desired = request.desiredConfiguration();
        RefreshPreferences preferences = completed(group, request.preferences());
        check(preferences);
        if (RefreshRunner.active(group).isPresent()) {
            throw new AwsFailure(
                    "InstanceRefreshInProgress",
                    "An Instance Refresh is already in progress and blocks the execution of this Instance Refresh.");
        }
        Configuration wanted = desired == null ? null : wanted(group, desired);
        if (preferences.autoRollback()) {
            checkReversible(group, wanted, "ValidationError");
        }
        Refresh refresh =
                new Refresh(
                        groups.foundation.identity().uuid(),
                        preferences,
                        wanted == null ? null : desired(wanted),
                        wanted);
        group.refreshes.add(refresh);
        keeper.wake(group);
        return StartInstanceRefreshResponse.builder().instanceRefreshId(refresh.id).build();
    }

    private static DesiredConfiguration desired(Configuration wanted) {
        return DesiredConfiguration.builder()
                .launchTemplate(wanted.template())
                .mixedInstancesPolicy(wanted.mixed())
                .build();
    }

    private Configuration wanted(Group group, DesiredConfiguration desired) {
        if (group.configuration.launchConfiguration() != null) {
            throw invalid(
                    "A desired configuration is not supported for an Auto Scaling group that uses a launch configuration.");
        }
        if ((desired.launchTemplate() == null) == (desired.mixedInstancesPolicy() == null)) {
            throw invalid(
                    "The desired configuration must contain either LaunchTemplate or MixedInstancesPolicy.");
        }
        Configuration wanted =
                desired.launchTemplate() == null
                        ? new Configuration(
                                null, fields.mixed(desired.mixedInstancesPolicy()), null)
                        : Configuration.of(fields.template(desired.launchTemplate()));
        fields.launchable(wanted, group.subnets.keySet());
        return wanted;
    }

    private static RefreshPreferences completed(
            Group group, @Nullable RefreshPreferences preferences) {
        RefreshPreferences given = or(preferences, RefreshPreferences.builder().build());
        Integer least = group.maintenance == null ? null : group.maintenance.minHealthyPercentage();
        Integer most = group.maintenance == null ? null : group.maintenance.maxHealthyPercentage();
        if (given.maxHealthyPercentage() != null && given.minHealthyPercentage() == null) {
            throw invalid(
                    "If you specify MaxHealthyPercentage, you must also specify MinHealthyPercentage.");
        }
        boolean own = given.minHealthyPercentage() != null;
        if (given.checkpointDelay() != null && given.checkpointPercentages().isEmpty()) {
            throw invalid("CheckpointDelay requires CheckpointPercentages.");
        }
        return given.toBuilder()
                .minHealthyPercentage(or(given.minHealthyPercentage(), or(least, 90)))
                .maxHealthyPercentage(
                        or(
                                given.maxHealthyPercentage(),
                                own ? Integer.valueOf(100) : or(most, 100)))
                .instanceWarmup(
                        or(
                                given.instanceWarmup(),
                                group.warmup == null ? group.grace : group.warmup))
                .checkpointDelay(
                        given.checkpointPercentages().isEmpty()
                                ? null
                                : or(given.checkpointDelay(), 3600))
                .skipMatching(or(given.skipMatching(), false))
                .autoRollback(or(given.autoRollback(), false))
                .bakeTime(or(given.bakeTime(), 0))
                .scaleInProtectedInstances(or(given.scaleInProtectedInstancesAsString(), "Wait"))
                .standbyInstances(or(given.standbyInstancesAsString(), "Wait"))
                .build();
    }

    private static void check(RefreshPreferences preferences) {
        Integer least =
                Checks.range(
                        "preferences.minHealthyPercentage",
                        preferences.minHealthyPercentage(),
                        0,
                        100);
        Integer most =
                Checks.range(
                        "preferences.maxHealthyPercentage",
                        preferences.maxHealthyPercentage(),
                        100,
                        200);
        if (Refresh.number(most) - Refresh.number(least) > 100) {
            throw invalid(
                    "The difference between MaxHealthyPercentage and MinHealthyPercentage cannot be greater than 100.");
        }
        Checks.range(
                "preferences.instanceWarmup", preferences.instanceWarmup(), 0, Integer.MAX_VALUE);
        Checks.range("preferences.checkpointDelay", preferences.checkpointDelay(), 0, TWO_DAYS);
        Checks.range("preferences.bakeTime", preferences.bakeTime(), 0, TWO_DAYS);
        Checks.oneOf(
                "preferences.scaleInProtectedInstances",
                preferences.scaleInProtectedInstancesAsString(),
                List.of("Refresh", "Ignore", "Wait"));
        Checks.oneOf(
                "preferences.standbyInstances",
                preferences.standbyInstancesAsString(),
                List.of("Terminate", "Ignore", "Wait"));
        int before = 0;
        for (int percentage : preferences.checkpointPercentages()) {
            Checks.range("preferences.checkpointPercentages", percentage, 1, 100);
            if (percentage <= before) {
                throw invalid("CheckpointPercentages must be unique and in ascending order.");
            }
            before = percentage;
        }
    }

    private static void checkReversible(Group group, @Nullable Configuration wanted, String code) {
        if (wanted == null) {
            throw new AwsFailure(
                    code,
                    "A rollback is not supported because there is no desired configuration specified for the instance refresh.");
        }
        if (group.configuration.moves() || group.configuration.launchConfiguration() != null) {
            throw new AwsFailure(
                    code,
                    "A rollback is not supported because the Auto Scaling group uses the launch template's $Latest or $Default version.");
        }
    }

    private static Refresh running(Group group) {
        return RefreshRunner.active(group)
                .orElseThrow(() ->
                        new AwsFailure(
                                "ActiveInstanceRefreshNotFound",
                                "No in progress or pending Instance Refresh found for Auto Scaling group "
                                        + group.name));
    }

    public CancelInstanceRefreshResponse cancelInstanceRefresh(
            CancelInstanceRefreshRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        Refresh refresh = running(group);
        refresh.status = InstanceRefreshStatus.CANCELLING;
        group.members.values().forEach(each -> each.inPlaceOf = null);
        keeper.wake(group);
        return CancelInstanceRefreshResponse.builder().instanceRefreshId(refresh.id).build();
    }

    public RollbackInstanceRefreshResponse rollbackInstanceRefresh(
            RollbackInstanceRefreshRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        Refresh refresh = running(group);
        checkReversible(group, refresh.wanted, "IrreversibleInstanceRefresh");
        if (!refresh.rollsBack()) {
            runner.rollBack(group, refresh, "Manual rollback: a user requested it.");
            keeper.wake(group);
        }
        return RollbackInstanceRefreshResponse.builder().instanceRefreshId(refresh.id).build();
    }

    public DescribeInstanceRefreshesResponse describeInstanceRefreshes(
            DescribeInstanceRefreshesRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        List<InstanceRefresh> found =
                group.refreshes.reversed().stream()
                        .filter(each ->
                                request.instanceRefreshIds().isEmpty()
                                        || request.instanceRefreshIds().contains(each.id))
                        .map(each -> each.model(group))
                        .toList();
        Page<InstanceRefresh> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeInstanceRefreshesResponse.builder()
                .instanceRefreshes(page.items())
                .nextToken(page.next())
                .build();
    }
}
