package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.ScalingStage.GROUP;
import static dev.sila.localcloud.refusal.ScalingRule.NOWHERE;
import static dev.sila.localcloud.refusal.ScalingRule.VALIDATION;
import static dev.sila.localcloud.refusal.ScalingRule.rule;
import static dev.sila.localcloud.refusal.ScalingRule.withGroup;

import dev.sila.localcloud.ScalingStage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** What Auto Scaling refuses of instances, hooks, attachments and notifications. */
final class ScalingInstanceRefusals implements Corpus {
    private static final String UNKNOWN = "i-0123456789abcdef0";
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:fleet";

    @Override
    public String service() {
        return "Auto Scaling";
    }

    @Override
    public List<Refusal> refusals() {
        List<Refusal> refusals = new ArrayList<>();
        refusals.addAll(instances());
        refusals.addAll(moreInstances());
        refusals.addAll(membership());
        refusals.addAll(moreMembership());
        refusals.addAll(otherMembership());
        refusals.addAll(hooks());
        refusals.addAll(moreHooks());
        refusals.addAll(attachments());
        refusals.addAll(moreAttachments());
        refusals.addAll(notifications());
        refusals.addAll(processes());
        refusals.addAll(moreProcesses());
        return refusals;
    }

    private static String one(ScalingStage stage) {
        return stage.inService().getFirst();
    }

    private static List<Refusal> instances() {
        return List.of(
                withGroup(
                        "An instance that is terminated is in a group",
                        "TerminateInstanceInAutoScalingGroup",
                        VALIDATION,
                        stage ->
                                stage.scaling.terminateInstanceInAutoScalingGroup(each ->
                                        each.instanceId(UNKNOWN)
                                                .shouldDecrementDesiredCapacity(false))),
                withGroup(
                        "A group does not shrink below its minimum",
                        "TerminateInstanceInAutoScalingGroup",
                        VALIDATION,
                        stage ->
                                stage.scaling.terminateInstanceInAutoScalingGroup(each ->
                                        each.instanceId(one(stage))
                                                .shouldDecrementDesiredCapacity(true))),
                withGroup(
                        "A termination says whether the group shrinks",
                        "TerminateInstanceInAutoScalingGroup",
                        VALIDATION,
                        stage ->
                                stage.scaling.terminateInstanceInAutoScalingGroup(
                                        each -> each.instanceId(one(stage)))));
    }

    private static List<Refusal> moreInstances() {
        return List.of(
                withGroup(
                        "An instance is terminated once",
                        "TerminateInstanceInAutoScalingGroup",
                        "ScalingActivityInProgress",
                        stage -> {
                            String id = one(stage);
                            for (int time = 0; time < 2; time++) {
                                stage.scaling.terminateInstanceInAutoScalingGroup(each ->
                                        each.instanceId(id).shouldDecrementDesiredCapacity(false));
                            }
                        }),
                withGroup(
                        "An instance's health is Healthy or Unhealthy",
                        "SetInstanceHealth",
                        VALIDATION,
                        stage ->
                                stage.scaling.setInstanceHealth(
                                        each -> each.instanceId(one(stage)).healthStatus("Sick"))),
                withGroup(
                        "A protected instance is in the group",
                        "SetInstanceProtection",
                        VALIDATION,
                        stage ->
                                stage.scaling.setInstanceProtection(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(UNKNOWN)
                                                .protectedFromScaleIn(true))));
    }

    private static List<Refusal> membership() {
        return List.of(
                withGroup(
                        "An instance in standby is in the group",
                        "EnterStandby",
                        VALIDATION,
                        stage ->
                                stage.scaling.enterStandby(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(UNKNOWN)
                                                .shouldDecrementDesiredCapacity(false))),
                withGroup(
                        "Standby does not shrink a group below its minimum",
                        "EnterStandby",
                        VALIDATION,
                        stage ->
                                stage.scaling.enterStandby(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(one(stage))
                                                .shouldDecrementDesiredCapacity(true))),
                withGroup(
                        "Only what is in standby leaves it",
                        "ExitStandby",
                        VALIDATION,
                        stage ->
                                stage.scaling.exitStandby(each ->
                                        each.autoScalingGroupName(GROUP).instanceIds(one(stage)))));
    }

