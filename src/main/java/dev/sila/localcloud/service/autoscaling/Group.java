package dev.sila.localcloud.service.autoscaling;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.model.AvailabilityZoneDistribution;
import software.amazon.awssdk.services.autoscaling.model.InstanceMaintenancePolicy;
import software.amazon.awssdk.services.autoscaling.model.LifecycleHook;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** An Auto Scaling group. */
final class Group {
    final String name;
    final String arn;
    final Instant created;
    Configuration configuration;
    int minimum;
    int maximum;
    int desired;
    int cooldown = 300;
    int grace;
    String healthCheckType = "EC2";
    @Nullable Integer warmup;
    boolean protectNew;
    boolean capacityRebalance;
    @Nullable Integer maxLifetime;
    @Nullable InstanceMaintenancePolicy maintenance;
    @Nullable AvailabilityZoneDistribution distribution;
    @Nullable String serviceLinkedRole;

    /** Zone by subnet, in the order given. */
    Map<String, String> subnets = new LinkedHashMap<>();

    boolean namedSubnets;
    List<String> terminationPolicies = List.of("Default");
    final Set<String> targetGroups = new LinkedHashSet<>();
    final Set<String> loadBalancers = new LinkedHashSet<>();

    /**
     * Those of both that have found a member well since they were attached: only these may call
     * members unhealthy.
     */
    final Set<String> proven = new LinkedHashSet<>();

    final Map<String, GroupTag> tags = new TreeMap<>();

    /** Reason by process. */
    final Map<String, String> suspended = new TreeMap<>();

    final Map<String, Member> members = new LinkedHashMap<>();
    final Map<String, LifecycleHook> hooks = new TreeMap<>();
    final Map<String, ScheduledAction> schedule = new TreeMap<>();

    /** The notification types of each topic. */
    final Map<String, Set<String>> topics = new TreeMap<>();

    final Set<String> metrics = new TreeSet<>();

    /** The oldest first. */
    final List<Refresh> refreshes = new ArrayList<>();

    boolean deleting;

    /** What changed the desired capacity last, as activities tell it. */
    String reason = "";

    /** Why each launch to come that replaces an instance happens. */
    final Deque<String> replacements = new ArrayDeque<>();

    /** The cooldown of the simple policy that scaled last, while its activities go on. */
    @Nullable Integer cooldownPending;

    Instant cooldownUntil = Instant.MIN;
    @Nullable Integer stepWarmup;
    Instant noLaunchBefore = Instant.MIN;

    /** Until when a subnet in which EC2 refused a launch is passed over. */
    final Map<String, Instant> refusedUntil = new HashMap<>();

    Group(String name, String arn, Instant created, Configuration configuration) {
        this.name = name;
        this.arn = arn;
        this.created = created;
        this.configuration = configuration;
    }

    /** What instances are launched from now: a refresh has its own until it ends. */
    Configuration launching() {
        return refreshes.stream()
                .filter(Refresh::active)
                .findFirst()
                .map(each -> each.target(configuration))
                .orElse(configuration);
    }

    List<Member> counted() {
        return members.values().stream().filter(Member::counts).toList();
    }

    List<Member> in(LifecycleState state) {
        return members.values().stream().filter(each -> each.is(state)).toList();
    }

    /** The capacity units of what is there or coming, without what came before its time. */
    int capacity() {
        return members.values().stream().filter(Member::fills).mapToInt(each -> each.weight).sum();
    }

    /** Whether nothing comes or goes. */
    boolean quiet() {
        return members.values().stream().noneMatch(each -> each.coming() || each.going());
    }

    boolean coolingDown(Instant now) {
        return cooldownPending != null || now.isBefore(cooldownUntil);
    }

    boolean runs(String process) {
        return !suspended.containsKey(process);
    }

    List<String> zones() {
        return subnets.values().stream().distinct().toList();
    }
}
