package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Foundation;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.ScalingActivityStatusCode;

/** The record of what groups did, as DescribeScalingActivities tells it. */
final class Activities {
    /** AWS keeps six weeks; that many are plenty for a rehearsal. */
    private static final int KEPT = 20_000;

    private static final int LONGEST_CAUSE = 1023;

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

    /**
     * @param details where it happens, such as the subnet, by AWS's names
     */
    Activity begin(
            Group group,
            String description,
            String cause,
            Map<String, String> details,
            ScalingActivityStatusCode status) {
        Activity activity =
                Activity.builder()
                        .activityId(foundation.identity().uuid())
                        .autoScalingGroupName(group.name)
                        .autoScalingGroupARN(group.arn)
                        .description(description)
                        .cause(cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)))
                        .startTime(instant())
                        .statusCode(status)
                        .progress(status == ScalingActivityStatusCode.FAILED ? 100 : 30)
                        .details(Json.of(details))
                        .build();
        all.put(activity.activityId(), activity);
        if (all.size() > KEPT) {
            all.remove(all.keySet().iterator().next());
        }
        return activity;
    }

    /** Tells how far an activity is that goes on. */
    void advance(String id, ScalingActivityStatusCode status, int progress) {
        all.computeIfPresent(
                id,
                (_, activity) ->
                        activity.toBuilder().statusCode(status).progress(progress).build());
    }

    Optional<Activity> succeed(String id) {
        return end(id, ScalingActivityStatusCode.SUCCESSFUL, null);
    }

    Optional<Activity> end(String id, ScalingActivityStatusCode status, @Nullable String message) {
        return Optional.ofNullable(
                all.computeIfPresent(
                        id,
                        (_, activity) ->
                                activity.toBuilder()
                                        .statusCode(status)
                                        .statusMessage(message)
                                        .progress(100)
                                        .endTime(instant())
                                        .build()));
    }

    Activity get(String id) {
        return Objects.requireNonNull(all.get(id), id);
    }

    /** The newest first. */
    List<Activity> newestFirst() {
        return new ArrayList<>(all.values()).reversed();
    }
}
