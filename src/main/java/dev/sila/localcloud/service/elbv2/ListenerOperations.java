package dev.sila.localcloud.service.elbv2;

import static dev.sila.localcloud.service.elbv2.Names.invalid;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.traffic.Frontend;
import dev.sila.localcloud.traffic.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
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
    private final TagOperations tags;

    ListenerOperations(Elb elb, Actions actions, TagOperations tags) {
        this.elb = elb;
        this.actions = actions;
        this.tags = tags;
    }

    public CreateListenerResponse createListener(CreateListenerRequest request) {
        LoadBalancerEntry balancer = elb.balancer(request.loadBalancerArn());
        if (request.port() == null) {
            throw invalid("A port must be specified");
        }
        checkPort(request.port());
        checkProtocol(request.protocolAsString(), request.certificates());
        tags.check(request.tags());
        List<Action> completed = actions.complete(balancer, request.defaultActions());
        free(balancer, request.port());
        String path = balancer.path() + "/" + elb.foundation.identity().hex(16);
        Listener model =
                Listener.builder()
                        .listenerArn(elb.arn("listener/" + path))
                        .loadBalancerArn(balancer.arn)
                        .port(request.port())
                        .protocol("HTTP")
                        .defaultActions(completed)
                        .build();
        Frontend frontend =
                balancer.live.listen(
                        request.port(),
                        List.of(new Route(List.of(), actions.destination(completed.getFirst()))));
        String rule = elb.arn("listener-rule/" + path + "/" + elb.foundation.identity().hex(16));
        balancer.listeners.put(request.port(), new ListenerEntry(balancer, model, rule, frontend));
        tags.put(model.listenerArn(), request.tags());
        elb.refresh();
        return CreateListenerResponse.builder().listeners(model).build();
    }

    private static void free(LoadBalancerEntry balancer, int port) {
        if (balancer.listeners.containsKey(port)) {
            throw new AwsFailure(
                    "DuplicateListener",
                    "A listener already exists on this port for this load balancer '"
                            + balancer.arn
                            + "'");
        }
    }

    private static void checkPort(int port) {
        if (port < 1 || port > 65_535) {
            throw invalid("Listener port '" + port + "' must be in the range 1-65535");
        }
    }

    /** HTTP only: no certificate exists in the local cloud that an HTTPS listener could use. */
    private static void checkProtocol(@Nullable String protocol, List<Certificate> certificates) {
        if (protocol == null) {
            throw invalid("A protocol must be specified");
        }
        if (protocol.equals("HTTPS")) {
            if (certificates.isEmpty()) {
                throw invalid("A certificate must be specified for HTTPS listeners");
            }
            throw new AwsFailure(
                    "CertificateNotFound",
                    "Certificate '" + certificates.getFirst().certificateArn() + "' not found");
        }
        if (!protocol.equals("HTTP")) {
            throw invalid("Protocol '" + protocol + "' must be one of 'HTTPS, HTTP'");
        }
        if (!certificates.isEmpty()) {
            throw invalid("A certificate cannot be specified for HTTP listeners");
        }
    }

    public ModifyListenerResponse modifyListener(ModifyListenerRequest request) {
        ListenerEntry entry = elb.listener(request.listenerArn());
        if (request.protocol() != null || !request.certificates().isEmpty()) {
            checkProtocol(
                    TargetGroupRules.or(request.protocolAsString(), "HTTP"),
                    request.certificates());
        }
        List<Action> completed =
                request.defaultActions().isEmpty()
                        ? entry.model.defaultActions()
                        : actions.complete(entry.balancer, request.defaultActions());
        int port = request.port() == null ? entry.model.port() : request.port();
        Listener changed = entry.model.toBuilder().port(port).defaultActions(completed).build();
        if (port == entry.model.port()) {
            entry.model = changed;
            entry.frontend.routes(actions.routes(entry.allRules()));
        } else {
            checkPort(port);
            free(entry.balancer, port);
            move(entry, changed);
        }
        elb.refresh();
        return ModifyListenerResponse.builder().listeners(changed).build();
    }

    /** A listener on another port is another socket. */
    private void move(ListenerEntry entry, Listener changed) {
        ListenerEntry moved =
                new ListenerEntry(
                        entry.balancer,
                        changed,
                        entry.defaultRuleArn,
                        entry.balancer.live.listen(changed.port(), List.of()));
        moved.rules.addAll(entry.rules);
        moved.frontend.routes(actions.routes(moved.allRules()));
        entry.frontend.close();
        entry.balancer.listeners.remove(entry.model.port());
        entry.balancer.listeners.put(changed.port(), moved);
    }

    public DescribeListenersResponse describeListeners(DescribeListenersRequest request) {
        if (request.loadBalancerArn() == null && request.listenerArns().isEmpty()) {
            throw invalid("You must specify either listener ARNs or a load balancer ARN");
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
        ListenerEntry entry = elb.listener(request.listenerArn());
        entry.frontend.close();
        entry.balancer.listeners.remove(entry.model.port());
        elb.tags.remove(entry.model.listenerArn());
        entry.rules.forEach(rule -> elb.tags.remove(rule.ruleArn()));
        elb.refresh();
        return DeleteListenerResponse.builder().build();
    }
}
