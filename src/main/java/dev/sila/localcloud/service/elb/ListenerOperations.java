package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.SecurityPolicies;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerListenerSslCertificateRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.SetLoadBalancerListenerSslCertificateResponse;

/** The listeners of classic balancers. */
public final class ListenerOperations {
    private final Classic classic;
    private final Living living;

    ListenerOperations(Classic classic, Living living) {
        this.classic = classic;
        this.living = living;
    }

    /** Listeners as AWS stores them, each port once. */
    List<Listener> complete(List<Listener> given) {
        List<Listener> all = new ArrayList<>();
        for (Listener each : given) {
            Listener listener = ListenerRules.complete(classic, each);
            ListenerRules.together(listener, all);
            if (all.stream()
                    .anyMatch(other ->
                            other.loadBalancerPort().equals(listener.loadBalancerPort()))) {
                throw invalid(
                        "The port " + listener.loadBalancerPort() + " is given more than once");
            }
            all.add(listener);
        }
        return all;
    }

    void room(int count) {
        if (count > classic.limit(Limits.CLASSIC_LISTENERS)) {
            throw invalid("The quota for the number of listeners has been reached");
        }
    }

    /** Adds a listener that was checked; a secure one gets the standard policy. */
    void add(BalancerEntry balancer, Listener listener) {
        List<String> policies = List.of();
        if (ListenerRules.secure(listener.protocol())) {
            policies = List.of(SecurityPolicies.STANDARD);
            PolicyTypes.predefined(SecurityPolicies.STANDARD)
                    .ifPresent(each -> balancer.policies.putIfAbsent(each.name(), each));
        }
        balancer.listeners.put(listener.loadBalancerPort(), new ListenerEntry(listener, policies));
    }

    public CreateLoadBalancerListenersResponse createLoadBalancerListeners(
            CreateLoadBalancerListenersRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        List<Listener> wanted = complete(request.listeners());
        List<Listener> added = wanted.stream().filter(each -> isNew(balancer, each)).toList();
        room(balancer.listeners.size() + added.size());
        List<Listener> others =
                balancer.listeners.values().stream().map(each -> each.model).toList();
        added.forEach(each -> ListenerRules.together(each, others));
        added.forEach(each -> add(balancer, each));
        living.follow(balancer);
        return CreateLoadBalancerListenersResponse.builder().build();
    }

    /** The same listener once more does nothing, another one on its port is refused. */
    private static boolean isNew(BalancerEntry balancer, Listener wanted) {
        ListenerEntry known = balancer.listeners.get(wanted.loadBalancerPort());
        if (known != null && !known.model.equals(wanted)) {
            throw new AwsFailure(
                    "DuplicateListener",
                    "A listener already exists for "
                            + balancer.name()
                            + " with LoadBalancerPort "
                            + wanted.loadBalancerPort()
                            + ", but with a different InstancePort, Protocol, or SSLCertificateId");
        }
        return known == null;
    }

    public DeleteLoadBalancerListenersResponse deleteLoadBalancerListeners(
            DeleteLoadBalancerListenersRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        for (Integer port : request.loadBalancerPorts()) {
            ListenerEntry gone = balancer.listeners.remove(port);
            if (gone != null) {
                Living.silence(gone);
            }
        }
        return DeleteLoadBalancerListenersResponse.builder().build();
    }

    static ListenerEntry listener(BalancerEntry balancer, @Nullable Integer port) {
        ListenerEntry entry = port == null ? null : balancer.listeners.get(port);
        if (entry == null) {
            throw new AwsFailure(
                    "ListenerNotFound",
                    "There is no listener on port " + port + " of " + balancer.name());
        }
        return entry;
    }

    public SetLoadBalancerListenerSslCertificateResponse setLoadBalancerListenerSSLCertificate(
            SetLoadBalancerListenerSslCertificateRequest request) {
        incomplete(request);
        BalancerEntry balancer = classic.balancer(request.loadBalancerName());
        ListenerEntry listener = listener(balancer, request.loadBalancerPort());
        if (!listener.secure()) {
            throw PolicyTypes.conflict(
                    "The listener on port "
                            + request.loadBalancerPort()
                            + " is not a secure one and has no certificate");
        }
        classic.certificate(request.sslCertificateId());
        listener.model =
                listener.model.toBuilder().sslCertificateId(request.sslCertificateId()).build();
        living.follow(balancer);
        return SetLoadBalancerListenerSslCertificateResponse.builder().build();
    }
}
