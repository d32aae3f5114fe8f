package dev.sila.localcloud.tour;

import static dev.sila.localcloud.ScalingStage.GROUP;
import static dev.sila.localcloud.ScalingStage.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Quota;
import dev.sila.localcloud.Quotas;
import dev.sila.localcloud.Rig;
import dev.sila.localcloud.ScalingStage;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.InstanceRefresh;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.ScheduledUpdateGroupAction;
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceState;

/** Auto Scaling: policies, schedules, hooks, refreshes, attachments, launch configurations. */
final class ScalingPoliciesTour implements Tour {
    private static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";

    @Override
    public String service() {
        return "Auto Scaling";
    }

    @Override
    public void walk(Rig rig) {
        ScalingStage stage = new ScalingStage(rig);
        stage.create(stage.web(1, 1, 8).defaultInstanceWarmup(0));
        policies(stage);
        schedules(stage);
        schedulesPass(stage);
        hooks(stage);
        refreshes(stage);
        attachments(stage);
        classicAttachments(stage);
        launchConfigurations(stage);
    }

    private static void policies(ScalingStage stage) {
        stage.scaling.putScalingPolicy(each ->
                each.autoScalingGroupName(GROUP)
                        .policyName("out")
                        .adjustmentType("ChangeInCapacity")
                        .scalingAdjustment(1));
        stage.scaling.executePolicy(each -> each.autoScalingGroupName(GROUP).policyName("out"));
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(stage.inService()).hasSize(2);
        assertThat(
                        stage.scaling
                                .putScalingPolicy(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .policyName("cpu")
                                                .policyType("TargetTrackingScaling")
                                                .targetTrackingConfiguration(target ->
                                                        target.targetValue(50.0)
                                                                .predefinedMetricSpecification(
                                                                        metric ->
                                                                                metric
                                                                                        .predefinedMetricType(
                                                                                                "ASGAverageCPUUtilization"))))
                                .alarms())
                .extracting(each -> each.alarmName().replaceAll("-[0-9a-f-]{36}$", ""))
                .containsExactlyInAnyOrder(
                        "TargetTracking-web-AlarmHigh", "TargetTracking-web-AlarmLow");
        assertThat(
                        stage.scaling
                                .describePolicies(each -> each.policyTypes("TargetTrackingScaling"))
                                .scalingPolicies())
                .hasSize(1);
        stage.scaling.deletePolicy(each -> each.autoScalingGroupName(GROUP).policyName("cpu"));
        assertThat(stage.rig.cloudWatch().describeAlarms().metricAlarms()).isEmpty();
    }

    private static void schedules(ScalingStage stage) {
        stage.scaling.putScheduledUpdateGroupAction(each ->
                each.autoScalingGroupName(GROUP)
                        .scheduledActionName("soon")
                        .startTime(stage.rig.now().plus(1, ChronoUnit.HOURS))
                        .desiredCapacity(3));
        assertThat(
                        stage.scaling
                                .batchPutScheduledUpdateGroupAction(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .scheduledUpdateGroupActions(
                                                        one ->
                                                                one.scheduledActionName("morning")
                                                                        .recurrence(
                                                                                "0 8 * * MON-FRI")
                                                                        .timeZone("Europe/Berlin")
                                                                        .desiredCapacity(4),
                                                        one ->
                                                                one.scheduledActionName("wrong")
                                                                        .recurrence("0 8 * *")
                                                                        .desiredCapacity(4)))
                                .failedScheduledUpdateGroupActions())
                .extracting(each -> each.scheduledActionName())
                .containsExactly("wrong");
        assertThat(
                        stage.scaling
                                .describeScheduledActions(each -> each.autoScalingGroupName(GROUP))
                                .scheduledUpdateGroupActions())
                .extracting(ScheduledUpdateGroupAction::scheduledActionName)
                .containsExactly("morning", "soon");
    }

