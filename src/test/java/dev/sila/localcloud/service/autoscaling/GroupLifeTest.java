package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.DescribeScalingActivitiesRequest;
import software.amazon.awssdk.services.autoscaling.model.EnterStandbyRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHookSpecification;
import software.amazon.awssdk.services.autoscaling.model.PutNotificationConfigurationRequest;
import software.amazon.awssdk.services.autoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.autoscaling.model.SetDesiredCapacityRequest;

/** Hooks, standby, zones, target tracking, and what is told of it all. */
final class GroupLifeTest {
    private final Fleet fleet = new Fleet();
    private final List<Events.ServiceEvent> told = new ArrayList<>();
    private final List<Events.Notification> sent = new ArrayList<>();

    GroupLifeTest() {
        fleet.events.subscribe(Events.ServiceEvent.class, told::add);
        fleet.events.subscribe(Events.Notification.class, sent::add);
    }

    private void desire(int capacity) {
        fleet.handler(CapacityOperations.class)
                .setDesiredCapacity(
                        SetDesiredCapacityRequest.builder()
                                .autoScalingGroupName("web")
                                .desiredCapacity(capacity)
                                .build());
    }

    private List<String> states() {
        return fleet.group().instances().stream()
                .map(Instance::lifecycleStateAsString)
                .sorted()
                .toList();
    }

    private List<Activity> activities() {
        return fleet.handler(ProcessOperations.class)
                .describeScalingActivities(DescribeScalingActivitiesRequest.builder().build())
                .activities();
    }

    private static LifecycleHookSpecification hook(String name, String transition, String result) {
        return LifecycleHookSpecification.builder()
                .lifecycleHookName(name)
                .lifecycleTransition("autoscaling:EC2_INSTANCE_" + transition)
                .heartbeatTimeout(60)
                .defaultResult(result)
                .build();
    }

    @Test
    void anAbandonedLaunchIsReplacedAndNeverServes() {
        fleet.create(
                Fleet.web(1, 1, 2)
                        .targetGroupARNs("tg")
                        .lifecycleHookSpecificationList(hook("ready", "LAUNCHING", "ABANDON")));
        assertThat(states()).containsExactly("Pending:Wait");
        String first = fleet.group().instances().getFirst().instanceId();

        fleet.pass(70);

        assertThat(fleet.balanced.targets).isEmpty();
        assertThat(fleet.machines.running()).hasSize(1).doesNotContain(first);
        assertThat(states()).contains("Pending:Wait");
        assertThat(told)
                .anyMatch(each -> each.detailType().equals("EC2 Instance-launch Lifecycle Action"));
        assertThat(activities()).anyMatch(each -> each.statusCodeAsString().equals("Cancelled"));
    }

    @Test
    void aTerminationWaitsForItsHookAfterDraining() {
        fleet.create(
                Fleet.web(0, 1, 2)
                        .targetGroupARNs("tg")
                        .lifecycleHookSpecificationList(hook("bye", "TERMINATING", "CONTINUE")));
        desire(0);
        fleet.pass(10);
        assertThat(states()).as("it drains").containsExactly("Terminating");
        fleet.balanced.targets.clear();
        fleet.pass(10);
        assertThat(states()).containsExactly("Terminating:Wait");
        assertThat(fleet.machines.running()).hasSize(1);

        fleet.pass(60);

        assertThat(fleet.machines.running()).isEmpty();
        assertThat(states()).isEmpty();
        assertThat(told.getLast().detailType()).isEqualTo("EC2 Instance Terminate Successful");
    }

    @Test
    void oneInStandbyKeepsItsMachineAndGetsAReplacement() {
        fleet.create(Fleet.web(1, 2, 4).targetGroupARNs("tg"));
        String aside = fleet.inService().getFirst().instanceId();
        fleet.handler(MembershipOperations.class)
                .enterStandby(
                        EnterStandbyRequest.builder()
                                .autoScalingGroupName("web")
                                .instanceIds(aside)
                                .shouldDecrementDesiredCapacity(false)
                                .build());
        assertThat(states()).contains("EnteringStandby");
        fleet.balanced.targets.remove(aside);
        fleet.pass(30);

        assertThat(states()).containsExactly("InService", "InService", "Standby");
        assertThat(fleet.machines.running()).hasSize(3).contains(aside);
        assertThat(fleet.balanced.targets).hasSize(2).doesNotContainKey(aside);

        fleet.machines.terminate(aside);
        fleet.pass(30);
        assertThat(states())
                .as("what ended aside is forgotten")
                .containsExactly("InService", "InService");
    }

