package dev.sila.rehearsal;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.DhcpOptions;
import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.InstanceProfile;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.PeeringConnection;
import dev.sila.aws.kind.PeeringRoutes;
import dev.sila.aws.kind.PeeringRules;
import dev.sila.aws.kind.Role;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.ScheduledAction;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.Subscription;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Topic;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One small environment with a specimen of every kind. */
record Specimens(String environment) {
    /** The environments that a {@link Stage} has a gateway and two static addresses for. */
    static final List<String> ENVIRONMENTS = List.of("ci", "ci2", "c", "ci-2");

    /** The hosted zone that a {@link Stage} has. */
    static final String ZONE = "Z6Y4DA5A3JPXNO7CKE";

    static final String IMAGE =
            "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64";
    static final String TRUST =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}]}";

    Tags tags(String name, String part) {
        return new Tags(Map.of("Name", name, "sila:environment", environment, "sila:part", part));
    }

    List<Spec> all() {
        List<Spec> all = new ArrayList<>(network());
        all.addAll(
                List.of(
                        topic(),
                        subscription("sqs", queue()),
                        subscription("email", "operations@example.com"),
                        peering(),
                        peeringRoutes(true),
                        peeringRoutes(false),
                        peeringRules(true),
                        peeringRules(false),
                        role("web"),
                        profile(),
                        template(),
                        targets("web"),
                        targets("spare"),
                        balancer(),
                        listener()));
        all.addAll(balancing().all());
        all.addAll(List.of(fleet(), schedule(), new SpotSpecimen(this).group()));
        all.addAll(new WatchingSpecimens(this).all());
        return all;
    }

    private List<Spec> network() {
        return List.of(
                dhcp(),
                vpc(),
                gateway(),
                subnet("a", 0),
                subnet("b", 1),
                address(),
                outward("a", new NatGateway.Allocated(Ref.to(address()))),
                outward("b", staticAddress(1)),
                vpn(),
                routes(),
                group("web"),
                group("db"),
                rules("web"),
                rules("db"),
                gatewayEndpoint(),
                interfaceEndpoint(),
                networkInterface());
    }

    DhcpOptions dhcp() {
        return new DhcpOptions(
                environment,
                "example.com",
                List.of("AmazonProvidedDNS"),
                List.of("10.0.0.5"),
                tags(environment, "network"));
    }

    Vpc vpc() {
        return new Vpc(
                environment,
                "10.0.0.0/20",
                true,
                true,
                Ref.to(dhcp()),
                tags(environment, "network"));
    }

    InternetGateway gateway() {
        return new InternetGateway(environment, Ref.to(vpc()), tags(environment, "network"));
    }

    Subnet subnet(String zone, int block) {
        String name = environment + "_web_us-east-1" + zone;
        return new Subnet(
                name,
                Ref.to(vpc()),
                "10.0." + block + ".0/24",
                "us-east-1" + zone,
                false,
                tags(name, "network"));
    }

    ElasticIp address() {
        String name = environment + "_web_us-east-1a";
        return new ElasticIp(name, tags(name, "network"));
    }

    /** One of the two addresses that a {@link Stage} has for the environment. */
    NatGateway.Static staticAddress(int number) {
        return new NatGateway.Static(
                "198.18.0." + (2 * ENVIRONMENTS.indexOf(environment) + number));
    }

    private Ref<NatGateway> natRef(String zone) {
        return new Ref<>(NatGateway.class, environment + "_web_us-east-1" + zone);
    }

    NatGateway outward(String zone, NatGateway.Address address) {
        Ref<NatGateway> ref = natRef(zone);
        Ref<Subnet> subnet = new Ref<>(Subnet.class, ref.name());
        return new NatGateway(ref.name(), subnet, address, tags(ref.name(), "network"));
    }

    VpnGatewayAttachment vpn() {
        return new VpnGatewayAttachment(environment, Ref.to(vpc()));
    }

    VpcEndpoint gatewayEndpoint() {
        String name = environment + "_s3";
        return new VpcEndpoint(
                name,
                Ref.to(vpc()),
                "s3",
                "Gateway",
                Set.of(Ref.to(routes())),
                Set.of(),
                Set.of(),
                null,
                tags(name, "network"));
    }

    VpcEndpoint interfaceEndpoint() {
        String name = environment + "_ssm";
        return new VpcEndpoint(
                name,
                Ref.to(vpc()),
                "ssm",
                "Interface",
                Set.of(),
                Set.of(Ref.to(subnet("a", 0)), Ref.to(subnet("b", 1))),
                Set.of(Ref.to(group("web"))),
                true,
                tags(name, "network"));
    }

    RouteTable routes() {
        String name = environment + "_web";
        return new RouteTable(
                name,
                Ref.to(vpc()),
                Set.of(
                        new RouteTable.Route("0.0.0.0/0", Ref.to(gateway())),
                        new RouteTable.Route("203.0.113.0/25", natRef("a")),
                        new RouteTable.Route("203.0.113.128/25", natRef("b")),
                        new RouteTable.Route("10.123.0.0/16", Ref.to(vpn()))),
                Set.of(Ref.to(subnet("a", 0)), Ref.to(subnet("b", 1))),
                tags(name, "network"));
    }

    SecurityGroup group(String net) {
        String name = environment + "_" + net;
        return new SecurityGroup(name, Ref.to(vpc()), "Metanetwork " + net, tags(name, "network"));
    }

    /** The two groups allow each other: a circle that only separate rules can make and unmake. */
    SecurityGroupRules rules(String net) {
        String other = net.equals("web") ? "db" : "web";
        return new SecurityGroupRules(
                environment + "_" + net,
                Ref.to(group(net)),
                Set.of(
                        rule(443, new SecurityGroupRules.Cidr("192.0.2.0/24")),
                        rule(8080, new SecurityGroupRules.Group(Ref.to(group(other))))),
                Set.of(
                        new SecurityGroupRules.Rule(
                                "-1", -1, -1, new SecurityGroupRules.Cidr("0.0.0.0/0"))));
    }

    /** In the second subnet: tests move the first, and an address cannot move along. */
    NetworkInterface networkInterface() {
        String name = environment + "_mhcdns";
        return new NetworkInterface(
                name,
                Ref.to(subnet("b", 1)),
                "10.0.1.100",
                Set.of(Ref.to(group("web"))),
                tags(name, "network"));
    }

    Topic topic() {
        String name = "operations_" + environment + "_critical";
        return new Topic(name, tags(name, "network"));
    }

    String queue() {
        return "arn:aws:sqs:us-east-1:123456789012:" + environment;
    }

    Subscription subscription(String protocol, String endpoint) {
        return new Subscription(
                topic().name() + ":" + endpoint, Ref.to(topic()), protocol, endpoint);
    }

    static SecurityGroupRules.Rule rule(int port, SecurityGroupRules.Source source) {
        return new SecurityGroupRules.Rule("tcp", port, port, source);
    }

    PeeringConnection peering() {
        String name = environment + "~" + Neighbour.NAME;
        return new PeeringConnection(
                name,
                Ref.to(vpc()),
                Neighbour.NAME,
                PeeringConnection.ACTIVE,
                tags(name, "network").and("sila:peer", Neighbour.NAME));
    }

    /** Specimens with names of different lengths have different ranges in the neighbour's table. */
    PeeringRoutes peeringRoutes(boolean own) {
        String ours = "10." + (100 + environment.length()) + ".0.0/24";
        return new PeeringRoutes(
                own ? environment + "_web" : Neighbour.NETWORK,
                own ? Ref.to(routes()) : null,
                Set.of(new PeeringRoutes.Route(own ? Neighbour.CIDR : ours, Ref.to(peering()))));
    }

    PeeringRules peeringRules(boolean own) {
        return new PeeringRules(
                own ? environment + "_web" : Neighbour.NETWORK,
                own ? Ref.to(group("web")) : null,
                Set.of(
                        new PeeringRules.Source(
                                own ? Neighbour.NETWORK : environment + "_db",
                                own ? null : Ref.to(group("db")),
                                Ref.to(peering()),
                                PeeringRules.EVERYTHING)));
    }

    Role role(String purpose) {
        String name = environment + "_instance_" + purpose;
        return new Role(name, TRUST, Map.of("web", policy("s3:GetObject")), tags(name, "mhcweb"));
    }

    static String policy(String action) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\""
                + action
                + "\",\"Resource\":\"*\"}]}";
    }

    InstanceProfile profile() {
        String name = environment + "_instance_web";
        return new InstanceProfile(name, Ref.to(role("web")), tags(name, "mhcweb"));
    }

    LaunchTemplate template() {
        String name = environment + "_mhcweb";
        return new LaunchTemplate(
                name,
                IMAGE,
                "t3.small",
                Ref.to(profile()),
                null,
                null,
                Set.of(Ref.to(group("web"))),
                null,
                "hostclass=\"mhcweb\"\nservice_port=\"8080\"\n",
                List.of(new LaunchTemplate.Volume("/dev/sdb", 20, "gp3", null, null)),
                false,
                tags(name, "mhcweb"),
                tags(name, "mhcweb"));
    }

    TargetGroup targets(String purpose) {
        String name = environment + "-" + purpose;
        return new TargetGroup(
                name,
                Ref.to(vpc()),
                "HTTP",
                8080,
                new TargetGroup.HealthCheck("HTTP", "/health", 10, 5, 2, 2),
                30,
                TargetGroup.Stickiness.NONE,
                "use_load_balancer_configuration",
                tags(name, "mhcweb"));
    }

    LoadBalancer balancer() {
        String name = environment + "-mhcweb";
        return new LoadBalancer(
                name,
                "application",
                "internal",
                Set.of(Ref.to(subnet("a", 0)), Ref.to(subnet("b", 1))),
                Set.of(Ref.to(group("web"))),
                60,
                tags(name, "mhcweb").and("sila:hosted-zones", ZONE));
    }

    Listener listener() {
        return new Listener(
                environment + "-mhcweb:8080",
                Ref.to(balancer()),
                8080,
                "HTTP",
                null,
                Ref.to(targets("web")),
                null,
                tags(environment + "-mhcweb:8080", "mhcweb"));
    }

    BalancerSpecimens balancing() {
        return new BalancerSpecimens(this);
    }

    AutoScalingGroup fleet() {
        String name = environment + "_mhcweb";
        return new AutoScalingGroup(
                name,
                Ref.to(template()),
                AutoScalingGroup.MixedInstances.NONE,
                0,
                4,
                1,
                Set.of(Ref.to(subnet("a", 0)), Ref.to(subnet("b", 1))),
                Set.of(Ref.to(targets("web"))),
                Set.of(Ref.to(balancing().classic())),
                "ELB",
                86_400,
                0,
                List.of("Default"),
                tags(name, "mhcweb"));
    }

    ScheduledAction schedule() {
        return new ScheduledAction(
                environment + "_mhcweb_30_4_star_star_star",
                Ref.to(fleet()),
                "30 4 * * *",
                ScheduledAction.UTC,
                new ScheduledAction.Sizes(0, 4, 1));
    }
}
