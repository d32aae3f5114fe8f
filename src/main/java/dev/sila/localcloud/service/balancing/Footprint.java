package dev.sila.localcloud.service.balancing;

import dev.sila.localcloud.Timeline;
import dev.sila.localcloud.service.balancing.Subnets.SubnetFacts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What one balancer occupies of the network: an interface in each of its subnets. */
public final class Footprint {
    /** Interfaces of a deleted balancer stay for a while and block their subnets and groups. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    private final Map<String, String> interfaces = new LinkedHashMap<>();
    private final Subnets network;
    private final String description;
    private List<SubnetFacts> subnets = List.of();
    private List<String> groups = List.of();

    /**
     * Nowhere yet.
     *
     * @param description of its interfaces, such as {@code ELB app/NAME/ID}
     */
    public Footprint(Subnets network, String description) {
        this.network = network;
        this.description = description;
    }

    /** Moves: takes the interfaces that are lacking, releases those without use. */
    public void move(List<SubnetFacts> to, List<String> securityGroups) {
        regroup(securityGroups);
        subnets = List.copyOf(to);
        for (SubnetFacts subnet : subnets) {
            interfaces.computeIfAbsent(
                    subnet.id(), id -> network.takeInterface(id, groups, description));
        }
        Set<String> wanted = subnets.stream().map(SubnetFacts::id).collect(Collectors.toSet());
        interfaces
                .entrySet()
                .removeIf(each -> {
                    boolean left = !wanted.contains(each.getKey());
                    if (left) {
                        network.releaseInterface(each.getValue());
                    }
                    return left;
                });
    }

    /** Changes its security groups. */
    public void regroup(List<String> securityGroups) {
        groups = List.copyOf(securityGroups);
        interfaces.values().forEach(each -> network.interfaceGroups(each, groups));
    }

    /** Leaves for good, after a while. */
    public void leave(Timeline timeline) {
        List<String> left = List.copyOf(interfaces.values());
        timeline.after(LINGER, () -> left.forEach(network::releaseInterface));
    }

    public List<SubnetFacts> subnets() {
        return subnets;
    }

    public List<String> groups() {
        return groups;
    }

    public Set<String> subnetIds() {
        return interfaces.keySet();
    }

    public String vpcId() {
        return subnets.getFirst().vpcId();
    }

    public Set<String> zones() {
        return subnets.stream().map(SubnetFacts::zone).collect(Collectors.toSet());
    }
}
