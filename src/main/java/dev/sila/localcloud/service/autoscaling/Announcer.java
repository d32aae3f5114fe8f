package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events.Notification;
import dev.sila.localcloud.Events.ServiceEvent;
import dev.sila.localcloud.Foundation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;

/**
 * Tells topics, queues and EventBridge what groups do. Sources: EC2 Auto Scaling user guide,
 * "Amazon EC2 Auto Scaling event reference" and "Amazon SNS notification options".
 */
final class Announcer {
    static final String TEST = "autoscaling:TEST_NOTIFICATION";
    private static final String SERVICE = "AWS Auto Scaling";

    private final Foundation foundation;

    Announcer(Foundation foundation) {
        this.foundation = foundation;
    }

    /** What became of an instance. */
    enum Outcome {
        LAUNCHED(
                "EC2 Instance Launch Successful",
                "autoscaling:EC2_INSTANCE_LAUNCH",
                "launch",
                "InProgress"),
        NOT_LAUNCHED(
                "EC2 Instance Launch Unsuccessful",
                "autoscaling:EC2_INSTANCE_LAUNCH_ERROR",
                "failed launch",
                "Failed"),
        TERMINATED(
                "EC2 Instance Terminate Successful",
                "autoscaling:EC2_INSTANCE_TERMINATE",
                "termination",
                "InProgress"),
        NOT_TERMINATED(
                "EC2 Instance Terminate Unsuccessful",
                "autoscaling:EC2_INSTANCE_TERMINATE_ERROR",
                "failed termination",
                "Failed");

        final String detailType;
        final String notification;
        private final String subject;
        private final String status;

        Outcome(String detailType, String notification, String subject, String status) {
            this.detailType = detailType;
            this.notification = notification;
            this.subject = subject;
            this.status = status;
        }
    }

    /**
     * Tells of a finished launch or termination.
     *
     * @param where the subnet and the zone, by AWS's names
     */
    void tell(
            Group group,
            Outcome outcome,
            Activity activity,
            @Nullable String instanceId,
            Map<String, String> where) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("StatusCode", outcome.status);
        detail.put("Description", activity.description());
        detail.put("AutoScalingGroupName", group.name);
        detail.put("ActivityId", activity.activityId());
        detail.put("Details", where);
        detail.put("RequestId", activity.activityId());
        detail.put("StatusMessage", Objects.requireNonNullElse(activity.statusMessage(), ""));
        detail.put("EndTime", String.valueOf(activity.endTime()));
        detail.put("EC2InstanceId", Objects.requireNonNullElse(instanceId, ""));
        detail.put("StartTime", String.valueOf(activity.startTime()));
        detail.put("Cause", activity.cause());
        boolean launch = outcome == Outcome.LAUNCHED || outcome == Outcome.NOT_LAUNCHED;
        Map<String, Object> event = new LinkedHashMap<>(detail);
        route(event, launch);
        publish(group, outcome.detailType, event, instanceId);
        Map<String, Object> message = message(outcome.notification);
        message.put("Progress", 50);
        message.put("AutoScalingGroupARN", group.arn);
        message.putAll(detail);
        group.topics.forEach((topic, types) -> {
            if (types.contains(outcome.notification)) {
                send(topic, outcome.subject, group, message);
            }
        });
    }

    private static void route(Map<String, Object> event, boolean launch) {
        event.put("Origin", launch ? "EC2" : "AutoScalingGroup");
        event.put("Destination", launch ? "AutoScalingGroup" : "EC2");
    }

    private Map<String, Object> message(String event) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("AccountId", foundation.realm().account());
        message.put("RequestId", foundation.identity().uuid());
        message.put("Service", SERVICE);
        message.put("Time", foundation.timeline().now().toString());
        if (!event.isEmpty()) {
            message.put("Event", event);
        }
        return message;
    }

    private void send(String target, String subject, Group group, Map<String, Object> message) {
        foundation
                .events()
                .publish(
                        new Notification(
                                target,
                                "Auto Scaling: " + subject + " for group \"" + group.name + "\"",
                                Json.of(message)));
    }

    /** The message that AWS sends to try out a topic or a queue. */
    void test(Group group, String target) {
        Map<String, Object> message = message(TEST);
        message.put("AutoScalingGroupARN", group.arn);
        message.put("AutoScalingGroupName", group.name);
        send(target, "test notification", group, message);
    }

    /** An instance waits for a hook. */
    void waits(Group group, Member member, LifecycleHook hook, String token) {
        boolean launch = hook.lifecycleTransition().endsWith("LAUNCHING");
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("LifecycleActionToken", token);
        detail.put("AutoScalingGroupName", group.name);
        detail.put("LifecycleHookName", hook.lifecycleHookName());
        detail.put("EC2InstanceId", member.id);
        detail.put("LifecycleTransition", hook.lifecycleTransition());
        if (hook.notificationMetadata() != null) {
            detail.put("NotificationMetadata", hook.notificationMetadata());
        }
        route(detail, launch);
        publish(
                group,
                launch
                        ? "EC2 Instance-launch Lifecycle Action"
                        : "EC2 Instance-terminate Lifecycle Action",
                detail,
                null);
        if (hook.notificationTargetARN() != null) {
            Map<String, Object> message = message("");
            message.putAll(detail);
            send(hook.notificationTargetARN(), "Lifecycle action", group, message);
        }
    }

    /**
     * A refresh began, reached a checkpoint or ended.
     *
     * @param what the end of the detail type, such as {@code Started}
     */
    void refresh(Group group, String refreshId, String what, Map<String, String> more) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("InstanceRefreshId", refreshId);
        detail.put("AutoScalingGroupName", group.name);
        detail.putAll(more);
        publish(group, "EC2 Auto Scaling Instance Refresh " + what, detail, null);
    }

    private void publish(
            Group group, String type, Map<String, Object> detail, @Nullable String instanceId) {
        List<String> resources =
                instanceId == null
                        ? List.of(group.arn)
                        : List.of(
                                group.arn, foundation.realm().arn("ec2", "instance/" + instanceId));
        foundation
                .events()
                .publish(new ServiceEvent("aws.autoscaling", type, resources, Json.of(detail)));
    }
}
