package dev.sila.localcloud.tour;

import static dev.sila.localcloud.ScalingStage.GROUP;
import static dev.sila.localcloud.ScalingStage.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Rig;
import dev.sila.localcloud.ScalingStage;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingInstanceDetails;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Auto Scaling: groups, their instances, tags, processes, metrics and notifications. */
final class ScalingGroupsTour implements Tour {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:fleet";

    @Override
    public String service() {
        return "Auto Scaling";
    }

    @Override
    public void walk(Rig rig) {
        ScalingStage stage = new ScalingStage(rig);
        catalogue(stage.scaling);
        groups(stage);
        changes(stage);
        instances(stage);
        tags(stage);
        processes(stage);
        notifications(stage);
        membership(stage);
        stage.remove();
        assertThat(stage.scaling.describeAutoScalingGroups().autoScalingGroups()).isEmpty();
        assertThat(
                        rig.ec2().describeInstances().reservations().stream()
                                .flatMap(each -> each.instances().stream())
                                .map(each -> each.state().nameAsString()))
                .containsOnly("terminated");
    }

    private static void catalogue(AutoScalingClient scaling) {
        assertThat(scaling.describeAccountLimits().maxNumberOfAutoScalingGroups()).isEqualTo(500);
        assertThat(scaling.describeAdjustmentTypes().adjustmentTypes()).hasSize(3);
        assertThat(scaling.describeTerminationPolicyTypes().terminationPolicyTypes()).hasSize(7);
        assertThat(scaling.describeScalingProcessTypes().processes()).hasSize(9);
        assertThat(scaling.describeLifecycleHookTypes().lifecycleHookTypes()).hasSize(2);
        assertThat(scaling.describeMetricCollectionTypes().metrics()).hasSize(13);
        assertThat(scaling.describeAutoScalingNotificationTypes().autoScalingNotificationTypes())
                .hasSize(5);
    }

    private static void groups(ScalingStage stage) {
        stage.create(
                stage.web(1, 2, 4)
                        .healthCheckGracePeriod(60)
                        .defaultInstanceWarmup(30)
                        .maxInstanceLifetime(86_400)
                        .capacityRebalance(true)
                        .terminationPolicies("OldestInstance", "Default")
                        .tags(
                                Tag.builder()
                                        .key("env")
                                        .value("ci")
                                        .propagateAtLaunch(true)
                                        .build()));
        AutoScalingGroup group = stage.group();
        assertThat(group.instances())
                .extracting(each -> each.lifecycleStateAsString())
                .containsExactly("InService", "InService");
        assertThat(group.instances())
                .extracting(each -> each.availabilityZone())
                .containsExactlyInAnyOrder("us-east-1a", "us-east-1b");
        assertThat(group.defaultCooldown()).isEqualTo(300);
        assertThat(stage.activities())
                .allSatisfy(each -> {
                    assertThat(each.statusCodeAsString()).isEqualTo("Successful");
                    assertThat(each.details()).contains("Subnet ID", "Availability Zone");
                });
        pages(stage);
    }

    private static void pages(ScalingStage stage) {
        stage.scaling.createAutoScalingGroup(
                stage.web(0, 0, 1).autoScalingGroupName("api").build());
        DescribeAutoScalingGroupsResponse page =
                stage.scaling.describeAutoScalingGroups(each -> each.maxRecords(1));
        assertThat(page.autoScalingGroups()).hasSize(1);
        assertThat(
                        stage.scaling
                                .describeAutoScalingGroups(
                                        each -> each.maxRecords(1).nextToken(page.nextToken()))
                                .autoScalingGroups())
                .extracting(AutoScalingGroup::autoScalingGroupName)
                .containsExactly("api");
        stage.scaling.deleteAutoScalingGroup(each -> each.autoScalingGroupName("api"));
    }