    private static void schedulesPass(ScalingStage stage) {
        stage.rig.pass(Duration.ofMinutes(62));
        assertThat(stage.inService()).hasSize(3);
        stage.scaling.putScheduledUpdateGroupAction(each ->
                each.autoScalingGroupName(GROUP)
                        .scheduledActionName("never")
                        .recurrence("0 0 1 1 *")
                        .minSize(1));
        stage.scaling.deleteScheduledAction(
                each -> each.autoScalingGroupName(GROUP).scheduledActionName("never"));
        assertThat(
                        stage.scaling
                                .batchDeleteScheduledAction(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .scheduledActionNames("morning", "soon"))
                                .failedScheduledActions())
                .as("the one that came once is gone already")
                .extracting(each -> each.scheduledActionName())
                .containsExactly("soon");
    }

    private static void hooks(ScalingStage stage) {
        stage.scaling.putLifecycleHook(each ->
                each.autoScalingGroupName(GROUP)
                        .lifecycleHookName("ready")
                        .lifecycleTransition(LAUNCHING)
                        .heartbeatTimeout(60));
        assertThat(
                        stage.scaling
                                .describeLifecycleHooks(each -> each.autoScalingGroupName(GROUP))
                                .lifecycleHooks())
                .singleElement()
                .matches(each -> each.globalTimeout() == 6000)
                .matches(each -> each.defaultResult().equals("ABANDON"));
        stage.scaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(GROUP).desiredCapacity(4));
        stage.rig.pass(Duration.ofSeconds(50));
        String waiting = stage.in(LifecycleState.PENDING_WAIT).getFirst();
        stage.scaling.recordLifecycleActionHeartbeat(each ->
                each.autoScalingGroupName(GROUP).lifecycleHookName("ready").instanceId(waiting));
        stage.rig.pass(Duration.ofSeconds(50));
        assertThat(stage.in(LifecycleState.PENDING_WAIT)).containsExactly(waiting);
        stage.scaling.completeLifecycleAction(each ->
                each.autoScalingGroupName(GROUP)
                        .lifecycleHookName("ready")
                        .instanceId(waiting)
                        .lifecycleActionResult("CONTINUE"));
        assertThat(stage.inService()).hasSize(4).contains(waiting);
        stage.scaling.deleteLifecycleHook(
                each -> each.autoScalingGroupName(GROUP).lifecycleHookName("ready"));
    }

    private static void refreshes(ScalingStage stage) {
        stage.version("t3.small");
        String id =
                stage.scaling
                        .startInstanceRefresh(each ->
                                each.autoScalingGroupName(GROUP)
                                        .desiredConfiguration(
                                                wanted -> wanted.launchTemplate(template("2")))
                                        .preferences(one -> one.minHealthyPercentage(50)))
                        .instanceRefreshId();
        stage.rig.pass(Duration.ofSeconds(8));
        assertThat(refresh(stage).statusAsString()).isEqualTo("InProgress");
        stage.scaling.rollbackInstanceRefresh(each -> each.autoScalingGroupName(GROUP));
        stage.rig.pass(Duration.ofMinutes(10));
        assertThat(refresh(stage).statusAsString()).isEqualTo("RollbackSuccessful");
        assertThat(refresh(stage).instanceRefreshId()).isEqualTo(id);
        assertThat(types(stage)).containsOnly("t3.micro");
        stage.scaling.startInstanceRefresh(each -> each.autoScalingGroupName(GROUP));
        stage.scaling.cancelInstanceRefresh(each -> each.autoScalingGroupName(GROUP));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(refresh(stage).statusAsString()).isEqualTo("Cancelled");
        stage.scaling.startInstanceRefresh(each ->
                each.autoScalingGroupName(GROUP)
                        .desiredConfiguration(wanted -> wanted.launchTemplate(template("2"))));
        stage.rig.pass(Duration.ofMinutes(20));
        assertThat(refresh(stage).statusAsString()).isEqualTo("Successful");
        assertThat(refresh(stage).percentageComplete()).isEqualTo(100);
        assertThat(types(stage)).hasSize(4).containsOnly("t3.small");
        assertThat(stage.group().launchTemplate().version()).isEqualTo("2");
    }

    private static InstanceRefresh refresh(ScalingStage stage) {
        return stage.scaling
                .describeInstanceRefreshes(each -> each.autoScalingGroupName(GROUP))
                .instanceRefreshes()
                .getFirst();
    }

    private static List<String> types(ScalingStage stage) {
        return stage.group().instances().stream().map(each -> each.instanceType()).toList();
    }

    private static void attachments(ScalingStage stage) {
        String one = stage.targetGroup("one");
        String two = stage.targetGroup("two");
        stage.scaling.attachLoadBalancerTargetGroups(
                each -> each.autoScalingGroupName(GROUP).targetGroupARNs(one));
        stage.scaling.attachTrafficSources(each ->
                each.autoScalingGroupName(GROUP)
                        .trafficSources(source -> source.identifier(two).type("elbv2")));
        assertThat(
                        stage.rig
                                .loadBalancing()
                                .describeTargetHealth(each -> each.targetGroupArn(two))
                                .targetHealthDescriptions())
                .hasSize(4);
        assertThat(
                        stage.scaling
                                .describeTrafficSources(each -> each.autoScalingGroupName(GROUP))
                                .trafficSources())
                .extracting(TrafficSourceState::identifier)
                .containsExactly(one, two);
        assertThat(
                        stage.scaling
                                .describeLoadBalancerTargetGroups(
                                        each -> each.autoScalingGroupName(GROUP))
                                .loadBalancerTargetGroups())
                .allMatch(each -> each.state().equals("Added"));
        stage.scaling.detachTrafficSources(each ->
                each.autoScalingGroupName(GROUP).trafficSources(source -> source.identifier(two)));
        stage.scaling.detachLoadBalancerTargetGroups(
                each -> each.autoScalingGroupName(GROUP).targetGroupARNs(one));
        assertThat(stage.group().targetGroupARNs()).isEmpty();
    }

    /** Joined with classic balancers elsewhere; here there are none to attach. */
    private static void classicAttachments(ScalingStage stage) {
        stage.scaling.attachLoadBalancers(
                each -> each.autoScalingGroupName(GROUP).loadBalancerNames(List.of()));
        assertThat(
                        stage.scaling
                                .describeLoadBalancers(each -> each.autoScalingGroupName(GROUP))
                                .loadBalancers())
                .isEmpty();
        stage.scaling.detachLoadBalancers(
                each -> each.autoScalingGroupName(GROUP).loadBalancerNames(List.of()));
    }

    private static void launchConfigurations(ScalingStage stage) {
        Quotas quotas = stage.rig.local().foundation().quotas();
        Quota quota =
                quotas.all().stream()
                        .filter(each -> each.code().equals("L-6B80B8FA"))
                        .findFirst()
                        .orElseThrow();
        quotas.grant(quota, 200);
        stage.scaling.createLaunchConfiguration(each ->
                each.launchConfigurationName("old").imageId(stage.image).instanceType("t3.medium"));
        assertThat(stage.scaling.describeLaunchConfigurations().launchConfigurations())
                .extracting(each -> each.instanceType())
                .containsExactly("t3.medium");
        stage.scaling.updateAutoScalingGroup(
                each -> each.autoScalingGroupName(GROUP).launchConfigurationName("old"));
        stage.scaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(GROUP).desiredCapacity(5));
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(types(stage)).contains("t3.medium");
        stage.remove();
        stage.scaling.deleteLaunchConfiguration(each -> each.launchConfigurationName("old"));
        assertThat(stage.scaling.describeLaunchConfigurations().launchConfigurations()).isEmpty();
    }
}
