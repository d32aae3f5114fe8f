package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;

/** What groups may do by themselves, and what they did. */
public final class ProcessOperations {
    static final List<String> PROCESSES =
            List.of(
                    "AddToLoadBalancer",
                    "AZRebalance",
                    "AlarmNotification",
                    "HealthCheck",
                    "InstanceRefresh",
                    "Launch",
                    "ReplaceUnhealthy",
                    "ScheduledActions",
                    "Terminate");

    private final Groups groups;
    private final Keeper keeper;

    ProcessOperations(Groups groups, Keeper keeper) {
        this.groups = groups;
        this.keeper = keeper;
    }

    public SuspendProcessesResponse suspendProcesses(SuspendProcessesRequest request) {
        Checks.complete(request);
        Group group = running(request.autoScalingGroupName());
        for (String process : processes(request.scalingProcesses())) {
            group.suspended.put(process, "User suspended at " + groups.activities.now());
        }
        return SuspendProcessesResponse.builder().build();
    }

    public ResumeProcessesResponse resumeProcesses(ResumeProcessesRequest request) {
        Checks.complete(request);
        Group group = running(request.autoScalingGroupName());
        processes(request.scalingProcesses()).forEach(group.suspended::remove);
        keeper.wake(group);
        return ResumeProcessesResponse.builder().build();
    }

    private Group running(String name) {
        Group group = groups.group(name);
        if (group.deleting) {
            throw invalid(
                    "Processes may not be suspended or resumed while the AutoScaling group is pending delete");
        }
        return group;
    }

    /** None named means all. */
    private static Set<String> processes(List<String> named) {
        for (String process : named) {
            if (!PROCESSES.contains(process)) {
                throw invalid("Invalid Scaling Process: " + process + ". Use one of " + PROCESSES);
            }
        }
        return new TreeSet<>(named.isEmpty() ? PROCESSES : named);
    }

    public DescribeScalingActivitiesResponse describeScalingActivities(
            DescribeScalingActivitiesRequest request) {
        String name = request.autoScalingGroupName();
        Checks.atMost("activityIds", request.activityIds(), 50);
        boolean deletedToo = Checks.or(request.includeDeletedGroups(), false);
        if (name != null && !deletedToo) {
            groups.group(name);
        }
        List<Activity> found =
                groups.activities.newestFirst().stream()
                        .filter(each -> name == null || name.equals(each.autoScalingGroupName()))
                        .filter(each -> deletedToo || !deleted(each))
                        .filter(each ->
                                request.activityIds().isEmpty()
                                        || request.activityIds().contains(each.activityId()))
                        .map(this::withState)
                        .toList();
        Page<Activity> page = Page.of(found, request.nextToken(), request.maxRecords(), 100, 100);
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Whether the activity's group is gone; one of the same name may have come. */
    private boolean deleted(Activity activity) {
        Group group = groups.all.get(activity.autoScalingGroupName());
        return group == null || !group.arn.equals(activity.autoScalingGroupARN());
    }

    private Activity withState(Activity activity) {
        return activity.toBuilder()
                .autoScalingGroupState(deleted(activity) ? "Deleted" : null)
                .build();
    }
}
