package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link ClassicLoadBalancer}s ask of AWS. */
final class ClassicLoadBalancerFootprint implements Footprint<ClassicLoadBalancer> {
    /** Until a deleted one's network interfaces are gone: what the handler waits for usually. */
    private static final Duration GONE = Duration.ofMinutes(2);

    @Override
    public Class<ClassicLoadBalancer> type() {
        return ClassicLoadBalancer.class;
    }

    @Override
    public void look(ClassicLoadBalancer state, Effort effort) {
        BalancingEffort.call("DescribeLoadBalancers", effort);
        BalancingEffort.call("DescribeTags", effort);
        BalancingEffort.call("DescribeLoadBalancerAttributes", effort);
    }

    @Override
    public void create(
            ClassicLoadBalancer wanted,
            Change.@Nullable Replace<ClassicLoadBalancer> instead,
            Effort effort) {
        boolean taken =
                instead != null
                        && instead.order() == Replacement.CREATE_FIRST
                        && instead.found().id().equals(ClassicLoadBalancer.realName(wanted.name()));
        BalancingEffort.make("CreateLoadBalancer", "loadbalancer", effort).times(taken ? 2 : 1);
        if (taken) {
            BalancingEffort.call("DescribeLoadBalancers", effort);
        }
        BalancingEffort.call("DescribeTags", effort);
        BalancingEffort.change("ConfigureHealthCheck", true, effort);
        BalancingEffort.change("ModifyLoadBalancerAttributes", true, effort);
        if (!wanted.stickyCookie().isEmpty()) {
            stick(wanted, Set.of(), effort);
        }
    }

    /**
     * Holding clients by a cookie: its policy, each listener that speaks HTTP, and the end of other
     * policies.
     */
    private static void stick(ClassicLoadBalancer wanted, Set<String> others, Effort effort) {
        boolean some = !wanted.stickyCookie().isEmpty();
        boolean own = wanted.stickyCookie().equals(ClassicLoadBalancer.OWN_COOKIE);
        boolean known = others.contains(wanted.stickyCookie());
        BalancingEffort.call("DescribeLoadBalancers", effort);
        BalancingEffort.change("CreateLBCookieStickinessPolicy", some && own && !known, effort);
        BalancingEffort.change("CreateAppCookieStickinessPolicy", some && !own && !known, effort);
        long http = wanted.listeners().stream().filter(ClassicLoadBalancer.Listener::http).count();
        BalancingEffort.call("SetLoadBalancerPoliciesOfListener", effort)
                .times((int) http)
                .marked();
        long obsolete = others.stream().filter(each -> !each.equals(wanted.stickyCookie())).count();
        BalancingEffort.call("DeleteLoadBalancerPolicy", effort).times((int) obsolete).marked();
    }

    @Override
    public void update(
            Found<ClassicLoadBalancer> found,
            ClassicLoadBalancer wanted,
            Diff diff,
            Effort effort) {
        ClassicLoadBalancer now = found.state();
        if (diff.has("subnets")) {
            move(now, wanted, effort);
        }
        BalancingEffort.change(
                "ApplySecurityGroupsToLoadBalancer", diff.has("securityGroups"), effort);
        if (diff.has("listeners")) {
            listen(now.listeners(), wanted.listeners(), effort);
        }
        BalancingEffort.change("ConfigureHealthCheck", diff.has("healthCheck"), effort);
        BalancingEffort.change(
                "ModifyLoadBalancerAttributes",
                ClassicLoadBalancerMapping.ATTRIBUTES.stream().anyMatch(diff::has),
                effort);
        if (ClassicListeners.resticks(now, wanted, diff)) {
            restick(now, wanted, diff, effort);
        }
        BalancingEffort.change("AddTags", diff.has("tags"), effort);
    }

    /** Listeners that stay keep their cookie, unless it changes. */
    private static void restick(
            ClassicLoadBalancer now, ClassicLoadBalancer wanted, Diff diff, Effort effort) {
        if (diff.has("stickyCookie")) {
            Set<String> before =
                    now.stickyCookie().isEmpty() ? Set.of() : Set.of(now.stickyCookie());
            stick(wanted, before, effort);
            return;
        }
        BalancingEffort.call("DescribeLoadBalancers", effort);
        long fresh =
                ClassicListeners.made(now.listeners(), wanted.listeners()).stream()
                        .filter(ClassicLoadBalancer.Listener::http)
                        .count();
        BalancingEffort.call("SetLoadBalancerPoliciesOfListener", effort)
                .times((int) fresh)
                .marked();
    }

    private static void move(ClassicLoadBalancer now, ClassicLoadBalancer wanted, Effort effort) {
        BalancingEffort.call("DescribeLoadBalancers", effort);
        effort.ec2("DescribeSubnets");
        Map<String, String> zones = new HashMap<>();
        for (Subnet each : effort.wanted(Subnet.class)) {
            zones.put(each.name(), each.availabilityZone());
        }
        effort.found(Subnet.class)
                .forEach(each -> zones.putIfAbsent(each.name(), each.availabilityZone()));
        List<ClassicSubnets.Move> moves =
                ClassicSubnets.moves(names(now.subnets()), names(wanted.subnets()), zones);
        long attached = moves.stream().filter(ClassicSubnets.Move::attach).count();
        BalancingEffort.call("AttachLoadBalancerToSubnets", effort).times((int) attached).marked();
        BalancingEffort.call("DetachLoadBalancerFromSubnets", effort)
                .times(moves.size() - (int) attached)
                .marked();
    }

    private static Set<String> names(Set<Ref<Subnet>> subnets) {
        return subnets.stream().map(Ref::name).collect(Collectors.toSet());
    }

    private static void listen(
            Set<ClassicLoadBalancer.Listener> now,
            Set<ClassicLoadBalancer.Listener> wanted,
            Effort effort) {
        BalancingEffort.change(
                "DeleteLoadBalancerListeners",
                !ClassicListeners.gone(now, wanted).isEmpty(),
                effort);
        BalancingEffort.change(
                "CreateLoadBalancerListeners",
                !ClassicListeners.made(now, wanted).isEmpty(),
                effort);
        BalancingEffort.call("SetLoadBalancerListenerSSLCertificate", effort)
                .times(ClassicListeners.certified(now, wanted).size())
                .marked();
    }

    @Override
    public void delete(Found<ClassicLoadBalancer> found, Effort effort) {
        BalancingEffort.change("DeleteLoadBalancer", true, effort);
        effort.ec2("DescribeNetworkInterfaces").orMore();
        effort.takes(GONE);
    }

    @Override
    public List<Quota<ClassicLoadBalancer>> quotas() {
        return List.of(
                new Quota<>(
                        BalancingEffort.SERVICE,
                        "L-E9E9831D",
                        "Classic Load Balancers per Region",
                        20,
                        (clients, plan) ->
                                clients
                                        .classicLoadBalancing()
                                        .describeLoadBalancersPaginator()
                                        .loadBalancerDescriptions()
                                        .stream()
                                        .count()));
    }
}
