package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** The record of what groups did, as DescribeScalingActivities tells it. */
final class Activities {
    /** AWS keeps six weeks; that many are plenty for a rehearsal. */
    private static final int KEPT = 20_000;

    private final Map<String, Activity> all = new LinkedHashMap<>();
    private final Foundation foundation;

    Activities(Foundation foundation) {
        this.foundation = foundation;
    }

    /** The time as causes have it. */
    String now() {
        return instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Instant instant() {
        return foundation.timeline().now();
    }

    Activity begin(
            Group group, String description, String cause, ScalingActivityStatusCode status) {
        Activity activity =
                Activity.builder()
                        .activityId(foundation.identity().uuid())
                        .autoScalingGroupName(group.name)
                        .autoScalingGroupARN(group.arn)
                        .description(description)
                        .cause(cause)
                        .startTime(instant())
                        .statusCode(status)
                        .progress(30)
                        .details("{}")
                        .build();
        all.put(activity.activityId(), activity);
        if (all.size() > KEPT) {
            all.remove(all.keySet().iterator().next());
        }
        return activity;
    }

    void succeed(String id) {
        end(id, ScalingActivityStatusCode.SUCCESSFUL, null);
    }

    void end(
            String id,
            ScalingActivityStatusCode status,
            @org.jspecify.annotations.Nullable String message) {
        all.computeIfPresent(
                id,
                (_, activity) ->
                        activity.toBuilder()
                                .statusCode(status)
                                .statusMessage(message)
                                .progress(100)
                                .endTime(instant())
                                .build());
    }

    Activity get(String id) {
        return java.util.Objects.requireNonNull(all.get(id), id);
    }

    /** The newest first. */
    List<Activity> newestFirst() {
        return new ArrayList<>(all.values()).reversed();
    }
}
