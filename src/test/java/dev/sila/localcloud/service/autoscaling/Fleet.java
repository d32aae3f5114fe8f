package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Identity;
import dev.sila.localcloud.ManualTimeline;
import dev.sila.localcloud.Realm;
import dev.sila.localcloud.service.elbv2.TargetGroups;
import dev.sila.localcloud.traffic.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;

/** Auto Scaling over instances, a target group and alarms in memory, on a time that tests move. */
final class Fleet {
    private final ReentrantLock lock = new ReentrantLock();
    final ManualTimeline timeline = new ManualTimeline(Instant.parse("2026-01-01T00:00:00Z"), lock);
    final Events events = new Events();
    final MemoryInstances machines = new MemoryInstances(timeline, events);
    final Balanced balanced = new Balanced();
    final Readings readings = new Readings();
    private final AutoScaling service =
            new AutoScaling(
                    new Foundation(Realm.standard(), new Identity(1), timeline, events, lock),
                    machines,
                    balanced,
                    ClassicLoadBalancers.NONE,
                    readings);

    <T> T handler(Class<T> type) {
        return service.service().handlers().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A group of two zones from version 1 of its template. */
    static CreateAutoScalingGroupRequest.Builder web(int minimum, int desired, int most) {
        return CreateAutoScalingGroupRequest.builder()
                .autoScalingGroupName("web")
                .launchTemplate(version("1"))
                .minSize(minimum)
                .desiredCapacity(desired)
                .maxSize(most)
                .vpcZoneIdentifier("subnet-a,subnet-b");
    }

    static LaunchTemplateSpecification version(String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateName("web")
                .version(version)
                .build();
    }

    void create(CreateAutoScalingGroupRequest.Builder request) {
        handler(GroupOperations.class).createAutoScalingGroup(request.build());
        pass(30);
    }

    void pass(long seconds) {
        timeline.advance(Duration.ofSeconds(seconds));
    }

    AutoScalingGroup group() {
        return handler(GroupOperations.class)
                .describeAutoScalingGroups(DescribeAutoScalingGroupsRequest.builder().build())
                .autoScalingGroups()
                .getFirst();
    }

    List<Instance> inService() {
        return group().instances().stream()
                .filter(each -> each.lifecycleStateAsString().equals("InService"))
                .toList();
    }

    /** One target group whose drains end when the test says so. */
    static final class Balanced implements TargetGroups {
        final Map<String, String> targets = new LinkedHashMap<>();

        @Override
        public boolean exists(String arn) {
            return arn.equals("tg");
        }

        @Override
        public void register(String arn, String instanceId) {
            targets.put(instanceId, "healthy");
        }

        @Override
        public void deregister(String arn, String instanceId) {
            targets.replace(instanceId, "draining");
        }

        @Override
        public Optional<Health> health(String arn, String instanceId) {
            return Optional.ofNullable(targets.get(instanceId))
                    .map(state -> new Health(state, null, null));
        }
    }

    static final class Readings implements Alarms {
        double difference;
        final Map<String, Wanted> alarms = new LinkedHashMap<>();
        String state = "OK";

        @Override
        public List<Linked> withAction(String policyArn) {
            return alarms.values().stream()
                    .filter(each -> each.actionArn().equals(policyArn))
                    .map(each -> new Linked(each.name(), "arn:" + each.name()))
                    .toList();
        }

        @Override
        public Optional<Reading> reading(String alarmName) {
            return Optional.of(new Reading(50 + difference, 50));
        }

        @Override
        public Optional<String> state(String alarmName) {
            return Optional.of(state);
        }

        @Override
        public void put(Wanted alarm) {
            alarms.put(alarm.name(), alarm);
        }

        @Override
        public void delete(String alarmName) {
            alarms.remove(alarmName);
        }

        @Override
        public void measured(
                String namespace, String name, Map<String, String> dimensions, double value) {}

        @Override
        public void dropAction(String policyArn) {}
    }
}
