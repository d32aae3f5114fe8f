package dev.sila.localcloud.service.autoscaling;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Timeline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Instances in memory: they run five seconds after their launch. */
final class MemoryInstances implements Instances {
    private final Timeline timeline;
    private final Events events;
    final Map<String, InstanceFacts> states = new LinkedHashMap<>();
    final Map<String, Map<String, String>> tags = new LinkedHashMap<>();

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
                id, (_, was) -> new InstanceFacts(id, state, was.zone(), "t3.micro", "ami-1"));
        events.publish(new Events.InstanceStateChanged(id, state));
    }

    @Override
    public Template template(@Nullable String id, @Nullable String name, String version) {
        return new Template("lt-1", "web");
    }

    @Override
    public String version(String templateId, String version) {
        return "1";
    }

    @Override
    public String launch(LaunchOrder order) {
        String id = "i-" + (states.size() + 1);
        String zone = zoneOf(order.subnetId()).orElseThrow();
        states.put(id, new InstanceFacts(id, "pending", zone, "t3.micro", "ami-1"));
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
