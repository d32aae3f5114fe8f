package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.ManualTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AttachLoadBalancerTargetGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;
import software.amazon.awssdk.services.autoscaling.model.StepAdjustment;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TerminateInstanceInAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;

/** Groups over instances and target groups in memory, on a timeline that the test moves. */
final class AutoScalingTest {
    private final Fleet fleet = new Fleet();
    private final ManualTimeline timeline = fleet.timeline;
    private final Events events = fleet.events;
    private final MemoryInstances machines = fleet.machines;
    private final Fleet.Balanced balanced = fleet.balanced;
    private final Fleet.Readings readings = fleet.readings;

    private <T> T handler(Class<T> type) {
        return fleet.handler(type);
    }

    private static CreateAutoScalingGroupRequest.Builder web(int minimum, int desired, int most) {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName("web")
                .launchTemplate(
                        LaunchTemplateSpecification.builder()
                                .launchTemplateName("web")
                                .version("$Latest")
                                .build())
                .minSize(minimum)
                .desiredCapacity(desired)
                .maxSize(most)
                .vpcZoneIdentifier("subnet-a,subnet-b");
    }

    private void create(CreateAutoScalingGroupRequest.Builder request) {
        handler(GroupOperations.class).createAutoScalingGroup(request.build());
        timeline.advance(Duration.ofSeconds(30));
    }

    private AutoScalingGroup group() {
        return handler(GroupOperations.class)
                .describeAutoScalingGroups(DescribeAutoScalingGroupsRequest.builder().build())
                .autoScalingGroups()
                .getFirst();
    }

    private List<String> inService() {
        return group().instances().stream()
                .filter(each -> each.lifecycleStateAsString().equals("InService"))
                .map(Instance::instanceId)
                .toList();
    }

    private List<Activity> activities() {
        return handler(ProcessOperations.class)
                .describeScalingActivities(DescribeScalingActivitiesRequest.builder().build())
                .activities();
    }

    private void desire(int capacity) {
        handler(CapacityOperations.class)
                .setDesiredCapacity(
                        SetDesiredCapacityRequest.builder()
                                .autoScalingGroupName("web")
                                .desiredCapacity(capacity)
                                .build());
    }

