package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;

import java.util.List;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesForBackendServerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesForBackendServerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerPoliciesOfListenerResponse;

/** Which policies listeners and instance ports have. */
public final class PolicyUse {
    private final Classic classic;
    private final Living living;

    PolicyUse(Classic classic, Living living) {
        this.classic = classic;
        this.living = living;
    }

    public SetLoadBalancerPoliciesOfListenerResponse setLoadBalancerPoliciesOfListener(
            SetLoadBalancerPoliciesOfListenerRequest request) {
        incomplete(request, "PolicyNames");
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        ListenerEntry listener = ListenerOperations.listener(balancer, request.loadBalancerPort());
        List<Policy> wanted = policies(balancer, request.policyNames());
        if (wanted.stream().anyMatch(each -> !fits(listener, each))) {
            throw PolicyTypes.conflict(
                    "A policy of this type cannot be enabled on a listener with the protocol "
                            + listener.model.protocol());
        }
        if (wanted.stream().filter(Policy::sticky).count() > 1
                || wanted.stream().filter(each -> !each.sticky()).count() > 1) {
            throw PolicyTypes.conflict("A listener has one policy of each kind at most");
        }
        listener.policies = List.copyOf(request.policyNames());
        living.follow(balancer);
        return SetLoadBalancerPoliciesOfListenerResponse.builder().build();
    }

    private static boolean fits(ListenerEntry listener, Policy policy) {
        return (policy.sticky() && listener.http())
                || (policy.type().equals(Policy.NEGOTIATION) && listener.secure());
    }

    /** A predefined policy becomes one of the balancer at its first use. */
    private static List<Policy> policies(BalancerEntry balancer, List<String> names) {
        return names.stream().map(name -> policy(balancer, name)).toList();
    }

    private static Policy policy(BalancerEntry balancer, String name) {
        PolicyTypes.predefined(name).ifPresent(each -> balancer.policies.putIfAbsent(name, each));
        return balancer.policy(name).orElseThrow(() -> PolicyOperations.notFound(name));
    }

    public SetLoadBalancerPoliciesForBackendServerResponse setLoadBalancerPoliciesForBackendServer(
            SetLoadBalancerPoliciesForBackendServerRequest request) {
        incomplete(request, "PolicyNames");
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        int port = request.instancePort();
        List<ListenerEntry> users =
                balancer.listeners.values().stream()
                        .filter(each -> each.model.instancePort() == port)
                        .toList();
        if (users.isEmpty()) {
            throw PolicyTypes.conflict("No listener of the load balancer uses the port " + port);
        }
        for (Policy policy : policies(balancer, request.policyNames())) {
            boolean keyed = policy.type().equals(Policy.BACKEND_KEY);
            boolean secure = ListenerRules.secure(users.getFirst().model.instanceProtocol());
            if (!policy.forBackends() || (keyed && !secure)) {
                throw PolicyTypes.conflict(
                        "The policy '" + policy.name() + "' cannot be enabled on port " + port);
            }
        }
        if (request.policyNames().isEmpty()) {
            balancer.backends.remove(port);
        } else {
            balancer.backends.put(port, List.copyOf(request.policyNames()));
        }
        living.follow(balancer);
        return SetLoadBalancerPoliciesForBackendServerResponse.builder().build();
    }
}
