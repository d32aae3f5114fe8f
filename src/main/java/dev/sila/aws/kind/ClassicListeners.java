package dev.sila.aws.kind;

import dev.sila.engine.Diff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateAppCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLbCookieStickinessPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerPolicyRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.Policies;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerListenerSslCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerRequest;

/** Changes in place of what a classic load balancer listens to, and how it holds clients. */
final class ClassicListeners {
    private final ElasticLoadBalancingClient balancing;

    ClassicListeners(ElasticLoadBalancingClient balancing) {
        this.balancing = balancing;
    }

    /** Whether clients must be held anew: new listeners do not know the cookie yet. */
    static boolean resticks(ClassicLoadBalancer now, ClassicLoadBalancer wanted, Diff diff) {
        return diff.has("stickyCookie")
                || (!wanted.stickyCookie().isEmpty()
                        && made(now.listeners(), wanted.listeners()).stream()
                                .anyMatch(ClassicLoadBalancer.Listener::http));
    }

    /** The listeners that are made, also in place of others on their ports. */
    static List<ClassicLoadBalancer.Listener> made(
            Set<ClassicLoadBalancer.Listener> now, Set<ClassicLoadBalancer.Listener> wanted) {
        Set<ClassicLoadBalancer.Listener> present =
                now.stream().map(ClassicListeners::bare).collect(Collectors.toSet());
        return wanted.stream().filter(each -> !present.contains(bare(each))).toList();
    }

    /** The listeners that go, also for others on their ports. */
    static List<ClassicLoadBalancer.Listener> gone(
            Set<ClassicLoadBalancer.Listener> now, Set<ClassicLoadBalancer.Listener> wanted) {
        return made(/* now= */ wanted, /* wanted= */ now);
    }

    /** The listeners that stay with another certificate. */
    static List<ClassicLoadBalancer.Listener> certified(
            Set<ClassicLoadBalancer.Listener> now, Set<ClassicLoadBalancer.Listener> wanted) {
        List<ClassicLoadBalancer.Listener> changed = new ArrayList<>(wanted);
        changed.removeAll(now);
        changed.removeAll(made(now, wanted));
        return changed;
    }

    /** Everything of a listener that cannot be changed in place: all but its certificate. */
    private static ClassicLoadBalancer.Listener bare(ClassicLoadBalancer.Listener listener) {
        return new ClassicLoadBalancer.Listener(
                listener.port(),
                listener.protocol(),
                listener.instancePort(),
                listener.instanceProtocol(),
                listener.certificateArn() == null ? null : "");
    }

    /** A port whose listener becomes another one is closed for the time between two calls. */
    void listen(
            String balancer,
            Set<ClassicLoadBalancer.Listener> now,
            Set<ClassicLoadBalancer.Listener> wanted) {
        List<Integer> gone =
                gone(now, wanted).stream().map(ClassicLoadBalancer.Listener::port).toList();
        List<ClassicLoadBalancer.Listener> made = made(now, wanted);
        if (!gone.isEmpty()) {
            balancing.deleteLoadBalancerListeners(
                    DeleteLoadBalancerListenersRequest.builder()
                            .loadBalancerName(balancer)
                            .loadBalancerPorts(gone)
                            .build());
        }
        if (!made.isEmpty()) {
            balancing.createLoadBalancerListeners(
                    CreateLoadBalancerListenersRequest.builder()
                            .loadBalancerName(balancer)
                            .listeners(ClassicLoadBalancerMapping.listeners(made))
                            .build());
        }
        for (ClassicLoadBalancer.Listener each : certified(now, wanted)) {
            balancing.setLoadBalancerListenerSSLCertificate(
                    SetLoadBalancerListenerSslCertificateRequest.builder()
                            .loadBalancerName(balancer)
                            .loadBalancerPort(each.port())
                            .sslCertificateId(each.certificateArn())
                            .build());
        }
    }

    /**
     * Holds clients by the cookie on all listeners that can, and removes the policies that hold by
     * others. A listener keeps its other policies, such as the one that says which ciphers.
     */
    void stick(String balancer, String cookie) {
        LoadBalancerDescription now = describe(balancer);
        Map<String, String> sticking = sticking(now.policies());
        String name = policyName(cookie);
        if (!cookie.isEmpty() && !sticking.containsKey(name)) {
            make(balancer, name, cookie);
        }
        for (ListenerDescription each : now.listenerDescriptions()) {
            boolean http = each.listener().protocol().startsWith("HTTP");
            List<String> policies =
                    Stream.concat(
                                    each.policyNames().stream()
                                            .filter(policy -> !sticking.containsKey(policy)),
                                    Stream.of(name).filter(_ -> http && !cookie.isEmpty()))
                            .toList();
            if (!new HashSet<>(policies).equals(new HashSet<>(each.policyNames()))) {
                balancing.setLoadBalancerPoliciesOfListener(
                        SetLoadBalancerPoliciesOfListenerRequest.builder()
                                .loadBalancerName(balancer)
                                .loadBalancerPort(each.listener().loadBalancerPort())
                                .policyNames(policies)
                                .build());
            }
        }
        for (String each : sticking.keySet()) {
            if (cookie.isEmpty() || !each.equals(name)) {
                balancing.deleteLoadBalancerPolicy(
                        DeleteLoadBalancerPolicyRequest.builder()
                                .loadBalancerName(balancer)
                                .policyName(each)
                                .build());
            }
        }
    }

    private LoadBalancerDescription describe(String balancer) {
        return balancing
                .describeLoadBalancers(
                        DescribeLoadBalancersRequest.builder().loadBalancerNames(balancer).build())
                .loadBalancerDescriptions()
                .getFirst();
    }

    /** The policies that hold clients, by name. */
    private static Map<String, String> sticking(Policies policies) {
        return Stream.concat(
                        policies.appCookieStickinessPolicies().stream()
                                .map(each -> each.policyName()),
                        policies.lbCookieStickinessPolicies().stream()
                                .map(each -> each.policyName()))
                .collect(Collectors.toMap(Function.identity(), each -> each));
    }

    /** A policy cannot be changed, so each cookie has its own. Names have no {@code _}. */
    private static String policyName(String cookie) {
        return "sticky-" + Sha256.of(cookie).substring(0, 16);
    }

    private void make(String balancer, String name, String cookie) {
        if (cookie.equals(ClassicLoadBalancer.OWN_COOKIE)) {
            balancing.createLBCookieStickinessPolicy(
                    CreateLbCookieStickinessPolicyRequest.builder()
                            .loadBalancerName(balancer)
                            .policyName(name)
                            .build());
        } else {
            balancing.createAppCookieStickinessPolicy(
                    CreateAppCookieStickinessPolicyRequest.builder()
                            .loadBalancerName(balancer)
                            .policyName(name)
                            .cookieName(cookie)
                            .build());
        }
    }
}
