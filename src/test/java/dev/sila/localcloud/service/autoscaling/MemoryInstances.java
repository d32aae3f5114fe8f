package dev.sila.localcloud.service.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Events;
import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Instances in memory: they run five seconds after their launch. */
final class MemoryInstances implements Instances {
    private final Timeline timeline;
    private final Events events;
    final Map<String, InstanceFacts> states = new LinkedHashMap<>();
    final Map<String, Map<String, String>> tags = new LinkedHashMap<>();
    final Map<String, String> versions = new LinkedHashMap<>();

    /** Zones in which no instance can be launched. */
    final Set<String> fullZones = new HashSet<>();

    MemoryInstances(Timeline timeline, Events events) {
        this.timeline = timeline;
        this.events = events;
    }

    List<String> running() {
        return states.values().stream()
                .filter(each -> each.state().equals("running"))
                .map(InstanceFacts::id)
                .toList();
    }

    private void enter(String id, String state) {
        states.computeIfPresent(
                id,
                (_, was) ->
                        new InstanceFacts(
                                id, state, was.zone(), was.instanceType(), "ami-1", was.spot()));
        events.publish(new Events.InstanceStateChanged(id, state));
    }

    @Override
    public Template template(@Nullable String id, @Nullable String name, String version) {
        return new Template("lt-1", "web");
    }

    @Override
    public String version(String templateId, String version) {
        return version.startsWith("$") ? "1" : version;
    }

    @Override
    public String image(LaunchOrder order) {
        return "ami-1";
    }

    @Override
    public void check(LaunchOrder order) {
        assertThat(zoneOf(order.subnetId())).isPresent();
    }

    @Override
    public void tag(String instanceId, Map<String, String> added) {
        tags.merge(instanceId, added, (_, more) -> more);
    }

    @Override
    public void untag(String instanceId, String key) {
        tags.put(instanceId, Map.of());
    }

    @Override
    public Optional<String> vpcOf(String subnetId) {
        return Optional.of("vpc-1");
    }

    @Override
    public String launch(LaunchOrder order) {
        String id = "i-" + (states.size() + 1);
        String zone = zoneOf(order.subnetId()).orElseThrow();
        if (fullZones.contains(zone)) {
            throw new AwsFailure(
                    "InsufficientInstanceCapacity",
                    "We currently do not have sufficient capacity in the Availability Zone you requested ("
                            + zone
                            + ").",
                    500);
        }
        String type = order.instanceType() == null ? "t3.micro" : order.instanceType();
        states.put(id, new InstanceFacts(id, "pending", zone, type, "ami-1", order.spot()));
        versions.put(id, String.valueOf(order.source().version()));
        tags.put(id, order.tags());
        timeline.after(Duration.ofSeconds(5), () -> enter(id, "running"));
        return id;
    }

    @Override
    public void terminate(String instanceId) {
        enter(instanceId, "shutting-down");
        timeline.after(Duration.ofSeconds(5), () -> enter(instanceId, "terminated"));
    }

    @Override
    public Optional<InstanceFacts> find(String instanceId) {
        return Optional.ofNullable(states.get(instanceId));
    }

    @Override
    public Optional<String> zoneOf(String subnetId) {
        return switch (subnetId) {
            case "subnet-a" -> Optional.of("us-east-1a");
            case "subnet-b" -> Optional.of("us-east-1b");
            default -> Optional.empty();
        };
    }

    @Override
    public Optional<String> defaultSubnet(String zone) {
        return Optional.empty();
    }
}
