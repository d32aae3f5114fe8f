package dev.sila.cli.operation;

import dev.sila.aws.Vpcs;
import dev.sila.aws.Zones;
import dev.sila.aws.kind.DhcpOptions;
import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.Topic;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.blueprint.NetworkBlueprint;
import dev.sila.blueprint.NetworkFacts;
import dev.sila.blueprint.NotificationBlueprint;
import dev.sila.blueprint.ReservedAddressBlueprint;
import dev.sila.config.Configuration;
import dev.sila.config.EnvironmentReader;
import dev.sila.config.HostNames;
import dev.sila.config.NotificationReader;
import dev.sila.config.ReservedAddressReader;
import dev.sila.engine.Found;
import dev.sila.engine.Marks;
import dev.sila.engine.Observation;
import dev.sila.engine.Plan;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.model.Cidr;
import dev.sila.model.Environment;
import dev.sila.model.ExistingNetwork;
import dev.sila.model.NetworkLayout.Share;
import dev.sila.model.VpcRange;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The networks of environments: from {@code disco_vpc.ini} to plans. */
public final class Networks {
    /** The kinds that a network consists of. */
    public static final List<Class<? extends Spec>> KINDS =
            List.of(
                    Vpc.class,
                    DhcpOptions.class,
                    Subnet.class,
                    InternetGateway.class,
                    ElasticIp.class,
                    NatGateway.class,
                    VpnGatewayAttachment.class,
                    RouteTable.class,
                    VpcEndpoint.class,
                    SecurityGroup.class,
                    SecurityGroupRules.class,
                    NetworkInterface.class,
                    Topic.class,
                    Subscription.class,
                    PeeringConnection.class,
                    PeeringRoutes.class,
                    PeeringRules.class);

    private final Cloud cloud;
    private final Configuration configuration;

    public Networks(Cloud cloud, Configuration configuration) {
        this.cloud = cloud;
        this.configuration = configuration;
    }

    /**
     * Which environment is meant.
     *
     * @param type its type; null: the one it was made with, else as the files say
     * @param tags further tags of its VPC
     * @param seed from which free ranges are drawn; null: from the name
     */
    public record Request(
            String name, @Nullable String type, Map<String, String> tags, @Nullable Long seed) {
        public Request {
            tags = Map.copyOf(tags);
        }

        public Request(String name, @Nullable String type, Map<String, String> tags) {
            this(name, type, tags, null);
        }
    }

    /** What has to be done so that the network is as the files say. */
    public Plan plan(Request request) {
        Observation world =
                cloud.planner().observe(new Scope(request.name(), Set.of(Marks.NETWORK)));
        world.start(KINDS);
        return cloud.planner()
                .plan(world, KINDS, specs(request, environment(request, world), world));
    }

    /**
     * The environment as the files describe it; its type, unless given, is the one it was made
     * with.
     */
    Environment environment(Request request, Observation world) {
        String type =
                request.type() != null
                        ? request.type()
                        : vpc(world)
                                .map(each -> each.state().tags().values().get("type"))
                                .orElse(null);
        return new EnvironmentReader(configuration, HostNames.ofThisMachine())
                .read(request.name(), type, request.tags());
    }

    /**
     * The network as specs; what exists already keeps its address ranges.
     *
     * @throws ProblemException with everything that is wrong with any part of it
     */
    List<Spec> specs(Request request, Environment environment, Observation world) {
        long seed =
                request.seed() == null ? NetworkFacts.seedOf(environment.name()) : request.seed();
        NetworkFacts facts = facts(environment, seed, world);
        Problems problems = new Problems();
        List<Spec> specs = new ArrayList<>();
        specs.addAll(unless(problems, () -> NetworkBlueprint.specs(environment, facts)));
        specs.addAll(unless(problems, () -> reservedAddresses(environment, facts)));
        specs.addAll(unless(problems, () -> notifications(environment)));
        problems.throwIfErrors();
        specs.addAll(
                new Peerings(cloud, configuration)
                        .specs(environment.name(), environment.type(), specs, world));
        return List.copyOf(specs);
    }

    /** The specs, or none and what is wrong put into problems. */
    private static List<Spec> unless(Problems problems, Supplier<List<Spec>> specs) {
        try {
            return specs.get();
        } catch (ProblemException found) {
            problems.addAll(found.problems());
            return List.of();
        }
    }

    private List<Spec> reservedAddresses(Environment environment, NetworkFacts facts) {
        return ReservedAddressBlueprint.specs(
                environment.name(),
                NetworkBlueprint.layout(environment, facts),
                new ReservedAddressReader(configuration, environment).read());
    }

    private List<Spec> notifications(Environment environment) {
        return NotificationBlueprint.specs(
                environment.name(), new NotificationReader(configuration).read(environment.name()));
    }

    private static Optional<Found<Vpc>> vpc(Observation world) {
        return world.found(Vpc.class).stream().findFirst();
    }

    private NetworkFacts facts(Environment environment, long seed, Observation world) {
        ExistingNetwork existing = existing(world);
        boolean free = existing.vpc() == null && environment.range() instanceof VpcRange.Within;
        return new NetworkFacts(
                new Zones(cloud.clients().ec2()).names(),
                existing,
                free ? taken(new Vpcs(cloud.clients().ec2())) : List.of(),
                seed);
    }

    private static List<Cidr> taken(Vpcs vpcs) {
        return Stream.concat(vpcs.cidrs().stream(), vpcs.peeredCidrs().stream())
                .distinct()
                .map(Cidr::of)
                .toList();
    }

    /** The addresses that the environment has, as its VPC's and its subnets' tags tell. */
    private static ExistingNetwork existing(Observation world) {
        Map<String, Cidr> metaNetworks = new HashMap<>();
        List<Share> shares = new ArrayList<>();
        for (Found<Subnet> each : world.found(Subnet.class)) {
            Subnet subnet = each.state();
            String name = subnet.tags().values().get(Marks.META_NETWORK);
            String cidr = subnet.tags().values().get(Marks.META_NETWORK_CIDR);
            if (name != null && cidr != null) {
                metaNetworks.put(name, Cidr.of(cidr));
                shares.add(new Share(name, subnet.availabilityZone(), Cidr.of(subnet.cidr())));
            }
        }
        Cidr vpc = vpc(world).map(each -> Cidr.of(each.state().cidr())).orElse(null);
        return new ExistingNetwork(vpc, metaNetworks, shares);
    }
}
