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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.elasticloadbalancing.ElasticLoadBalancingClient;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ApplySecurityGroupsToLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConfigureHealthCheckRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.ElasticLoadBalancingException;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;

/**
 * Finds and keeps classic load balancers. AWS lists them without tags and by names that are hashes;
 * the environment's are those in its VPC that carry its mark. One's identifier is its real name.
 */
public final class ClassicLoadBalancerHandler implements Kind<ClassicLoadBalancer> {
    /** The most that a page of DescribeLoadBalancers holds. */
    private static final int PAGE = 400;

    /** The most balancers that one DescribeTags call takes. */
    private static final int TAGGED = 20;

    private final ElasticLoadBalancingClient balancing;
    private final Ec2Client ec2;
    private final ClassicListeners listeners;
    private final ClassicSubnets subnets;
    private final Waiter waiter;

    public ClassicLoadBalancerHandler(
            ElasticLoadBalancingClient balancing, Ec2Client ec2, Waiter waiter) {
        this.balancing = balancing;
        this.ec2 = ec2;
        this.listeners = new ClassicListeners(balancing);
        this.subnets = new ClassicSubnets(balancing, ec2);
        this.waiter = waiter;
    }

    @Override
    public Class<ClassicLoadBalancer> type() {
        return ClassicLoadBalancer.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("scheme");
    }

    @Override
    public List<Found<ClassicLoadBalancer>> find(Scope scope, World world) {
        Set<String> vpcs =
                world.found(Vpc.class).stream().map(Found::id).collect(Collectors.toSet());
        if (vpcs.isEmpty()) {
            return List.of();
        }
        List<LoadBalancerDescription> candidates =
                balancing
                        .describeLoadBalancersPaginator(
                                DescribeLoadBalancersRequest.builder().pageSize(PAGE).build())
                        .loadBalancerDescriptions()
                        .stream()
                        .filter(each -> vpcs.contains(each.vpcId()))
                        .toList();
        Map<String, Tags> tags =
                tags(candidates.stream().map(LoadBalancerDescription::loadBalancerName).toList());
        List<Found<ClassicLoadBalancer>> found = new ArrayList<>();
        for (LoadBalancerDescription each : candidates) {
            String name = each.loadBalancerName();
            Tags own = tags.getOrDefault(name, Tags.NONE);
            if (Ownership.marked(own, scope)) {
                ClassicLoadBalancer state =
                        ClassicLoadBalancerMapping.state(each, attributes(name), own, world);
                found.add(new Found<>(name, state, DnsNames.attrs(own, each.dnsName())));
            }
        }
        return found;
    }

    private Map<String, Tags> tags(List<String> names) {
        Map<String, Tags> tags = new HashMap<>();
        names.stream()
                .gather(Gatherers.windowFixed(TAGGED))
                .map(some -> DescribeTagsRequest.builder().loadBalancerNames(some).build())
                .flatMap(request -> balancing.describeTags(request).tagDescriptions().stream())
                .forEach(each ->
                        tags.put(
                                each.loadBalancerName(),
                                AwsTags.read(each.tags(), Tag::key, Tag::value)));
        return tags;
    }

    private LoadBalancerAttributes attributes(String name) {
        return balancing
                .describeLoadBalancerAttributes(
                        DescribeLoadBalancerAttributesRequest.builder()
                                .loadBalancerName(name)
                                .build())
                .loadBalancerAttributes();
    }

    /** A replacement's name, while the one it replaces holds the other. */
    static String secondName(ClassicLoadBalancer wanted) {
        return ClassicLoadBalancer.realName(wanted.name() + " " + wanted.scheme());
    }

    /** A death before all is set shows as a difference of the rest. */
    @Override
    public String create(Scope scope, ClassicLoadBalancer wanted, Ids ids) {
        CreateLoadBalancerRequest request =
                CreateLoadBalancerRequest.builder()
                        .loadBalancerName(ClassicLoadBalancer.realName(wanted.name()))
                        .scheme(wanted.scheme().equals("internal") ? "internal" : null)
                        .listeners(ClassicLoadBalancerMapping.listeners(wanted.listeners()))
                        .subnets(sorted(wanted.subnets(), ids))
                        .securityGroups(sorted(wanted.securityGroups(), ids))
                        .tags(tagList(Ownership.mark(wanted.tags(), scope, wanted.name())))
                        .build();
        String name = make(request, wanted);
        // AWS takes the call for one that exists with the same settings, whoever made it.
        if (!Ownership.marked(tags(List.of(name)).getOrDefault(name, Tags.NONE), scope)) {
            throw Ownership.taken("classic load balancer " + wanted.name() + " (" + name + ")");
        }
        check(name, wanted);
        setAttributes(name, wanted);
        if (!wanted.stickyCookie().isEmpty()) {
            listeners.stick(name, wanted.stickyCookie());
        }
        return name;
    }

