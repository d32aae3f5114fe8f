package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAccountLimitsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesResponse;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.ResumeProcessesResponse;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesRequest;
import software.amazon.awssdk.services.autoscaling.model.SuspendProcessesResponse;

/** What groups may do by themselves, and what they did. */
public final class ProcessOperations {
    private static final Set<String> PROCESSES =
            Set.of(
                    "Launch",
                    "Terminate",
                    "AddToLoadBalancer",
                    "AlarmNotification",
                    "AZRebalance",
                    "HealthCheck",
                    "InstanceRefresh",
                    "ReplaceUnhealthy",
                    "ScheduledActions");

    private final Groups groups;
    private final Keeper keeper;

    ProcessOperations(Groups groups, Keeper keeper) {
        this.groups = groups;
        this.keeper = keeper;
    }

    public SuspendProcessesResponse suspendProcesses(SuspendProcessesRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        for (String process : processes(request.scalingProcesses())) {
            group.suspended.put(process, "User suspended at " + groups.activities.now());
        }
        return SuspendProcessesResponse.builder().build();
    }

    public ResumeProcessesResponse resumeProcesses(ResumeProcessesRequest request) {
        Group group = groups.group(request.autoScalingGroupName());
        processes(request.scalingProcesses()).forEach(group.suspended::remove);
        keeper.wake(group);
        return ResumeProcessesResponse.builder().build();
    }

    /** None named means all. */
    private static Set<String> processes(List<String> named) {
        for (String process : named) {
            if (!PROCESSES.contains(process)) {
                throw invalid(
                        "Process '" + process + "' is not valid; use " + new TreeSet<>(PROCESSES));
            }
        }
        return new TreeSet<>(named.isEmpty() ? PROCESSES : Set.copyOf(named));
    }

    public DescribeScalingActivitiesResponse describeScalingActivities(
            DescribeScalingActivitiesRequest request) {
        String name = request.autoScalingGroupName();
        List<Activity> found =
                groups.activities.newestFirst().stream()
                        .filter(each -> name == null || name.equals(each.autoScalingGroupName()))
                        .filter(each ->
                                request.activityIds().isEmpty()
                                        || request.activityIds().contains(each.activityId()))
                        .toList();
        Page<Activity> page = Page.of(found, request.nextToken(), request.maxRecords(), 100, 100);
        return DescribeScalingActivitiesResponse.builder()
                .activities(page.items())
                .nextToken(page.next())
                .build();
    }

    public DescribeAccountLimitsResponse describeAccountLimits(
            DescribeAccountLimitsRequest request) {
        return DescribeAccountLimitsResponse.builder()
                .maxNumberOfAutoScalingGroups(500)
                .maxNumberOfLaunchConfigurations(200)
                .numberOfAutoScalingGroups(groups.all.size())
                .numberOfLaunchConfigurations(0)
                .build();
    }
}
