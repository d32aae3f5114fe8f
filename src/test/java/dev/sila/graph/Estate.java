package dev.sila.graph;

import dev.sila.aws.kind.AutoScalingGroup;
import dev.sila.aws.kind.ElasticIp;
import dev.sila.aws.kind.InternetGateway;
import dev.sila.aws.kind.LaunchTemplate;
import dev.sila.aws.kind.Listener;
import dev.sila.aws.kind.LoadBalancer;
import dev.sila.aws.kind.NatGateway;
import dev.sila.aws.kind.NetworkInterface;
import dev.sila.aws.kind.RouteTable;
import dev.sila.aws.kind.SecurityGroup;
import dev.sila.aws.kind.SecurityGroupRules;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.SecurityGroupRules.Source;
import dev.sila.aws.kind.Subnet;
import dev.sila.aws.kind.TargetGroup;
import dev.sila.aws.kind.Vpc;
import dev.sila.aws.kind.VpcEndpoint;
import dev.sila.aws.kind.VpnGatewayAttachment;
import dev.sila.engine.Attr;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Key;
import dev.sila.engine.Plan;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An environment of the tests, with one of everything that is drawn; grows by calls. */
final class Estate {
    static final Ref<Vpc> VPC = new Ref<>(Vpc.class, "e");
    static final Ref<InternetGateway> INTERNET = new Ref<>(InternetGateway.class, "e");

    private final Map<Key, Spec> specs = new LinkedHashMap<>();

    /** Two zones, three metanetworks, every gateway, a hostclass behind a balancer. */
    static Estate whole() {
        Estate estate = new Estate().vpc("10.0.0.0/16");
        estate.network("dmz", 0, "a", "b").network("apps", 4, "a", "b").network("data", 8, "a");
        estate.add(new InternetGateway("e", VPC, Tags.NONE));
        estate.add(new VpnGatewayAttachment("e", VPC));
        estate.add(new ElasticIp("e_dmz_a", Tags.NONE));
        estate.nat("a", new NatGateway.Allocated(new Ref<>(ElasticIp.class, "e_dmz_a")));
        estate.nat("b", new NatGateway.Static("198.51.100.7"));
        estate.table("dmz", Set.of(route("0.0.0.0/0", INTERNET)), "a", "b");
        estate.table("apps_a", Set.of(route("0.0.0.0/0", natOf("a")), vpn()), "apps", "a");
        estate.table("apps_b", Set.of(route("0.0.0.0/0", natOf("b")), vpn()), "apps", "b");
        estate.table(
                "data",
                Set.of(
                        vpn(),
                        route(
                                "172.16.0.0/12",
                                new Ref<>(InternetGateway.class, "pcx-0123456789abcdef0"))),
                "a");
        estate.endpoints();
        return estate.allow().fleet();
    }

    private Estate allow() {
        rules(
                "dmz",
                null,
                rule("tcp", 443, cidr("0.0.0.0/0")),
                rule("tcp", 443, cidr("::/0")),
                rule("icmp", -1, group("dmz")),
                rule("icmp", -1, group("apps")),
                rule("icmp", -1, group("data")));
        rules(
                "apps",
                null,
                new Rule("tcp", 8000, 8080, group("dmz")),
                rule("tcp", 22, cidr("192.0.2.0/24")),
                rule("udp", 53, group("apps")));
        return rules(
                "data",
                Set.of(rule("tcp", 443, new SecurityGroupRules.PrefixList("pl-63a5400a"))),
                rule("tcp", 5432, group("apps")),
                rule("-1", -1, new SecurityGroupRules.PrefixList("pl-0011223344556677")));
    }

    Estate add(Spec spec) {
        specs.put(key(spec), spec);
        return this;
    }

    Estate without(Class<? extends Spec> type, String name) {
        specs.remove(new Key(type, name));
        return this;
    }

    List<Spec> specs() {
        return List.copyOf(specs.values());
    }

    Estate vpc(String cidr) {
        return add(new Vpc("e", cidr, true, true, null, Tags.NONE));
    }

    Estate network(String name, int third, String... zones) {
        Tags tags =
                Tags.of("meta_network", name)
                        .and("sila:metanetwork-cidr", "10.0." + third + ".0/22");
        add(new SecurityGroup("e_" + name, VPC, name, tags));
        for (int zone = 0; zone < zones.length; zone++) {
            String cidr = "10.0." + (third + zone) + ".0/24";
            add(
                    new Subnet(
                            "e_" + name + "_" + zones[zone],
                            VPC,
                            cidr,
                            "eu-west-1" + zones[zone],
                            null,
                            tags));
        }
        return this;
    }

    private void nat(String zone, NatGateway.Address address) {
        add(new NatGateway("e_dmz_" + zone, subnet("dmz", zone), address, Tags.NONE));
    }

