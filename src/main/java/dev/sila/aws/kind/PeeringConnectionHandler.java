package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Marks;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcPeeringConnectionRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/**
 * Finds, makes, accepts and deletes peering connections. What AWS still lists of ended ones (it
 * does for two hours) is not there.
 */
public final class PeeringConnectionHandler implements Kind<PeeringConnection> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final PeeringCalls peerings;
    private final Neighbour neighbours;

    public PeeringConnectionHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.peerings = new PeeringCalls(ec2, waiter);
        this.neighbours = new Neighbour(ec2);
    }

    @Override
    public Class<PeeringConnection> type() {
        return PeeringConnection.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("vpc", "neighbour");
    }

    @Override
    public List<Found<PeeringConnection>> find(Scope scope, World world) {
        return peerings.live(AwsTags.withKey(Marks.PEER)).stream()
                .filter(each -> Neighbour.of(each.tags(), scope.environment()).isPresent())
                .map(each -> found(each, scope, world))
                .toList();
    }

    private static Found<PeeringConnection> found(
            VpcPeeringConnection connection, Scope scope, World world) {
        Tags tags = AwsTags.fromEc2(connection.tags());
        boolean asked = asks(scope, tags);
        String vpc =
                asked
                        ? connection.requesterVpcInfo().vpcId()
                        : connection.accepterVpcInfo().vpcId();
        String id = connection.vpcPeeringConnectionId();
        PeeringConnection state =
                new PeeringConnection(
                        AwsTags.name(tags, id),
                        world.ref(Vpc.class, vpc),
                        Neighbour.of(connection.tags(), scope.environment()).orElseThrow(),
                        connection.status().codeAsString(),
                        tags);
        return new Found<>(id, state, AwsTags.attrs(tags));
    }

    /**
     * Whether the scope's environment is the one that asks: the one of {@code sila:environment}.
     */
    private static boolean asks(Scope scope, Tags tags) {
        return scope.environment().equals(tags.values().get(Marks.ENVIRONMENT));
    }

    @Override
    public String create(Scope scope, PeeringConnection wanted, Ids ids) {
        String own = ids.of(wanted.vpc());
        String other = neighbours.vpc(wanted.neighbour());
        boolean asks = asks(scope, wanted.tags());
        CreateVpcPeeringConnectionRequest request =
                CreateVpcPeeringConnectionRequest.builder()
                        .vpcId(asks ? own : other)
                        .peerVpcId(asks ? other : own)
                        .tagSpecifications(
                                AwsTags.ec2(ResourceType.VPC_PEERING_CONNECTION, wanted.tags()))
                        .build();
        String id;
        try {
            id =
                    calls.whenVisible(own, () -> ec2.createVpcPeeringConnection(request))
                            .vpcPeeringConnection()
                            .vpcPeeringConnectionId();
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            id = peerings.madeMeanwhile(wanted.name(), List.of(own, other));
        }
        peerings.establish(id, wanted.name());
        return id;
    }

    @Override
    public void update(
            Found<PeeringConnection> found, PeeringConnection wanted, Diff diff, Ids ids) {
        if (diff.has("status")) {
            peerings.establish(found.id(), wanted.name());
        }
        if (diff.has("tags")) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }
    }

    @Override
    public void delete(Found<PeeringConnection> found) {
        peerings.end(found.id(), found.state().name());
    }
}
