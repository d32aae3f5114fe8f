package dev.sila.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeInstanceRefreshesRequest;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshInProgressException;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefreshStatus;
import software.amazon.awssdk.services.autoscaling.model.RefreshPreferences;
import software.amazon.awssdk.services.autoscaling.model.StartInstanceRefreshRequest;

/** Instance refreshes: Auto Scaling replaces a group's hosts, some at a time. */
public final class Refreshes {
    private static final Set<InstanceRefreshStatus> GOING_ON =
            Set.of(
                    InstanceRefreshStatus.PENDING,
                    InstanceRefreshStatus.IN_PROGRESS,
                    InstanceRefreshStatus.BAKING,
                    InstanceRefreshStatus.CANCELLING,
                    InstanceRefreshStatus.ROLLBACK_IN_PROGRESS);

    private static final int TRIES = 3;

    private final AutoScalingClient autoScaling;

    public Refreshes(AutoScalingClient autoScaling) {
        this.autoScaling = autoScaling;
    }

    /**
     * One refresh.
     *
     * @param status AWS's word
     * @param reason AWS's words for the status; empty if there are none
     * @param percent how much of the group is replaced
     * @param left how many hosts are still to be replaced
     */
    public record Refresh(
            String id,
            String status,
            String reason,
            int percent,
            int left,
            boolean goesOn,
            boolean succeeded) {}

    /** The one that is going on in a group. */
    public Optional<Refresh> active(String group) {
        return described(group, null).stream().filter(Refresh::goesOn).findFirst();
    }

    /** How one is now. */
    public Refresh state(String group, String id) {
        return described(group, id).getFirst();
    }

    private List<Refresh> described(String group, @Nullable String id) {
        DescribeInstanceRefreshesRequest.Builder request =
                DescribeInstanceRefreshesRequest.builder().autoScalingGroupName(group);
        if (id != null) {
            request.instanceRefreshIds(id);
        }
        return autoScaling.describeInstanceRefreshes(request.build()).instanceRefreshes().stream()
                .map(Refreshes::refresh)
                .toList();
    }

    private static Refresh refresh(InstanceRefresh found) {
        Integer percent = found.percentageComplete();
        Integer left = found.instancesToUpdate();
        String reason = found.statusReason();
        return new Refresh(
                found.instanceRefreshId(),
                found.statusAsString(),
                reason == null ? "" : reason,
                percent == null ? 0 : percent,
                left == null ? 0 : left,
                GOING_ON.contains(found.status()),
                found.status() == InstanceRefreshStatus.SUCCESSFUL);
    }

    /**
     * Starts one that leaves hosts alone which are already as the group's template says; or, where
     * one goes on by then, gives that one: a group has one at a time, so that a start whose reply
     * was lost is found again.
     *
     * @param least how much of the desired size stays in service, in percent
     * @param most how much of it there may be while it goes on, in percent; above 100 a new host is
     *     in service before an old one goes
     */
    public String start(String group, int least, int most) {
        StartInstanceRefreshRequest request =
                StartInstanceRefreshRequest.builder()
                        .autoScalingGroupName(group)
                        .preferences(
                                RefreshPreferences.builder()
                                        .minHealthyPercentage(least)
                                        .maxHealthyPercentage(most)
                                        .skipMatching(true)
                                        .build())
                        .build();
        for (int tries = 1; ; tries++) {
            try {
                return autoScaling.startInstanceRefresh(request).instanceRefreshId();
            } catch (InstanceRefreshInProgressException | LostReply failure) {
                Optional<Refresh> goesOn = active(group);
                if (goesOn.isPresent()) {
                    return goesOn.get().id();
                }
                if (tries == TRIES) {
                    throw failure;
                }
            }
        }
    }
}