    private static void changes(ScalingStage stage) {
        stage.version("t3.small");
        stage.scaling.updateAutoScalingGroup(
                each -> each.autoScalingGroupName(GROUP).launchTemplate(template("$Latest")));
        stage.scaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(GROUP).desiredCapacity(3));
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(stage.group().instances())
                .extracting(each -> each.instanceType())
                .containsExactly("t3.micro", "t3.micro", "t3.small");
    }

    private static void instances(ScalingStage stage) {
        List<AutoScalingInstanceDetails> details =
                stage.scaling.describeAutoScalingInstances().autoScalingInstances();
        assertThat(details).hasSize(3).allMatch(each -> each.healthStatus().equals("HEALTHY"));
        String first = details.getFirst().instanceId();
        stage.scaling.setInstanceHealth(each ->
                each.instanceId(first).healthStatus("Unhealthy").shouldRespectGracePeriod(false));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(stage.inService()).hasSize(3).doesNotContain(first);
        String second = stage.inService().getFirst();
        stage.scaling.setInstanceProtection(each ->
                each.autoScalingGroupName(GROUP).instanceIds(second).protectedFromScaleIn(true));
        stage.scaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(GROUP).desiredCapacity(1));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(stage.inService()).as("the protected one stays").containsExactly(second);
        stage.scaling.terminateInstanceInAutoScalingGroup(
                each -> each.instanceId(second).shouldDecrementDesiredCapacity(false));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(stage.inService()).hasSize(1).doesNotContain(second);
    }

    private static void tags(ScalingStage stage) {
        Tag team =
                Tag.builder()
                        .resourceId(GROUP)
                        .resourceType("auto-scaling-group")
                        .key("team")
                        .value("blue")
                        .propagateAtLaunch(false)
                        .build();
        stage.scaling.createOrUpdateTags(each -> each.tags(team));
        assertThat(
                        stage.scaling
                                .describeTags(
                                        each -> each.filters(one -> one.name("key").values("team")))
                                .tags())
                .extracting(TagDescription::value)
                .containsExactly("blue");
        stage.scaling.deleteTags(each -> each.tags(team));
        assertThat(stage.scaling.describeTags().tags())
                .extracting(TagDescription::key)
                .containsExactly("env");
    }

    private static void processes(ScalingStage stage) {
        stage.scaling.suspendProcesses(
                each -> each.autoScalingGroupName(GROUP).scalingProcesses("Launch"));
        stage.scaling.setDesiredCapacity(
                each -> each.autoScalingGroupName(GROUP).desiredCapacity(2));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(stage.inService()).as("nothing is launched").hasSize(1);
        stage.scaling.resumeProcesses(each -> each.autoScalingGroupName(GROUP));
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(stage.inService()).hasSize(2);
        stage.scaling.enableMetricsCollection(
                each -> each.autoScalingGroupName(GROUP).granularity("1Minute"));
        assertThat(stage.group().enabledMetrics()).hasSize(13);
        stage.rig.pass(Duration.ofMinutes(2));
        assertThat(
                        stage.rig
                                .cloudWatch()
                                .listMetrics(each -> each.namespace("AWS/AutoScaling"))
                                .metrics())
                .hasSize(13);
        stage.scaling.disableMetricsCollection(
                each -> each.autoScalingGroupName(GROUP).metrics("GroupMinSize"));
        assertThat(stage.group().enabledMetrics()).hasSize(12);
    }

    private static void notifications(ScalingStage stage) {
        stage.scaling.putNotificationConfiguration(each ->
                each.autoScalingGroupName(GROUP)
                        .topicARN(TOPIC)
                        .notificationTypes(
                                "autoscaling:EC2_INSTANCE_LAUNCH",
                                "autoscaling:EC2_INSTANCE_TERMINATE"));
        assertThat(stage.scaling.describeNotificationConfigurations().notificationConfigurations())
                .hasSize(2)
                .allMatch(each -> each.topicARN().equals(TOPIC));
        stage.scaling.deleteNotificationConfiguration(
                each -> each.autoScalingGroupName(GROUP).topicARN(TOPIC));
        assertThat(stage.scaling.describeNotificationConfigurations().notificationConfigurations())
                .isEmpty();
    }

    private static void membership(ScalingStage stage) {
        String aside = stage.inService().getFirst();
        assertThat(
                        stage.scaling
                                .enterStandby(each ->
                                        each.autoScalingGroupName(GROUP)
                                                .instanceIds(aside)
                                                .shouldDecrementDesiredCapacity(true))
                                .activities())
                .hasSize(1);
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(stage.in(LifecycleState.STANDBY)).containsExactly(aside);
        assertThat(stage.group().desiredCapacity()).isEqualTo(1);
        stage.scaling.exitStandby(each -> each.autoScalingGroupName(GROUP).instanceIds(aside));
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(stage.inService()).hasSize(2).contains(aside);
        stage.scaling.detachInstances(each ->
                each.autoScalingGroupName(GROUP)
                        .instanceIds(aside)
                        .shouldDecrementDesiredCapacity(true));
        stage.rig.pass(Duration.ofMinutes(1));
        assertThat(stage.inService()).hasSize(1).doesNotContain(aside);
        stage.scaling.attachInstances(each -> each.autoScalingGroupName(GROUP).instanceIds(aside));
        assertThat(stage.inService()).contains(aside);
        assertThat(stage.group().desiredCapacity()).isEqualTo(2);
    }
}
