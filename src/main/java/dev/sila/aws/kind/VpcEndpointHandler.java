package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.SecurityGroupIdentifier;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** Finds, makes, changes and deletes VPC endpoints of both types. */
public final class VpcEndpointHandler implements Kind<VpcEndpoint> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final VpcEndpointStates states;
    private final String prefix;

    public VpcEndpointHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.states = new VpcEndpointStates(ec2, waiter);
        Region region = ec2.serviceClientConfiguration().region();
        this.prefix = "com.amazonaws." + region.id() + ".";
    }

    @Override
    public Class<VpcEndpoint> type() {
        return VpcEndpoint.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("vpc", "service", "type");
    }

    /** A table has one route to a service, and a VPC one private name for it. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    /** A table that goes leaves the endpoints that it led to. */
    @Override
    public Set<String> loose() {
        return Set.of("routeTables");
    }

    @Override
    public List<Found<VpcEndpoint>> find(Scope scope, World world) {
        DescribeVpcEndpointsRequest request =
                DescribeVpcEndpointsRequest.builder()
                        .filters(AwsTags.ofEnvironment(scope.environment()))
                        .maxResults(1000)
                        .build();
        return ec2.describeVpcEndpointsPaginator(request).vpcEndpoints().stream()
                .filter(each -> !VpcEndpointStates.going(each))
                .map(each -> found(each, world))
                .toList();
    }

    /** One that failed is found under a name that nobody wants, so that a plan replaces it. */
    private Found<VpcEndpoint> found(
            software.amazon.awssdk.services.ec2.model.VpcEndpoint endpoint, World world) {
        Tags tags = AwsTags.fromEc2(endpoint.tags());
        String id = endpoint.vpcEndpointId();
        String name = AwsTags.name(tags, id);
        VpcEndpoint state =
                new VpcEndpoint(
                        VpcEndpointStates.failed(endpoint) ? name + ", failed" : name,
                        world.ref(Vpc.class, endpoint.vpcId()),
                        service(endpoint.serviceName()),
                        endpoint.vpcEndpointTypeAsString(),
                        refs(RouteTable.class, endpoint.routeTableIds(), world),
                        refs(Subnet.class, endpoint.subnetIds(), world),
                        refs(SecurityGroup.class, groups(endpoint), world),
                        isGateway(endpoint) ? null : endpoint.privateDnsEnabled(),
                        tags);
        return new Found<>(id, state, AwsTags.attrs(tags));
    }

    private String service(String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static List<String> groups(
            software.amazon.awssdk.services.ec2.model.VpcEndpoint endpoint) {
        return endpoint.groups().stream().map(SecurityGroupIdentifier::groupId).toList();
    }

    private static <S extends Spec> Set<Ref<S>> refs(
            Class<S> type, Collection<String> ids, World world) {
        return ids.stream()
                .map(each -> world.ref(type, each))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Routes lead to these, names do not. */
    private static boolean isGateway(software.amazon.awssdk.services.ec2.model.VpcEndpoint found) {
        return found.vpcEndpointType() == VpcEndpointType.GATEWAY;
    }

    /** Returns when it can be used, and changed. */
    @Override
    public String create(Scope scope, VpcEndpoint wanted, Ids ids) {
        String vpc = ids.of(wanted.vpc());
        CreateVpcEndpointRequest request =
                CreateVpcEndpointRequest.builder()
                        .vpcId(vpc)
                        .serviceName(prefix + wanted.service())
                        .vpcEndpointType(wanted.type())
                        .routeTableIds(ids(wanted.routeTables(), ids))
                        .subnetIds(ids(wanted.subnets(), ids))
                        .securityGroupIds(ids(wanted.securityGroups(), ids))
                        .privateDnsEnabled(wanted.privateDns())
                        .tagSpecifications(AwsTags.ec2(ResourceType.VPC_ENDPOINT, wanted.tags()))
                        .clientToken(UUID.randomUUID().toString())
                        .build();
        String id =
                calls.whenVisible(vpc, () -> ec2.createVpcEndpoint(request))
                        .vpcEndpoint()
                        .vpcEndpointId();
        states.awaitAvailable(id, wanted.name());
        return id;
    }

    private static List<String> ids(Set<? extends Ref<?>> refs, Ids ids) {
        return refs.stream().map(ids::of).sorted().toList();
    }

    @Override
    public void update(Found<VpcEndpoint> found, VpcEndpoint wanted, Diff diff, Ids ids) {
        if (List.of("routeTables", "subnets", "securityGroups", "privateDns").stream()
                .anyMatch(diff::has)) {
            // A death may have left it on its way; and what it has now may not be what was found.
            modify(found.id(), states.awaitAvailable(found.id(), wanted.name()), wanted, ids);
        }
        if (diff.has("tags")) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }
    }

    private void modify(
            String id,
            software.amazon.awssdk.services.ec2.model.VpcEndpoint now,
            VpcEndpoint wanted,
            Ids ids) {
        List<String> tables = ids(wanted.routeTables(), ids);
        List<String> subnets = ids(wanted.subnets(), ids);
        List<String> groups = ids(wanted.securityGroups(), ids);
        boolean named = Objects.equals(wanted.privateDns(), now.privateDnsEnabled());
        ModifyVpcEndpointRequest request =
                ModifyVpcEndpointRequest.builder()
                        .vpcEndpointId(id)
                        .addRouteTableIds(without(tables, now.routeTableIds()))
                        .removeRouteTableIds(without(now.routeTableIds(), tables))
                        .addSubnetIds(without(subnets, now.subnetIds()))
                        .removeSubnetIds(without(now.subnetIds(), subnets))
                        .addSecurityGroupIds(without(groups, groups(now)))
                        .removeSecurityGroupIds(without(groups(now), groups))
                        .privateDnsEnabled(named ? null : wanted.privateDns())
                        .build();
        calls.whenVisible(id, () -> ec2.modifyVpcEndpoint(request));
    }

    private static List<String> without(List<String> all, List<String> these) {
        return all.stream().filter(each -> !these.contains(each)).toList();
    }

    @Override
    public void delete(Found<VpcEndpoint> found) {
        states.delete(found.id(), found.state().name(), found.state().type().equals("Interface"));
    }
}