    private static List<Refusal> moreMembership() {
        return List.of(
                withGroup(
                        "A detached instance is in the group",
                        "DetachInstances",
                        VALIDATION,
                        stage ->
                                stage.scaling.detachInstances(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(UNKNOWN)
                                                .shouldDecrementDesiredCapacity(false))),
                withGroup(
                        "An attached instance exists",
                        "AttachInstances",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachInstances(each ->
                                        each.autoScalingGroupName(GROUP).instanceIds(UNKNOWN))),
                withGroup(
                        "An attached instance is in no group",
                        "AttachInstances",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachInstances(each ->
                                        each.autoScalingGroupName(GROUP).instanceIds(one(stage)))));
    }

    private static List<Refusal> otherMembership() {
        return List.of(
                withGroup(
                        "At most 20 instances are attached at once",
                        "AttachInstances",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachInstances(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(
                                                        java.util.Collections.nCopies(
                                                                21, UNKNOWN)))));
    }

    private static Refusal hook(String rule, Consumer<PutLifecycleHookRequest.Builder> change) {
        return withGroup(
                rule,
                "PutLifecycleHook",
                VALIDATION,
                stage -> {
                    PutLifecycleHookRequest.Builder request =
                            PutLifecycleHookRequest.builder()
                                    .autoScalingGroupName(GROUP)
                                    .lifecycleHookName("ready")
                                    .lifecycleTransition("autoscaling:EC2_INSTANCE_LAUNCHING");
                    change.accept(request);
                    stage.scaling.putLifecycleHook(request.build());
                });
    }

    private static List<Refusal> hooks() {
        return List.of(
                hook("A heartbeat is 30 seconds at least", each -> each.heartbeatTimeout(29)),
                hook("A heartbeat is 7200 seconds at most", each -> each.heartbeatTimeout(7201)),
                hook("A new hook has a transition", each -> each.lifecycleTransition(null)),
                hook("A result is CONTINUE or ABANDON", each -> each.defaultResult("RETRY")),
                hook("A hook's name has no blank", each -> each.lifecycleHookName("a b")),
                hook("A target comes with a role", each -> each.notificationTargetARN(TOPIC)),
                hook(
                        "A target is a topic or a queue",
                        each ->
                                each.notificationTargetARN("arn:aws:s3:::bucket")
                                        .roleARN("arn:aws:iam::000000000000:role/r")),
                withGroup(
                        "A hook that is deleted exists",
                        "DeleteLifecycleHook",
                        VALIDATION,
                        stage ->
                                stage.scaling.deleteLifecycleHook(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .lifecycleHookName("none"))));
    }

    private static List<Refusal> moreHooks() {
        return List.of(
                withGroup(
                        "An action that is completed is waited for",
                        "CompleteLifecycleAction",
                        VALIDATION,
                        stage ->
                                stage.scaling.completeLifecycleAction(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .lifecycleHookName("none")
                                                .instanceId(one(stage))
                                                .lifecycleActionResult("CONTINUE"))),
                withGroup(
                        "A heartbeat is for an action that is waited for",
                        "RecordLifecycleActionHeartbeat",
                        VALIDATION,
                        stage -> {
                            stage.scaling.putLifecycleHook(each ->
                                    each.autoScalingGroupName(GROUP)
                                            .lifecycleHookName("ready")
                                            .lifecycleTransition(
                                                    "autoscaling:EC2_INSTANCE_LAUNCHING"));
                            stage.scaling.recordLifecycleActionHeartbeat(each ->
                                    each.autoScalingGroupName(GROUP)
                                            .lifecycleHookName("ready")
                                            .instanceId(one(stage)));
                        }));
    }