    @Test
    void aFullZoneIsPassedOverAndBalancedLater() {
        fleet.machines.fullZones.add("us-east-1b");
        fleet.create(Fleet.web(1, 4, 6));
        assertThat(zones()).isEqualTo(Map.of("us-east-1a", 4L));
        assertThat(activities())
                .filteredOn(each -> each.statusCodeAsString().equals("Failed"))
                .isNotEmpty()
                .allMatch(each -> each.statusMessage().endsWith("Launching EC2 instance failed."));
        assertThat(told)
                .anyMatch(each -> each.detailType().equals("EC2 Instance Launch Unsuccessful"));

        fleet.machines.fullZones.clear();
        fleet.pass(300);

        assertThat(zones()).isEqualTo(Map.of("us-east-1a", 2L, "us-east-1b", 2L));
        assertThat(activities())
                .anyMatch(each -> each.cause().contains("balance instances in zones"));
    }

    private Map<String, Long> zones() {
        return fleet.inService().stream()
                .collect(Collectors.groupingBy(Instance::availabilityZone, Collectors.counting()));
    }

    @Test
    void targetTrackingFollowsItsMetricOutAndIn() {
        fleet.create(Fleet.web(1, 4, 20).defaultInstanceWarmup(0));
        String arn =
                fleet.handler(PolicyOperations.class)
                        .putScalingPolicy(
                                PutScalingPolicyRequest.builder()
                                        .autoScalingGroupName("web")
                                        .policyName("cpu")
                                        .policyType("TargetTrackingScaling")
                                        .targetTrackingConfiguration(each ->
                                                each.targetValue(50.0)
                                                        .predefinedMetricSpecification(one ->
                                                                one.predefinedMetricType(
                                                                        "ASGAverageCPUUtilization")))
                                        .build())
                        .policyARN();
        assertThat(fleet.readings.alarms.values())
                .extracting(Alarms.Wanted::threshold)
                .containsExactly(50.0, 45.0);
        fleet.readings.difference = 30;

        fleet.events.publish(new Events.AlarmAction("high", "ALARM", arn));
        assertThat(fleet.group().desiredCapacity()).as("4 at 80 % are 7 at 50 %").isEqualTo(7);
        fleet.pass(60);
        fleet.readings.difference = -30;
        fleet.events.publish(new Events.AlarmAction("low", "ALARM", arn));

        assertThat(fleet.group().desiredCapacity()).as("7 at 20 % are 3 at 50 %").isEqualTo(3);
    }

    @Test
    void aTopicIsToldInAwssWords() {
        fleet.create(Fleet.web(0, 0, 2));
        fleet.handler(NotificationOperations.class)
                .putNotificationConfiguration(
                        PutNotificationConfigurationRequest.builder()
                                .autoScalingGroupName("web")
                                .topicARN("arn:aws:sns:us-east-1:000000000000:fleet")
                                .notificationTypes("autoscaling:EC2_INSTANCE_LAUNCH")
                                .build());
        desire(1);
        fleet.pass(30);
        desire(0);
        fleet.pass(30);

        assertThat(sent)
                .extracting(Events.Notification::subject)
                .containsExactly(
                        "Auto Scaling: test notification for group \"web\"",
                        "Auto Scaling: launch for group \"web\"");
        assertThat(sent.getLast().message())
                .contains("\"Event\":\"autoscaling:EC2_INSTANCE_LAUNCH\"")
                .contains("\"Subnet ID\":\"subnet-a\"")
                .contains("\"Progress\":50");
    }

    @Test
    void anInstanceIsReplacedAtItsGreatestAge() {
        fleet.create(Fleet.web(1, 1, 2).maxInstanceLifetime(86_400));
        String first = fleet.inService().getFirst().instanceId();

        fleet.pass(86_000);
        assertThat(fleet.inService().getFirst().instanceId()).isEqualTo(first);
        fleet.pass(600);

        assertThat(fleet.inService()).hasSize(1).noneMatch(each -> each.instanceId().equals(first));
    }
}
