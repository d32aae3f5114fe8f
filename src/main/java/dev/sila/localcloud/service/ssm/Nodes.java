package dev.sila.localcloud.service.ssm;

import dev.sila.localcloud.Events;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.ssm.ManagedInstances.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.Target;

/**
 * The instances that Systems Manager manages: those whose agent registered. An agent registers some
 * seconds after its instance runs, if the role of its profile permits it.
 */
final class Nodes {
    /** From running to registered: boot, then the agent's first call. */
    private static final Duration BOOT = Duration.ofSeconds(20);

    private final Foundation foundation;
    private final ManagedInstances instances;
    private final Map<String, Instant> running = new HashMap<>();
    private final Map<String, Instant> registered = new HashMap<>();

    Nodes(Foundation foundation, ManagedInstances instances) {
        this.foundation = foundation;
        this.instances = instances;
        foundation.events().subscribe(Events.InstanceStateChanged.class, this::changed);
    }

    /**
     * One that registered.
     *
     * @param online whether its agent answers
     */
    record Node(Machine machine, Instant registered, boolean online) {
        String id() {
            return machine.id();
        }
    }

    private void changed(Events.InstanceStateChanged event) {
        String id = event.instanceId();
        switch (event.state()) {
            case "running" -> {
                running.put(id, foundation.timeline().now());
                foundation.timeline().after(BOOT, () -> find(id));
            }
            case "shutting-down", "terminated" -> {
                running.remove(id);
                registered.remove(id);
            }
            default -> running.remove(id);
        }
    }

    Optional<Node> find(String id) {
        return running.containsKey(id) || registered.containsKey(id)
                ? instances.find(id).flatMap(this::node)
                : Optional.empty();
    }

    /** All, the one that registered first first. */
    List<Node> all() {
        if (running.isEmpty() && registered.isEmpty()) {
            return List.of();
        }
        return instances.all().stream()
                .flatMap(each -> node(each).stream())
                .sorted(Comparator.comparing(Node::registered).thenComparing(Node::id))
                .toList();
    }

    private Optional<Node> node(Machine machine) {
        Instant now = foundation.timeline().now();
        Instant since = running.get(machine.id());
        boolean booted =
                since != null && !now.isBefore(since.plus(foundation.timeline().scaled(BOOT)));
        boolean online = booted && machine.isRunning() && machine.permitted();
        if (online) {
            registered.putIfAbsent(machine.id(), now);
        }
        return Optional.ofNullable(registered.get(machine.id()))
                .map(when -> new Node(machine, when, online));
    }

    /** Those that all targets mean: instance IDs, tags by key and value, or tag keys. */
    List<Node> targeted(List<Target> targets) {
        return all().stream()
                .filter(each -> targets.stream().allMatch(target -> isTarget(each, target)))
                .toList();
    }

    private static boolean isTarget(Node node, Target target) {
        String key = target.key();
        Map<String, String> tags = node.machine().tags();
        if (key.equalsIgnoreCase("InstanceIds")) {
            return target.values().contains(node.id()) || target.values().contains("*");
        }
        if (key.equals("tag-key")) {
            return target.values().stream().anyMatch(tags::containsKey);
        }
        return target.values().contains(tags.get(key.substring("tag:".length())));
    }

    /** Refuses targets of a kind that there is not. */
    static void check(List<Target> targets) {
        for (Target target : targets) {
            String key = String.valueOf(target.key());
            if (key.startsWith("resource-groups:")) {
                throw Refusals.validation("The local cloud does not support " + key + ".");
            }
            boolean known =
                    key.equalsIgnoreCase("InstanceIds")
                            || key.equals("tag-key")
                            || (key.startsWith("tag:") && key.length() > 4);
            if (!known || target.values().isEmpty()) {
                throw Refusals.validation("Target key or values are not valid: " + key);
            }
        }
    }
}
