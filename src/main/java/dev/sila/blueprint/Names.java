package dev.sila.blueprint;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ClassicLoadBalancer;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.engine.Marks;
import dev.sila.engine.Ref;
import dev.sila.engine.Tags;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How resources are named and marked. */
public final class Names {
    private static final int BALANCER_LIMIT = 32;
    private static final int BALANCER_KEPT = 27;
    private static final int HASH_DIGITS = 5;

    private Names() {}

    public static Ref<Vpc> vpc(String environment) {
        return new Ref<>(Vpc.class, environment);
    }

    /**
     * The name of a metanetwork's security group, and of its route table if that is only one:
     * {@code environment_network}.
     */
    public static String network(String environment, String metaNetwork) {
        return environment + "_" + metaNetwork;
    }

    public static Ref<SecurityGroup> securityGroup(String environment, String metaNetwork) {
        return new Ref<>(SecurityGroup.class, network(environment, metaNetwork));
    }

    /** The route table of a metanetwork that has one for all its zones. */
    public static Ref<RouteTable> routeTable(String environment, String metaNetwork) {
        return new Ref<>(RouteTable.class, network(environment, metaNetwork));
    }

    /**
     * The route table of one zone, where a metanetwork has one for each: {@code
     * environment_network_zone}.
     */
    public static Ref<RouteTable> routeTable(String environment, String metaNetwork, String zone) {
        return new Ref<>(RouteTable.class, subnet(environment, metaNetwork, zone).name());
    }

    /** A NAT gateway, named as the subnet that it is in. */
    public static Ref<NatGateway> natGateway(String environment, String metaNetwork, String zone) {
        return new Ref<>(NatGateway.class, subnet(environment, metaNetwork, zone).name());
    }

    /**
     * The security group of the environment's interface endpoints: {@code
     * environment_interface_endpoints}. No metanetwork can have that name, for it has no {@code _}.
     */
    public static Ref<SecurityGroup> endpointGroup(String environment) {
        return new Ref<>(SecurityGroup.class, network(environment, "interface_endpoints"));
    }

    /** A subnet's name: {@code environment_network_zone}. */
    public static Ref<Subnet> subnet(String environment, String metaNetwork, String zone) {
        return new Ref<>(Subnet.class, network(environment, metaNetwork) + "_" + zone);
    }

    /** The name of the connection of two environments: {@code first~second}, by the alphabet. */
    public static Ref<PeeringConnection> peering(String one, String other) {
        boolean inOrder = one.compareTo(other) < 0;
        String name = inOrder ? one + "~" + other : other + "~" + one;
        return new Ref<>(PeeringConnection.class, name);
    }

    /** The name of a hostclass's launch template and group: {@code environment_hostclass}. */
    public static String fleet(String environment, String hostclass) {
        return environment + "_" + hostclass;
    }

    public static Ref<AutoScalingGroup> group(String environment, String hostclass) {
        return new Ref<>(AutoScalingGroup.class, fleet(environment, hostclass));
    }

    /**
     * The name of a hostclass's load balancer and target group: {@code environment-hostclass} with
     * {@code -} for {@code _}; one longer than 32 characters is its first 27 and 5 hexadecimal
     * digits of its SHA-256.
     */
    public static String balancer(String environment, String hostclass) {
        String name = environment + "-" + hostclass.replace('_', '-');
        if (name.length() <= BALANCER_LIMIT) {
            return name;
        }
        return name.substring(0, BALANCER_KEPT) + sha256(name).substring(0, HASH_DIGITS);
    }

    /** A hostclass's application or network load balancer. */
    static Ref<LoadBalancer> loadBalancer(String environment, String hostclass) {
        return new Ref<>(LoadBalancer.class, balancer(environment, hostclass));
    }

    /** The first target group of that. */
    static Ref<TargetGroup> targetGroup(String environment, String hostclass) {
        return new Ref<>(TargetGroup.class, balancer(environment, hostclass));
    }

    /** A hostclass's classic load balancer. */
    static Ref<ClassicLoadBalancer> classicLoadBalancer(String environment, String hostclass) {
        return new Ref<>(ClassicLoadBalancer.class, classicBalancer(environment, hostclass));
    }

    /** The name of a listener of such a load balancer. */
    static String listener(String balancer, int port) {
        return balancer + ":" + port;
    }

    /**
     * The name of a hostclass's classic load balancer: {@code environment-hostclass} without other
     * signs than letters, digits and hyphens. Its kind makes of it the name that AWS knows. Source:
     * Asiaq's {@code disco_elb.py}.
     */
    public static String classicBalancer(String environment, String hostclass) {
        return (environment + "-" + hostclass).replaceAll("[^A-Za-z0-9-]", "");
    }

    /** The tags that everything carries which Sila makes: its name, environment and part. */
    public static Tags tags(String name, String environment, String part) {
        return Tags.of("Name", name).and(Marks.ENVIRONMENT, environment).and(Marks.PART, part);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException every) {
            throw new IllegalStateException("every Java platform has SHA-256", every);
        }
    }
}