    @Test
    void aGroupLaunchesItsCapacityEvenlyOverItsZones() {
        create(
                web(1, 4, 6)
                        .tags(
                                Tag.builder()
                                        .key("env")
                                        .value("ci")
                                        .propagateAtLaunch(true)
                                        .build()));

        assertThat(inService()).hasSize(4);
        assertThat(
                        group().instances().stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Instance::availabilityZone, Collectors.counting())))
                .isEqualTo(Map.of("us-east-1a", 2L, "us-east-1b", 2L));
        assertThat(machines.tags.get(inService().getFirst()))
                .containsEntry("env", "ci")
                .containsEntry("aws:autoscaling:groupName", "web");
        assertThat(activities().getFirst().cause())
                .contains("created an AutoScalingGroup changing the desired capacity from 0 to 4")
                .contains("increasing the capacity from 0 to 4");
    }

    @Test
    void aScaleInDrainsBeforeItTerminates() {
        create(web(1, 4, 6).targetGroupARNs("tg"));
        assertThat(balanced.targets).hasSize(4);

        desire(2);
        timeline.advance(Duration.ofMinutes(1));

        assertThat(inService()).hasSize(2);
        assertThat(balanced.targets.values()).filteredOn("draining"::equals).hasSize(2);
        assertThat(machines.running()).as("nothing ends while it drains").hasSize(4);
        balanced.targets.values().removeIf("draining"::equals);
        timeline.advance(Duration.ofSeconds(30));
        assertThat(machines.running()).hasSize(2).containsAll(inService());
        assertThat(group().instances()).hasSize(2);
        assertThat(group().instances().stream().map(Instance::availabilityZone).distinct())
                .hasSize(2);
    }

    @Test
    void whatIsTerminatedFromOutsideIsReplaced() {
        create(web(1, 2, 6));
        String victim = inService().getFirst();

        machines.terminate(victim);
        timeline.advance(Duration.ofMinutes(1));

        assertThat(inService()).hasSize(2).doesNotContain(victim);
        assertThat(activities().stream().map(Activity::cause))
                .anyMatch(cause -> cause.contains("EC2 health check"))
                .anyMatch(cause -> cause.contains("unhealthy instance needing to be replaced"));
    }

    @Test
    void theBalancersHealthCountsAfterTheGracePeriodOnly() {
        create(
                web(1, 1, 6)
                        .targetGroupARNs("tg")
                        .healthCheckType("ELB")
                        .healthCheckGracePeriod(300));
        String victim = inService().getFirst();
        balanced.targets.put(victim, "unhealthy");

        timeline.advance(Duration.ofSeconds(200));
        assertThat(inService()).containsExactly(victim);
        timeline.advance(Duration.ofSeconds(150));

        assertThat(inService()).hasSize(1).doesNotContain(victim);
    }

    @Test
    void aBalancerThatHasFoundNobodyWellYetBlamesNobody() {
        create(web(1, 1, 6).healthCheckType("ELB").healthCheckGracePeriod(0));
        String host = inService().getFirst();
        handler(AttachmentOperations.class)
                .attachLoadBalancerTargetGroups(
                        AttachLoadBalancerTargetGroupsRequest.builder()
                                .autoScalingGroupName("web")
                                .targetGroupARNs("tg")
                                .build());
        balanced.targets.put(host, "unhealthy");
        timeline.advance(Duration.ofMinutes(10));
        assertThat(inService()).containsExactly(host);

        balanced.targets.put(host, "healthy");
        timeline.advance(Duration.ofMinutes(1));
        balanced.targets.put(host, "unhealthy");
        timeline.advance(Duration.ofMinutes(2));
        assertThat(inService()).hasSize(1).doesNotContain(host);
    }

    @Test
    void aSimplePolicyWaitsForItsCooldown() {
        create(web(1, 2, 10));
        String policy =
                policy(
                        PutScalingPolicyRequest.builder()
                                .policyName("up")
                                .adjustmentType("ChangeInCapacity")
                                .scalingAdjustment(2)
                                .cooldown(120));

        alarm(policy);
        timeline.advance(Duration.ofMinutes(1));
        alarm(policy);
        timeline.advance(Duration.ofSeconds(10));
        assertThat(group().desiredCapacity()).isEqualTo(4);

        timeline.advance(Duration.ofMinutes(2));
        alarm(policy);
        assertThat(group().desiredCapacity()).isEqualTo(6);
    }

    @Test
    void aStepPolicyCountsWhatWarmsUp() {
        create(web(1, 4, 20).defaultInstanceWarmup(0));
        String policy =
                policy(
                        PutScalingPolicyRequest.builder()
                                .policyName("steps")
                                .policyType("StepScaling")
                                .adjustmentType("ChangeInCapacity")
                                .estimatedInstanceWarmup(300)
                                .stepAdjustments(step(0.0, 20.0, 1), step(20.0, null, 3)));
        readings.difference = 5;
        alarm(policy);
        timeline.advance(Duration.ofSeconds(30));
        assertThat(inService()).hasSize(5);

        alarm(policy);
        assertThat(group().desiredCapacity()).as("one is warming up already").isEqualTo(5);
        readings.difference = 30;
        alarm(policy);

        assertThat(group().desiredCapacity()).as("three, less the one that warms up").isEqualTo(7);
    }

    private static StepAdjustment step(
            @Nullable Double lower, @Nullable Double upper, int adjustment) {
        return StepAdjustment.builder()
                .metricIntervalLowerBound(lower)
                .metricIntervalUpperBound(upper)
                .scalingAdjustment(adjustment)
                .build();
    }

    private String policy(PutScalingPolicyRequest.Builder request) {
        return handler(PolicyOperations.class)
                .putScalingPolicy(request.autoScalingGroupName("web").build())
                .policyARN();
    }

    private void alarm(String policyArn) {
        events.publish(new Events.AlarmAction("busy", "ALARM", policyArn));
    }

    @Test
    void aGroupWithInstancesGoesOnlyByForce() {
        create(web(1, 2, 6));
        GroupOperations operations = handler(GroupOperations.class);
        DeleteAutoScalingGroupRequest.Builder delete =
                DeleteAutoScalingGroupRequest.builder().autoScalingGroupName("web");

        assertThatThrownBy(() -> operations.deleteAutoScalingGroup(delete.build()))
                .isInstanceOfSatisfying(
                        AwsFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo("ResourceInUse"));
        operations.deleteAutoScalingGroup(delete.forceDelete(true).build());
        timeline.advance(Duration.ofMinutes(1));

        assertThat(machines.running()).isEmpty();
        assertThat(
                        operations
                                .describeAutoScalingGroups(
                                        DescribeAutoScalingGroupsRequest.builder().build())
                                .autoScalingGroups())
                .isEmpty();
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        assertRefused(web(3, 3, 2), "Max bound, 2, must be greater than or equal to min bound, 3");
        assertRefused(web(1, 5, 2), "Desired capacity:5 must be between");
        assertRefused(
                web(1, 1, 2).launchTemplate((LaunchTemplateSpecification) null), "LaunchTemplate");
        assertRefused(web(1, 1, 2).vpcZoneIdentifier("subnet-x"), "'subnet-x' does not exist");
        assertThat(machines.states).isEmpty();
    }

    private void assertRefused(CreateAutoScalingGroupRequest.Builder request, String message) {
        assertThatThrownBy(() -> create(request))
                .isInstanceOf(AwsFailure.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFilterByTagFindsOnlyThatValue() {
        create(web(0, 0, 1).tags(Tag.builder().key("env").value("ci").build()));

        assertThat(found("ci")).isEqualTo(1);
        assertThat(found("ci2")).isZero();
    }

    private int found(String env) {
        return handler(GroupOperations.class)
                .describeAutoScalingGroups(
                        DescribeAutoScalingGroupsRequest.builder()
                                .filters(Filter.builder().name("tag:env").values(env).build())
                                .build())
                .autoScalingGroups()
                .size();
    }

    @Test
    void anInstanceCanLeaveWithItsPlace() {
        create(web(1, 2, 3));
        String victim = inService().getFirst();
        handler(CapacityOperations.class)
                .terminateInstanceInAutoScalingGroup(
                        TerminateInstanceInAutoScalingGroupRequest.builder()
                                .instanceId(victim)
                                .shouldDecrementDesiredCapacity(true)
                                .build());
        timeline.advance(Duration.ofMinutes(1));

        assertThat(group().desiredCapacity()).isEqualTo(1);
        assertThat(machines.running()).hasSize(1).doesNotContain(victim);
    }

    @Test
    void newBoundsMoveTheDesiredCapacity() {
        create(web(1, 1, 6));
        handler(GroupOperations.class)
                .updateAutoScalingGroup(
                        UpdateAutoScalingGroupRequest.builder()
                                .autoScalingGroupName("web")
                                .minSize(3)
                                .build());
        timeline.advance(Duration.ofSeconds(30));

        assertThat(inService()).hasSize(3);
    }
}