    /** Under its second name if the first is taken by another than the one that is asked for. */
    private String make(CreateLoadBalancerRequest request, ClassicLoadBalancer wanted) {
        String name = request.loadBalancerName();
        try {
            balancing.createLoadBalancer(request);
            return name;
        } catch (ElasticLoadBalancingException e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            if (stands(name, wanted.scheme(), request.subnets())) {
                return name;
            }
            String second = secondName(wanted);
            balancing.createLoadBalancer(request.toBuilder().loadBalancerName(second).build());
            return second;
        }
    }

    /** Whether that name is the wanted balancer's, which an earlier attempt made. */
    private boolean stands(String name, String scheme, List<String> subnetIds) {
        return balancing
                .describeLoadBalancers(request -> request.loadBalancerNames(name))
                .loadBalancerDescriptions()
                .stream()
                .anyMatch(each ->
                        each.scheme().equals(scheme)
                                && Set.copyOf(each.subnets()).equals(Set.copyOf(subnetIds)));
    }

    private static List<String> sorted(Set<? extends Ref<?>> refs, Ids ids) {
        return refs.stream().map(ids::of).sorted().toList();
    }

    private static List<Tag> tagList(Tags tags) {
        return AwsTags.list(tags, (key, value) -> Tag.builder().key(key).value(value).build());
    }

    private void check(String name, ClassicLoadBalancer wanted) {
        balancing.configureHealthCheck(
                ConfigureHealthCheckRequest.builder()
                        .loadBalancerName(name)
                        .healthCheck(ClassicLoadBalancerMapping.check(wanted.healthCheck()))
                        .build());
    }

    private void setAttributes(String name, ClassicLoadBalancer wanted) {
        balancing.modifyLoadBalancerAttributes(
                ModifyLoadBalancerAttributesRequest.builder()
                        .loadBalancerName(name)
                        .loadBalancerAttributes(ClassicLoadBalancerMapping.attributes(wanted))
                        .build());
    }

    @Override
    public void update(
            Found<ClassicLoadBalancer> found, ClassicLoadBalancer wanted, Diff diff, Ids ids) {
        String name = found.id();
        if (diff.has("subnets")) {
            subnets.move(name, sorted(wanted.subnets(), ids));
        }
        if (diff.has("securityGroups")) {
            balancing.applySecurityGroupsToLoadBalancer(
                    ApplySecurityGroupsToLoadBalancerRequest.builder()
                            .loadBalancerName(name)
                            .securityGroups(sorted(wanted.securityGroups(), ids))
                            .build());
        }
        if (diff.has("listeners")) {
            listeners.listen(name, found.state().listeners(), wanted.listeners());
        }
        if (diff.has("healthCheck")) {
            check(name, wanted);
        }
        if (ClassicLoadBalancerMapping.ATTRIBUTES.stream().anyMatch(diff::has)) {
            setAttributes(name, wanted);
        }
        if (ClassicListeners.resticks(found.state(), wanted, diff)) {
            listeners.stick(name, wanted.stickyCookie());
        }
        if (diff.has("tags")) {
            balancing.addTags(
                    AddTagsRequest.builder()
                            .loadBalancerNames(name)
                            .tags(tagList(wanted.tags()))
                            .build());
        }
    }

    /** Returns when its network interfaces are gone too: they outlive it by minutes. */
    @Override
    public void delete(Found<ClassicLoadBalancer> found) {
        String name = found.id();
        balancing.deleteLoadBalancer(
                DeleteLoadBalancerRequest.builder().loadBalancerName(name).build());
        waiter.until(
                new Wait(
                        "the network interfaces that load balancer "
                                + found.state().name()
                                + " left behind",
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(30)),
                () -> !hasInterfaces(name));
    }

    private boolean hasInterfaces(String name) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .filters(Filter.builder().name("description").values("ELB " + name).build())
                        .build();
        return !ec2.describeNetworkInterfaces(request).networkInterfaces().isEmpty();
    }
}
