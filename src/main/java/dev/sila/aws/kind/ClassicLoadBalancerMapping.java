package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.model.HealthCheck;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.Policies;

/** Classic load balancers between AWS's words and the spec's. */
final class ClassicLoadBalancerMapping {
    /** What ModifyLoadBalancerAttributes changes. */
    static final Set<String> ATTRIBUTES = Set.of("idleTimeoutSeconds", "drainSeconds", "crossZone");

    private ClassicLoadBalancerMapping() {}

    /** What a balancer is, in the terms of the spec. */
    static ClassicLoadBalancer state(
            LoadBalancerDescription balancer,
            LoadBalancerAttributes attributes,
            Tags tags,
            World world) {
        boolean drains = attributes.connectionDraining().enabled();
        return new ClassicLoadBalancer(
                AwsTags.name(tags, balancer.loadBalancerName()),
                balancer.scheme(),
                balancer.subnets().stream()
                        .map(id -> world.ref(Subnet.class, id))
                        .collect(Collectors.toUnmodifiableSet()),
                balancer.securityGroups().stream()
                        .map(id -> world.ref(SecurityGroup.class, id))
                        .collect(Collectors.toUnmodifiableSet()),
                balancer.listenerDescriptions().stream()
                        .map(each -> listener(each.listener()))
                        .collect(Collectors.toUnmodifiableSet()),
                check(balancer.healthCheck()),
                cookie(balancer),
                attributes.connectionSettings().idleTimeout(),
                drains ? attributes.connectionDraining().timeout() : 0,
                attributes.crossZoneLoadBalancing().enabled(),
                tags);
    }

    private static ClassicLoadBalancer.Listener listener(Listener listener) {
        return new ClassicLoadBalancer.Listener(
                listener.loadBalancerPort(),
                listener.protocol(),
                listener.instancePort(),
                Objects.requireNonNullElse(listener.instanceProtocol(), listener.protocol()),
                listener.sslCertificateId());
    }

    private static ClassicLoadBalancer.HealthCheck check(HealthCheck check) {
        return new ClassicLoadBalancer.HealthCheck(
                check.target(),
                check.interval(),
                check.timeout(),
                check.healthyThreshold(),
                check.unhealthyThreshold());
    }

    /**
     * The cookie that all listeners hold clients by that can; anything else, also a policy that no
     * listener uses, is a list of all cookies, which differs from every wanted one.
     */
    private static String cookie(LoadBalancerDescription balancer) {
        Set<String> used =
                balancer.listenerDescriptions().stream()
                        .filter(each -> listener(each.listener()).http())
                        .map(each -> cookie(each, balancer.policies()))
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> all =
                cookies(balancer.policies(), null).collect(Collectors.toCollection(TreeSet::new));
        if (used.size() <= 1 && (all.isEmpty() || used.equals(all))) {
            return String.join("", all);
        }
        return used + " of " + all;
    }

    private static String cookie(ListenerDescription listener, Policies policies) {
        return cookies(policies, listener.policyNames()).sorted().collect(Collectors.joining("+"));
    }

    /** The cookies of policies: of those names, or of all. */
    private static Stream<String> cookies(
            Policies policies, @org.jspecify.annotations.Nullable Collection<String> names) {
        return Stream.concat(
                policies.appCookieStickinessPolicies().stream()
                        .filter(each -> names == null || names.contains(each.policyName()))
                        .map(each -> each.cookieName()),
                policies.lbCookieStickinessPolicies().stream()
                        .filter(each -> names == null || names.contains(each.policyName()))
                        .map(each ->
                                each.cookieExpirationPeriod() == null
                                        ? ClassicLoadBalancer.OWN_COOKIE
                                        : ClassicLoadBalancer.OWN_COOKIE
                                                + " for "
                                                + each.cookieExpirationPeriod()
                                                + " s"));
    }

    /** Listeners as requests have them, in the order of their ports. */
    static List<Listener> listeners(Collection<ClassicLoadBalancer.Listener> wanted) {
        return wanted.stream()
                .sorted(Comparator.comparingInt(ClassicLoadBalancer.Listener::port))
                .map(each ->
                        Listener.builder()
                                .loadBalancerPort(each.port())
                                .protocol(each.protocol())
                                .instancePort(each.instancePort())
                                .instanceProtocol(each.instanceProtocol())
                                .sslCertificateId(each.certificateArn())
                                .build())
                .toList();
    }

    static HealthCheck check(ClassicLoadBalancer.HealthCheck wanted) {
        return HealthCheck.builder()
                .target(wanted.target())
                .interval(wanted.intervalSeconds())
                .timeout(wanted.timeoutSeconds())
                .healthyThreshold(wanted.healthyCount())
                .unhealthyThreshold(wanted.unhealthyCount())
                .build();
    }

    static LoadBalancerAttributes attributes(ClassicLoadBalancer wanted) {
        int drain = wanted.drainSeconds();
        return LoadBalancerAttributes.builder()
                .connectionSettings(each -> each.idleTimeout(wanted.idleTimeoutSeconds()))
                .connectionDraining(
                        each -> each.enabled(drain > 0).timeout(drain > 0 ? drain : null))
                .crossZoneLoadBalancing(each -> each.enabled(wanted.crossZone()))
                .build();
    }
}
