package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.balancing.Refused.incomplete;
import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.elbv2.TargetGroupRules.or;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Pages;
import dev.sila.localcloud.service.balancing.SecurityPolicies;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerResponse;

/** Making, changing, listing and deleting listeners. */
public final class ListenerOperations {
    private final Elb elb;
    private final Actions actions;
    private final Listeners listeners;

    ListenerOperations(Elb elb, Actions actions, Listeners listeners) {
        this.elb = elb;
        this.actions = actions;
        this.listeners = listeners;
    }

    public CreateListenerResponse createListener(CreateListenerRequest request) {
        incomplete(request);
        LoadBalancerEntry balancer = elb.balancer(request.loadBalancerArn());
        ListenerRules.mutual(request.mutualAuthentication());
        String protocol = request.protocolAsString();
        Listener asked =
                Listener.builder()
                        .loadBalancerArn(balancer.arn)
                        .port(request.port())
                        .protocol(protocol)
                        .certificates(request.certificates())
                        .sslPolicy(policy(protocol, request.sslPolicy()))
                        .alpnPolicy(request.alpnPolicy())
                        .build();
        ListenerRules.check(balancer, asked, elb.identities);
        elb.tags.check("", TagOperations.given(request.tags()));
        free(balancer, asked, null);
        room(balancer);
        String path = balancer.birth.path() + "/" + elb.foundation.identity().hex(16);
        Listener model =
                asked.toBuilder()
                        .listenerArn(elb.arn("listener/" + path))
                        .defaultActions(actions.complete(balancer, asked, request.defaultActions()))
                        .build();
        String rule = elb.arn("listener-rule/" + path + "/" + elb.foundation.identity().hex(16));
        ListenerEntry entry = new ListenerEntry(balancer, model, rule);
        balancer.listeners.put(place(model), entry);
        elb.tags.put(entry.arn(), TagOperations.given(request.tags()));
        listeners.follow(entry);
        return CreateListenerResponse.builder().listeners(model).build();
    }

    /** The policy that is asked for, or the standard one of an encrypted listener. */
    private static @Nullable String policy(@Nullable String protocol, @Nullable String asked) {
        return asked == null && ListenerRules.encrypted(protocol)
                ? SecurityPolicies.STANDARD
                : asked;
    }

    /** What no two listeners of a balancer share: the port, of datagrams or of connections. */
    static String place(Listener listener) {
        return listener.port() + ("UDP".equals(listener.protocolAsString()) ? "/udp" : "/tcp");
    }

    private static void free(
            LoadBalancerEntry balancer, Listener asked, @Nullable ListenerEntry itself) {
        boolean taken =
                balancer.listeners.values().stream()
                        .filter(each -> each != itself)
                        .anyMatch(each -> clash(each.model, asked));
        if (taken) {
            throw new AwsFailure(
                    "DuplicateListener",
                    "A listener already exists on this port for this load balancer '"
                            + balancer.arn
                            + "'");
        }
    }

    private static boolean clash(Listener one, Listener other) {
        boolean both =
                "TCP_UDP".equals(one.protocolAsString())
                        || "TCP_UDP".equals(other.protocolAsString());
        return one.port().equals(other.port()) && (both || place(one).equals(place(other)));
    }

    private void room(LoadBalancerEntry balancer) {
        int most =
                elb.limit(
                        balancer.network()
                                ? Limits.NETWORK_LISTENERS
                                : Limits.APPLICATION_LISTENERS);
        if (balancer.listeners.size() >= most) {
            throw new AwsFailure(
                    "TooManyListeners",
                    "The maximum number of listeners has been reached on load balancer '"
                            + balancer.arn
                            + "'");
        }
    }

    public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
        incomplete(request);
        ListenerEntry entry = elb.listener(request.listenerArn());
        ListenerRules.mutual(request.mutualAuthentication());
        Listener now = entry.model;
        Listener asked = asked(request, now);
        ListenerRules.check(entry.balancer, asked, elb.identities);
        free(entry.balancer, asked, entry);
        Listener changed =
                asked.toBuilder()
                        .defaultActions(
                                actions.complete(
                                        entry.balancer,
                                        asked,
                                        request.defaultActions().isEmpty()
                                                ? now.defaultActions()
                                                : request.defaultActions()))
                        .build();
        change(entry, changed);
        return ModifyListenerResponse.builder().listeners(changed).build();
    }

    private static Listener asked(ModifyListenerRequest request, Listener now) {
        String protocol = or(request.protocolAsString(), now.protocolAsString());
        boolean encrypted = ListenerRules.encrypted(protocol);
        boolean same = protocol.equals(now.protocolAsString());
        return now.toBuilder()
                .port(or(request.port(), now.port()))
                .protocol(protocol)
                .certificates(
                        request.certificates().isEmpty() && encrypted
                                ? now.certificates()
                                : request.certificates())
                .sslPolicy(
                        policy(
                                protocol,
                                request.sslPolicy() == null && encrypted
                                        ? now.sslPolicy()
                                        : request.sslPolicy()))
                .alpnPolicy(
                        request.alpnPolicy().isEmpty() && same
                                ? now.alpnPolicy()
                                : request.alpnPolicy())
                .build();
    }

    private void change(ListenerEntry entry, Listener changed) {
        entry.balancer.listeners.remove(place(entry.model));
        entry.model = changed;
        Map<String, String> attributes = entry.table().defaults();
        attributes.replaceAll((key, standard) -> entry.attributes.getOrDefault(key, standard));
        entry.attributes = attributes;
        if (!ListenerRules.encrypted(changed.protocolAsString())) {
            entry.certificates.clear();
        }
        entry.balancer.listeners.put(place(changed), entry);
        listeners.follow(entry);
    }

    public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw invalid("You must specify either listener ARNs or a load balancer ARN");
        }
        if (request.loadBalancerArn() != null && !request.listenerArns().isEmpty()) {
            throw invalid("You cannot specify both listener ARNs and a load balancer ARN");
        }
        if (request.listenerArns().size() > 20) {
            throw invalid("The number of listeners in one call cannot exceed 20");
        }
        List<Listener> found =
                request.loadBalancerArn() == null
                        ? request.listenerArns().stream()
                                .map(arn -> elb.listener(arn).model)
                                .toList()
                        : elb.balancer(request.loadBalancerArn()).listeners.values().stream()
                                .map(each -> each.model)
                                .toList();
        Pages<Listener> page = Pages.of(found, request.marker(), request.pageSize());
        return DescribeListenersResponse.builder()
                .listeners(page.items())
                .nextMarker(page.next())
                .build();
    }

    public DeleteListenerResponse deleteListener(DeleteListenerRequest request) {
        incomplete(request);
        listeners.delete(elb.listener(request.listenerArn()));
        return DeleteListenerResponse.builder().build();
    }
}