    private static Ref<NatGateway> natOf(String zone) {
        return new Ref<>(NatGateway.class, "e_dmz_" + zone);
    }

    static Ref<Subnet> subnet(String network, String zone) {
        return new Ref<>(Subnet.class, "e_" + network + "_" + zone);
    }

    static RouteTable.Route route(String destination, Ref<?> target) {
        return new RouteTable.Route(destination, target);
    }

    private static RouteTable.Route vpn() {
        return route("10.200.0.0/16", new Ref<>(VpnGatewayAttachment.class, "e"));
    }

    /** A table for one metanetwork's subnets in these zones. */
    Estate table(String name, Set<RouteTable.Route> routes, String... rest) {
        boolean named = rest[0].length() > 1;
        String network = named ? rest[0] : name;
        Set<Ref<Subnet>> subnets = new HashSet<>();
        for (int each = named ? 1 : 0; each < rest.length; each++) {
            subnets.add(subnet(network, rest[each]));
        }
        return add(new RouteTable("e_" + name, VPC, routes, subnets, Tags.NONE));
    }

    private void endpoints() {
        Set<Ref<RouteTable>> tables =
                Set.of(
                        new Ref<>(RouteTable.class, "e_data"),
                        new Ref<>(RouteTable.class, "e_apps_a"));
        add(
                new VpcEndpoint(
                        "e_s3", VPC, "s3", "Gateway", tables, Set.of(), Set.of(), null, Tags.NONE));
        add(
                new VpcEndpoint(
                        "e_ssm",
                        VPC,
                        "ssm",
                        "Interface",
                        Set.of(),
                        Set.of(subnet("apps", "a"), subnet("apps", "b")),
                        Set.of(),
                        true,
                        Tags.NONE));
        add(new NetworkInterface("e_mhcdb", subnet("data", "a"), "10.0.8.9", Set.of(), Tags.NONE));
    }

    Estate rules(String network, @Nullable Set<Rule> egress, Rule... ingress) {
        return add(
                new SecurityGroupRules(
                        "e_" + network,
                        new Ref<>(SecurityGroup.class, "e_" + network),
                        Set.of(ingress),
                        egress));
    }

    static Rule rule(String protocol, int port, Source source) {
        return new Rule(protocol, port, port, source);
    }

    static Source cidr(String cidr) {
        return new SecurityGroupRules.Cidr(cidr);
    }

    static Source group(String network) {
        return new SecurityGroupRules.Group(new Ref<>(SecurityGroup.class, "e_" + network));
    }

    private Estate fleet() {
        Set<Ref<Subnet>> apps = Set.of(subnet("apps", "a"), subnet("apps", "b"));
        Set<Ref<Subnet>> dmz = Set.of(subnet("dmz", "a"), subnet("dmz", "b"));
        Ref<TargetGroup> targets = new Ref<>(TargetGroup.class, "e-mhcweb");
        add(
                new AutoScalingGroup(
                        "e_mhcweb",
                        new Ref<>(LaunchTemplate.class, "e_mhcweb"),
                        AutoScalingGroup.MixedInstances.NONE,
                        2,
                        8,
                        4,
                        apps,
                        Set.of(targets),
                        Set.of(),
                        "ELB",
                        300,
                        0,
                        List.of(),
                        Tags.NONE));
        LoadBalancer balancer =
                new LoadBalancer(
                        "e-mhcweb", "application", "internet-facing", dmz, Set.of(), 60, Tags.NONE);
        add(balancer);
        return add(
                new Listener(
                        "e-mhcweb:443",
                        Ref.to(balancer),
                        443,
                        "HTTPS",
                        "arn",
                        targets,
                        null,
                        Tags.NONE));
    }

    private static Key key(Spec spec) {
        return new Key(spec.getClass(), spec.name());
    }

    /** The plan that makes the second out of the first. */
    static Plan plan(List<Spec> before, List<Spec> after) {
        Map<Key, Spec> wanted = new LinkedHashMap<>();
        after.forEach(each -> wanted.put(key(each), each));
        List<Found<?>> found = new ArrayList<>();
        List<Change<?>> changes = new ArrayList<>();
        for (Spec each : before) {
            Found<Spec> there =
                    new Found<>("id-" + found.size(), each, Map.of(Attr.PART, "network"));
            found.add(there);
            Spec wish = wanted.remove(key(each));
            changes.add(
                    wish == null
                            ? new Change.Delete<>(there, false)
                            : wish.equals(each)
                                    ? new Change.Keep<>(there)
                                    : new Change.Update<>(there, wish, new Diff(List.of())));
        }
        wanted.values().forEach(each -> changes.add(new Change.Create<>(each)));
        return new Plan(new Scope("e", Set.of()), after, List.of(), changes, found, "", List.of());
    }
}
