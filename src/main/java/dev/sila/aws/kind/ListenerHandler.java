package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Certificate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ForwardActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ListenerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;

/**
 * Finds and keeps listeners. One belongs to the part that owns its balancer, if it carries the
 * environment's mark; one that somebody else put there belongs to none.
 */
public final class ListenerHandler implements Kind<Listener> {
    private static final String IDLE_TIMEOUT = "tcp.idle_timeout.seconds";
    private static final Set<String> OWN_CALLS = Set.of("tags", "idleTimeoutSeconds");

    private final ElasticLoadBalancingV2Client balancing;
    private final BalancerTags balancerTags;

    public ListenerHandler(ElasticLoadBalancingV2Client balancing) {
        this.balancing = balancing;
        this.balancerTags = new BalancerTags(balancing);
    }

    @Override
    public Class<Listener> type() {
        return Listener.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("loadBalancer");
    }

    /** A target group serves one balancer only: the old listener must let go of it first. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    @Override
    public List<Found<Listener>> find(Scope scope, World world) {
        Map<
                        Found<LoadBalancer>,
                        List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener>>
                listeners = new LinkedHashMap<>();
        for (Found<LoadBalancer> balancer : world.found(LoadBalancer.class)) {
            listeners.put(balancer, listeners(balancer.id()));
        }
        List<String> arns =
                listeners.values().stream()
                        .flatMap(List::stream)
                        .map(each -> each.listenerArn())
                        .toList();
        Map<String, Tags> tags = balancerTags.of(arns);
        List<Found<Listener>> found = new ArrayList<>();
        listeners.forEach(
                (balancer, each) -> found.addAll(found(scope, balancer, each, tags, world)));
        return found;
    }

    private List<Found<Listener>> found(
            Scope scope,
            Found<LoadBalancer> balancer,
            List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> listeners,
            Map<String, Tags> tags,
            World world) {
        List<Found<Listener>> found = new ArrayList<>();
        for (software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener :
                listeners) {
            Tags own = tags.getOrDefault(listener.listenerArn(), Tags.NONE);
            String part = Ownership.marked(own, scope) ? balancer.part() : null;
            found.add(
                    new Found<>(
                            listener.listenerArn(),
                            state(listener, balancer, idleTimeout(listener), own, world),
                            part == null ? Map.of() : Map.of(Attr.PART, part)));
        }
        return found;
    }

    /** Empty for a balancer that was deleted in the meantime. */
    private List<software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener> listeners(
            String balancer) {
        return AwsErrors.orIfGone(
                List.of(),
                () ->
                        balancing
                                .describeListenersPaginator(
                                        DescribeListenersRequest.builder()
                                                .loadBalancerArn(balancer)
                                                .build())
                                .listeners()
                                .stream()
                                .toList());
    }

    static Listener state(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener,
            Found<LoadBalancer> balancer,
            @Nullable Integer idleTimeout,
            Tags tags,
            World world) {
        return new Listener(
                balancer.state().name() + ":" + listener.port(),
                world.ref(LoadBalancer.class, balancer.id()),
                listener.port(),
                listener.protocolAsString(),
                listener.certificates().stream()
                        .map(Certificate::certificateArn)
                        .findFirst()
                        .orElse(null),
                targetGroup(listener.defaultActions(), world),
                idleTimeout,
                tags);
    }

    /** Only listeners that speak TCP have one. */
    private @Nullable Integer idleTimeout(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.Listener listener) {
        if (listener.protocol() != ProtocolEnum.TCP) {
            return null;
        }
        return balancing
                .describeListenerAttributes(
                        DescribeListenerAttributesRequest.builder()
                                .listenerArn(listener.listenerArn())
                                .build())
                .attributes()
                .stream()
                .filter(each -> each.key().equals(IDLE_TIMEOUT))
                .map(each -> Integer.valueOf(each.value()))
                .findFirst()
                .orElse(null);
    }

    /** What does not forward to exactly one target group differs from every wanted one. */
    private static Ref<TargetGroup> targetGroup(List<Action> actions, World world) {
        if (actions.size() != 1 || actions.getFirst().type() != ActionTypeEnum.FORWARD) {
            return new Ref<>(TargetGroup.class, "none");
        }
        Action action = actions.getFirst();
        if (action.targetGroupArn() != null) {
            return world.ref(TargetGroup.class, action.targetGroupArn());
        }
        ForwardActionConfig several = action.forwardConfig();
        return several != null && several.targetGroups().size() == 1
                ? world.ref(TargetGroup.class, several.targetGroups().getFirst().targetGroupArn())
                : new Ref<>(TargetGroup.class, "several");
    }

    /** A death before the attribute is set shows as a difference of it. */
    @Override
    public String create(Scope scope, Listener wanted, Ids ids) {
        CreateListenerRequest.Builder request =
                CreateListenerRequest.builder()
                        .loadBalancerArn(ids.of(wanted.loadBalancer()))
                        .port(wanted.port())
                        .protocol(wanted.protocol())
                        .defaultActions(forward(wanted, ids))
                        .tags(BalancerTags.list(Ownership.mark(wanted.tags(), scope)));
        if (wanted.certificateArn() != null) {
            request.certificates(certificate(wanted.certificateArn()));
        }
        String arn = balancing.createListener(request.build()).listeners().getFirst().listenerArn();
        if (wanted.idleTimeoutSeconds() != null) {
            setIdleTimeout(arn, wanted.idleTimeoutSeconds());
        }
        return arn;
    }

    private void setIdleTimeout(String arn, int seconds) {
        balancing.modifyListenerAttributes(
                ModifyListenerAttributesRequest.builder()
                        .listenerArn(arn)
                        .attributes(
                                ListenerAttribute.builder()
                                        .key(IDLE_TIMEOUT)
                                        .value(String.valueOf(seconds))
                                        .build())
                        .build());
    }

    private static Action forward(Listener wanted, Ids ids) {
        return Action.builder()
                .type(ActionTypeEnum.FORWARD)
                .targetGroupArn(ids.of(wanted.targetGroup()))
                .build();
    }

    private static Certificate certificate(String arn) {
        return Certificate.builder().certificateArn(arn).build();
    }

    @Override
    public void update(Found<Listener> found, Listener wanted, Diff diff, Ids ids) {
        ModifyListenerRequest.Builder request =
                ModifyListenerRequest.builder().listenerArn(found.id());
        if (diff.has("port")) {
            request.port(wanted.port());
        }
        if (diff.has("protocol")) {
            request.protocol(wanted.protocol());
        }
        if (diff.has("certificateArn") && wanted.certificateArn() != null) {
            request.certificates(certificate(wanted.certificateArn()));
        }
        if (diff.has("targetGroup")) {
            request.defaultActions(forward(wanted, ids));
        }
        if (modified(diff)) {
            balancing.modifyListener(request.build());
        }
        if (diff.has("idleTimeoutSeconds") && wanted.idleTimeoutSeconds() != null) {
            setIdleTimeout(found.id(), wanted.idleTimeoutSeconds());
        }
        if (diff.has("tags")) {
            balancerTags.add(found.id(), wanted.tags());
        }
    }

    /** Whether the listener itself is to change: attributes and tags have calls of their own. */
    static boolean modified(Diff diff) {
        return diff.differences().stream().anyMatch(each -> !OWN_CALLS.contains(each.component()));
    }

    @Override
    public void delete(Found<Listener> found) {
        AwsErrors.unlessGone(() ->
                balancing.deleteListener(
                        DeleteListenerRequest.builder().listenerArn(found.id()).build()));
    }
}
