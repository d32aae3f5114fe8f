package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;

/** Finds and keeps application and network load balancers. */
public final class LoadBalancerHandler implements Kind<LoadBalancer> {
    private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";

    /** The most that a page of DescribeLoadBalancers holds. */
    private static final int PAGE = 400;

    private final ElasticLoadBalancingV2Client balancing;
    private final Ec2Client ec2;
    private final BalancerTags balancerTags;
    private final Waiter waiter;

    public LoadBalancerHandler(
            ElasticLoadBalancingV2Client balancing, Ec2Client ec2, Waiter waiter) {
        this.balancing = balancing;
        this.ec2 = ec2;
        this.balancerTags = new BalancerTags(balancing);
        this.waiter = waiter;
    }

    @Override
    public Class<LoadBalancer> type() {
        return LoadBalancer.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("type", "scheme");
    }

    @Override
    public List<Found<LoadBalancer>> find(Scope scope, World world) {
        DescribeLoadBalancersRequest request =
                DescribeLoadBalancersRequest.builder().pageSize(PAGE).build();
        var candidates =
                balancing.describeLoadBalancersPaginator(request).loadBalancers().stream()
                        .filter(each -> each.type() != LoadBalancerTypeEnum.GATEWAY)
                        .filter(each -> BalancerTags.mayBeOurs(each.loadBalancerName(), scope))
                        .toList();
        Map<String, Tags> tags =
                balancerTags.of(candidates.stream().map(each -> each.loadBalancerArn()).toList());
        List<Found<LoadBalancer>> found = new ArrayList<>();
        for (var balancer : candidates) {
            String arn = balancer.loadBalancerArn();
            Tags own = tags.getOrDefault(arn, Tags.NONE);
            if (Ownership.marked(own, scope)) {
                boolean application = balancer.type() == LoadBalancerTypeEnum.APPLICATION;
                Integer idle = application ? idleTimeout(arn) : null;
                LoadBalancer state = state(balancer, idle, own, world);
                found.add(new Found<>(arn, state, DnsNames.attrs(own, balancer.dnsName())));
            }
        }
        return found;
    }

    static LoadBalancer state(
            software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer balancer,
            @Nullable Integer idleTimeout,
            Tags tags,
            World world) {
        return new LoadBalancer(
                AwsTags.name(tags, balancer.loadBalancerName()),
                balancer.typeAsString(),
                balancer.schemeAsString(),
                balancer.availabilityZones().stream()
                        .map(zone -> world.ref(Subnet.class, zone.subnetId()))
                        .collect(Collectors.toUnmodifiableSet()),
                balancer.securityGroups().stream()
                        .map(id -> world.ref(SecurityGroup.class, id))
                        .collect(Collectors.toUnmodifiableSet()),
                idleTimeout,
                tags);
    }

    private Integer idleTimeout(String arn) {
        return balancing
                .describeLoadBalancerAttributes(
                        DescribeLoadBalancerAttributesRequest.builder()
                                .loadBalancerArn(arn)
                                .build())
                .attributes()
                .stream()
                .filter(each -> each.key().equals(IDLE_TIMEOUT))
                .map(each -> Integer.valueOf(each.value()))
                .findFirst()
                .orElse(60);
    }

    /** A death before the attribute is set shows as a difference of it. */
    @Override
    public String create(Scope scope, LoadBalancer wanted, Ids ids) {
        CreateLoadBalancerRequest request =
                CreateLoadBalancerRequest.builder()
                        .name(wanted.name())
                        .type(wanted.type())
                        .scheme(wanted.scheme())
                        .subnets(sorted(wanted.subnets(), ids))
                        .securityGroups(sorted(wanted.securityGroups(), ids))
                        .tags(
                                BalancerTags.list(
                                        Ownership.mark(wanted.tags(), scope, wanted.name())))
                        .build();
        String second = BalancerTags.second(wanted.name(), wanted.type(), wanted.scheme());
        String arn =
                BalancerTags.underEitherName(
                        wanted.name(),
                        second,
                        name -> make(request.toBuilder().name(name).build()));
        balancerTags.checked(arn, scope, "load balancer " + wanted.name());
        if (wanted.idleTimeoutSeconds() != null) {
            setIdleTimeout(arn, wanted.idleTimeoutSeconds());
        }
        return arn;
    }

    private static List<String> sorted(Set<? extends Ref<?>> refs, Ids ids) {
        return refs.stream().map(ids::of).sorted().toList();
    }

    private String make(CreateLoadBalancerRequest request) {
        return balancing.createLoadBalancer(request).loadBalancers().getFirst().loadBalancerArn();
    }

    @Override
    public void update(Found<LoadBalancer> found, LoadBalancer wanted, Diff diff, Ids ids) {
        if (diff.has("subnets")) {
            balancing.setSubnets(
                    SetSubnetsRequest.builder()
                            .loadBalancerArn(found.id())
                            .subnets(sorted(wanted.subnets(), ids))
                            .build());
        }
        if (diff.has("securityGroups")) {
            balancing.setSecurityGroups(
                    SetSecurityGroupsRequest.builder()
                            .loadBalancerArn(found.id())
                            .securityGroups(sorted(wanted.securityGroups(), ids))
                            .build());
        }
        if (diff.has("idleTimeoutSeconds") && wanted.idleTimeoutSeconds() != null) {
            setIdleTimeout(found.id(), wanted.idleTimeoutSeconds());
        }
        if (diff.has("tags")) {
            balancerTags.add(found.id(), wanted.tags());
        }
    }

    private void setIdleTimeout(String arn, int seconds) {
        balancing.modifyLoadBalancerAttributes(
                ModifyLoadBalancerAttributesRequest.builder()
                        .loadBalancerArn(arn)
                        .attributes(
                                LoadBalancerAttribute.builder()
                                        .key(IDLE_TIMEOUT)
                                        .value(String.valueOf(seconds))
                                        .build())
                        .build());
    }

    /** Returns when its network interfaces are gone too: they outlive it by minutes. */
    @Override
    public void delete(Found<LoadBalancer> found) {
        String arn = found.id();
        AwsErrors.unlessGone(() ->
                balancing.deleteLoadBalancer(
                        DeleteLoadBalancerRequest.builder().loadBalancerArn(arn).build()));
        String name = found.state().name();
        waiter.until(Wait.brief("load balancer " + name + " to be gone", 10), () -> isGone(arn));
        waiter.until(
                new Wait(
                        "the network interfaces that load balancer " + name + " left behind",
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30)),
                () -> !hasInterfaces(arn));
    }

    private boolean isGone(String arn) {
        return AwsErrors.orIfGone(
                true,
                () ->
                        balancing
                                .describeLoadBalancers(
                                        DescribeLoadBalancersRequest.builder()
                                                .loadBalancerArns(arn)
                                                .build())
                                .loadBalancers()
                                .isEmpty());
    }

    /** An interface's description names its balancer by the end of the ARN. */
    private boolean hasInterfaces(String arn) {
        String description =
                "ELB " + arn.substring(arn.indexOf("loadbalancer/") + "loadbalancer/".length());
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .filters(Filter.builder().name("description").values(description).build())
                        .build();
        return !ec2.describeNetworkInterfaces(request).networkInterfaces().isEmpty();
    }
}