    private static List<Refusal> attachments() {
        return List.of(
                withGroup(
                        "An attached target group exists",
                        "AttachLoadBalancerTargetGroups",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachLoadBalancerTargetGroups(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .targetGroupARNs("arn:aws:none"))),
                withGroup(
                        "A detached target group was attached",
                        "DetachLoadBalancerTargetGroups",
                        VALIDATION,
                        stage ->
                                stage.scaling.detachLoadBalancerTargetGroups(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .targetGroupARNs("arn:aws:none"))),
                withGroup(
                        "An attached classic balancer exists",
                        "AttachLoadBalancers",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachLoadBalancers(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .loadBalancerNames("none"))));
    }

    private static List<Refusal> moreAttachments() {
        return List.of(
                withGroup(
                        "A detached classic balancer was attached",
                        "DetachLoadBalancers",
                        VALIDATION,
                        stage ->
                                stage.scaling.detachLoadBalancers(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .loadBalancerNames("none"))),
                withGroup(
                        "An attached traffic source is of a known type",
                        "AttachTrafficSources",
                        VALIDATION,
                        stage ->
                                stage.scaling.attachTrafficSources(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .trafficSources(
                                                        one -> one.identifier("x").type("pipe")))));
    }

    private static List<Refusal> notifications() {
        return List.of(
                withGroup(
                        "A notification's type is a known one",
                        "PutNotificationConfiguration",
                        VALIDATION,
                        stage ->
                                stage.scaling.putNotificationConfiguration(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .topicARN(TOPIC)
                                                .notificationTypes("autoscaling:NONE"))),
                withGroup(
                        "A notification goes to a topic",
                        "PutNotificationConfiguration",
                        VALIDATION,
                        stage ->
                                stage.scaling.putNotificationConfiguration(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .topicARN("fleet")
                                                .notificationTypes(
                                                        "autoscaling:EC2_INSTANCE_LAUNCH"))),
                withGroup(
                        "A notification that is deleted exists",
                        "DeleteNotificationConfiguration",
                        VALIDATION,
                        stage ->
                                stage.scaling.deleteNotificationConfiguration(
                                        each -> each.autoScalingGroupName(GROUP).topicARN(TOPIC))));
    }

    private static List<Refusal> processes() {
        return List.of(
                withGroup(
                        "A suspended process is a known one",
                        "SuspendProcesses",
                        VALIDATION,
                        stage ->
                                stage.scaling.suspendProcesses(each ->
                                        each.autoScalingGroupName(GROUP).scalingProcesses("All"))),
                withGroup(
                        "Processes of a group that is being deleted are not suspended",
                        "SuspendProcesses",
                        VALIDATION,
                        stage -> {
                            stage.scaling.deleteAutoScalingGroup(
                                    each -> each.autoScalingGroupName(GROUP).forceDelete(true));
                            stage.scaling.suspendProcesses(
                                    each -> each.autoScalingGroupName(GROUP));
                        }),
                withGroup(
                        "Metrics are collected each minute",
                        "EnableMetricsCollection",
                        VALIDATION,
                        stage ->
                                stage.scaling.enableMetricsCollection(each ->
                                        each.autoScalingGroupName(GROUP).granularity("5Minutes"))));
    }

    private static List<Refusal> moreProcesses() {
        return List.of(
                withGroup(
                        "A collected metric is a known one",
                        "EnableMetricsCollection",
                        VALIDATION,
                        stage ->
                                stage.scaling.enableMetricsCollection(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .granularity("1Minute")
                                                .metrics("GroupMood"))),
                rule(
                        "Activities are those of a group that exists",
                        "DescribeScalingActivities",
                        VALIDATION,
                        stage ->
                                stage.scaling.describeScalingActivities(
                                        each -> each.autoScalingGroupName(NOWHERE))));
    }
}
