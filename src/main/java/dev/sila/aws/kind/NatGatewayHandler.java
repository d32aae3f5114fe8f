package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * Finds, makes and deletes NAT gateways. AWS's client token is not made from the name: a gateway
 * that is wanted again after it was deleted would be answered with the deleted one.
 */
public final class NatGatewayHandler implements Kind<NatGateway> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final NatGatewayStates states;
    private final NatGatewayAddresses addresses;

    public NatGatewayHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.states = new NatGatewayStates(ec2, waiter);
        this.addresses = new NatGatewayAddresses(ec2, waiter);
    }

    @Override
    public Class<NatGateway> type() {
        return NatGateway.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("subnet", "address");
    }

    /** An address cannot belong to two. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    /**
     * Those that are there or will be, and those that failed: these AWS forgets after an hour, and
     * they are found under a name that nobody wants, so that a plan shows and deletes them.
     */
    @Override
    public List<Found<NatGateway>> find(Scope scope, World world) {
        Filter states =
                Filter.builder()
                        .name("state")
                        .values(
                                NatGatewayState.PENDING.toString(),
                                NatGatewayState.AVAILABLE.toString(),
                                NatGatewayState.FAILED.toString())
                        .build();
        DescribeNatGatewaysRequest request =
                DescribeNatGatewaysRequest.builder()
                        .filter(AwsTags.ofEnvironment(scope.environment()), states)
                        .maxResults(1000)
                        .build();
        return ec2.describeNatGatewaysPaginator(request).natGateways().stream()
                .map(each -> found(each, world))
                .toList();
    }

    private Found<NatGateway> found(
            software.amazon.awssdk.services.ec2.model.NatGateway gateway, World world) {
        Tags tags = AwsTags.fromEc2(gateway.tags());
        String id = gateway.natGatewayId();
        String name = AwsTags.name(tags, id);
        boolean failed = gateway.state() == NatGatewayState.FAILED;
        NatGateway state =
                new NatGateway(
                        failed ? name + ", failed" : name,
                        world.ref(Subnet.class, gateway.subnetId()),
                        address(gateway, world),
                        tags);
        return new Found<>(id, state, AwsTags.attrs(tags));
    }

    /** One of the environment's own is known by its allocation, any other by what it is. */
    private NatGateway.Address address(
            software.amazon.awssdk.services.ec2.model.NatGateway gateway, World world) {
        Set<String> own =
                world.found(ElasticIp.class).stream().map(Found::id).collect(Collectors.toSet());
        Optional<String> allocation =
                gateway.natGatewayAddresses().stream()
                        .map(NatGatewayAddress::allocationId)
                        .filter(Objects::nonNull)
                        .findFirst();
        Optional<String> mine = allocation.filter(own::contains);
        return mine.isPresent()
                ? new NatGateway.Allocated(world.ref(ElasticIp.class, mine.get()))
                : new NatGateway.Static(
                        allocation
                                .flatMap(AddressReading.of(ec2, world)::allocated)
                                .map(Address::publicIp)
                                .orElse("none"));
    }

    /** A static address that the account does not have, or that something else uses. */
    @Override
    public List<Problem> obstacles(Scope scope, NatGateway wanted, World world) {
        return wanted.address() instanceof NatGateway.Static(String publicIp)
                ? addresses.obstacles(wanted.name(), publicIp, scope, AddressReading.of(ec2, world))
                : List.of();
    }

    /** Returns when it is available. One that is there already is taken over. */
    @Override
    public String create(Scope scope, NatGateway wanted, Ids ids) {
        String subnet = ids.of(wanted.subnet());
        Address address = addresses.of(wanted, ids);
        Optional<String> present = addresses.secure(address, wanted, subnet, scope);
        String id = present.orElseGet(() -> create(wanted, subnet, address));
        states.awaitAvailable(id, wanted.name());
        return id;
    }

    private String create(NatGateway wanted, String subnet, Address address) {
        // The SDK fills in a ClientToken, the same one for each repetition of the call.
        CreateNatGatewayRequest request =
                CreateNatGatewayRequest.builder()
                        .subnetId(subnet)
                        .allocationId(address.allocationId())
                        .connectivityType(ConnectivityType.PUBLIC)
                        .tagSpecifications(AwsTags.ec2(ResourceType.NATGATEWAY, wanted.tags()))
                        .build();
        return calls.whenVisible(subnet, () -> ec2.createNatGateway(request))
                .natGateway()
                .natGatewayId();
    }

    @Override
    public void update(Found<NatGateway> found, NatGateway wanted, Diff diff, Ids ids) {
        calls.retag(found.id(), found.state().tags(), wanted.tags());
    }

    /** Returns when it is deleted: until then it holds its subnet and its address. */
    @Override
    public void delete(Found<NatGateway> found) {
        DeleteNatGatewayRequest request =
                DeleteNatGatewayRequest.builder().natGatewayId(found.id()).build();
        try {
            ec2.deleteNatGateway(request);
        } catch (Ec2Exception e) {
            if (AwsErrors.notFound(e)) {
                return;
            }
            throw e;
        }
        states.awaitDeleted(found.id(), found.state().name());
    }
}
