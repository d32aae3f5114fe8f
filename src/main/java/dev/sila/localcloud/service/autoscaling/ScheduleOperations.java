package dev.sila.localcloud.service.autoscaling;

import static dev.sila.localcloud.service.autoscaling.Groups.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchDeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.BatchPutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.autoscaling.model.FailedScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScheduledUpdateGroupActionResponse;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupActionRequest;

/** Scheduled actions, one at a time and up to 50 at once. */
public final class ScheduleOperations {
    private static final int AT_ONCE = 50;

    private final Groups groups;
    private final Schedule schedule;

    ScheduleOperations(Groups groups, Schedule schedule) {
        this.groups = groups;
        this.schedule = schedule;
    }

    public PutScheduledUpdateGroupActionResponse putScheduledUpdateGroupAction(
            PutScheduledUpdateGroupActionRequest request) {
        Checks.complete(request);
        Checks.unsupported("Time, which StartTime replaces", request.time() != null);
        schedule.put(
                groups.lasting(request.autoScalingGroupName()),
                Reshape.copy(request, ScheduledUpdateGroupActionRequest.builder()).build());
        return PutScheduledUpdateGroupActionResponse.builder().build();
    }

    /** Puts each on its own: those that are refused are told, the others are there. */
    public BatchPutScheduledUpdateGroupActionResponse batchPutScheduledUpdateGroupAction(
            BatchPutScheduledUpdateGroupActionRequest request) {
        Checks.complete(request);
        Group group = groups.lasting(request.autoScalingGroupName());
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        Checks.atMost(
                "scheduledUpdateGroupActions", request.scheduledUpdateGroupActions(), AT_ONCE);
        for (ScheduledUpdateGroupActionRequest each : request.scheduledUpdateGroupActions()) {
            try {
                schedule.put(group, each);
            } catch (AwsFailure refusal) {
                failed.add(failure(each.scheduledActionName(), refusal));
            }
        }
        return BatchPutScheduledUpdateGroupActionResponse.builder()
                .failedScheduledUpdateGroupActions(failed)
                .build();
    }

    private static FailedScheduledUpdateGroupActionRequest failure(
            String name, AwsFailure refusal) {
        return FailedScheduledUpdateGroupActionRequest.builder()
                .scheduledActionName(name)
                .errorCode(refusal.code())
                .errorMessage(refusal.getMessage())
                .build();
    }

    public DeleteScheduledActionResponse deleteScheduledAction(
            DeleteScheduledActionRequest request) {
        Checks.complete(request);
        delete(groups.group(request.autoScalingGroupName()), request.scheduledActionName());
        return DeleteScheduledActionResponse.builder().build();
    }

    private static void delete(Group group, String name) {
        ScheduledAction action = group.schedule.remove(name);
        if (action == null) {
            throw invalid("Scheduled action name not found");
        }
        action.cancel();
    }

    public BatchDeleteScheduledActionResponse batchDeleteScheduledAction(
            BatchDeleteScheduledActionRequest request) {
        Checks.complete(request);
        Group group = groups.group(request.autoScalingGroupName());
        List<FailedScheduledUpdateGroupActionRequest> failed = new ArrayList<>();
        for (String name :
                Checks.atMost("scheduledActionNames", request.scheduledActionNames(), AT_ONCE)) {
            try {
                delete(group, name);
            } catch (AwsFailure refusal) {
                failed.add(failure(name, refusal));
            }
        }
        return BatchDeleteScheduledActionResponse.builder().failedScheduledActions(failed).build();
    }

    public DescribeScheduledActionsResponse describeScheduledActions(
            DescribeScheduledActionsRequest request) {
        Stream<Group> asked =
                request.autoScalingGroupName() == null
                        ? groups.all.values().stream()
                        : Stream.of(groups.group(request.autoScalingGroupName()));
        List<ScheduledUpdateGroupAction> found =
                asked.flatMap(group ->
                                group.schedule.values().stream()
                                        .filter(each -> asked(request, each))
                                        .map(each -> each.model(group.name)))
                        .toList();
        Page<ScheduledUpdateGroupAction> page =
                Page.of(found, request.nextToken(), request.maxRecords(), 50, 100);
        return DescribeScheduledActionsResponse.builder()
                .scheduledUpdateGroupActions(page.items())
                .nextToken(page.next())
                .build();
    }

    /** Times count only where no names are given. */
    private static boolean asked(DescribeScheduledActionsRequest request, ScheduledAction action) {
        if (!request.scheduledActionNames().isEmpty()) {
            return request.scheduledActionNames().contains(action.request.scheduledActionName());
        }
        boolean late = request.startTime() == null || !action.next.isBefore(request.startTime());
        boolean early = request.endTime() == null || !action.next.isAfter(request.endTime());
        return late && early;
    }
}
