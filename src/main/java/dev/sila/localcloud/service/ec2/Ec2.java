package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.machine.Machines;
import dev.sila.localcloud.wire.Service;
import dev.sila.localcloud.wire.Service.Protocol;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The EC2 service of the local cloud. A default VPC exists from the start. */
public final class Ec2 {
    private final Tagging tagging;
    private final Zones zones;
    private final Vpcs vpcs;
    private final DhcpOptionSets dhcpOptions;
    private final Subnets subnets;
    private final NetworkAcls networkAcls;
    private final InternetGateways internetGateways;
    private final RouteTables routeTables;
    private final Routes routes;
    private final SecurityGroups securityGroups;
    private final SecurityGroupRules securityGroupRules;
    private final NetworkInterfaces networkInterfaces;

    /** Handlers that only the wire layer calls. */
    private final List<Object> network;

    private final List<Object> others;

    private final ComputeParts compute;

    /**
     * @param machines what instances run as
     * @param profiles how an instance profile is found in IAM
     */
    public Ec2(Foundation foundation, Machines machines, InstanceProfiles profiles) {
        Store store = new Store(foundation);
        tagging = new Tagging(store);
        zones = new Zones(store);
        dhcpOptions = new DhcpOptionSets(store);
        networkAcls = new NetworkAcls(store);
        PrefixLists prefixLists = new PrefixLists(store);
        RouteTargets targets = new RouteTargets(store);
        routes = new Routes(store, targets, prefixLists);
        routeTables = new RouteTables(store, targets);
        securityGroups = new SecurityGroups(store);
        Permissions permissions = new Permissions(store);
        securityGroupRules =
                new SecurityGroupRules(store, securityGroups, permissions, prefixLists);
        VpcCidrBlocks cidrBlocks = new VpcCidrBlocks(store);
        vpcs = new Vpcs(store, routeTables, securityGroups, networkAcls, cidrBlocks);
        subnets = new Subnets(store, zones, routeTables, networkAcls);
        internetGateways = new InternetGateways(store);
        AddressMap map = new AddressMap(store);
        networkInterfaces = new NetworkInterfaces(store, map);
        compute =
                new ComputeParts(
                        store,
                        new ComputeParts.Network(zones, vpcs, securityGroups, networkInterfaces),
                        machines,
                        profiles);
        dhcpOptions.makeDefault();
        DefaultVpc defaultVpc =
                new DefaultVpc(store, vpcs, subnets, zones, internetGateways, routes);
        defaultVpc.make();
        SecurityGroupRuleChanges changes =
                new SecurityGroupRuleChanges(
                        store, securityGroups, securityGroupRules, permissions);
        NetworkParts parts = new NetworkParts(store, networkInterfaces, map);
        network = parts.of(prefixLists, zones, vpcs, compute.instanceTypes());
        others = List.of(cidrBlocks, defaultVpc, changes, new ClassicLink(store));
    }

    /** What the wire layer serves. */
    public Service service() {
        Stream<Object> named =
                Stream.of(
                        tagging,
                        zones,
                        vpcs,
                        dhcpOptions,
                        subnets,
                        networkAcls,
                        internetGateways,
                        routeTables,
                        routes,
                        securityGroups,
                        securityGroupRules,
                        networkInterfaces);
        List<Object> handlers =
                Stream.of(named, network.stream(), others.stream(), compute.handlers())
                        .flatMap(each -> each)
                        .toList();
        return new Service("EC2", "ec2", "2016-11-15", Protocol.EC2_QUERY, handlers);
    }

    /** The public parameters of Systems Manager that lead to images, each with the image's ID. */
    public Map<String, String> imageParameters() {
        return compute.imageParameters();
    }

    public Tagging tagging() {
        return tagging;
    }

    public Zones zones() {
        return zones;
    }

    public Vpcs vpcs() {
        return vpcs;
    }

    public DhcpOptionSets dhcpOptions() {
        return dhcpOptions;
    }

    public Subnets subnets() {
        return subnets;
    }

    public InternetGateways internetGateways() {
        return internetGateways;
    }

    public RouteTables routeTables() {
        return routeTables;
    }

    public Routes routes() {
        return routes;
    }

    public SecurityGroups securityGroups() {
        return securityGroups;
    }

    public SecurityGroupRules securityGroupRules() {
        return securityGroupRules;
    }

    public NetworkInterfaces networkInterfaces() {
        return networkInterfaces;
    }

    public LaunchTemplates launchTemplates() {
        return compute.launchTemplates();
    }

    public LaunchTemplateVersions launchTemplateVersions() {
        return compute.launchTemplateVersions();
    }

    public InstanceTypes instanceTypes() {
        return compute.instanceTypes();
    }

    public Images images() {
        return compute.images();
    }

    public Instances instances() {
        return compute.instances();
    }

    public InstanceControl instanceControl() {
        return compute.instanceControl();
    }

    public InstanceReports instanceReports() {
        return compute.instanceReports();
    }

    public InstanceAttributes instanceAttributes() {
        return compute.instanceAttributes();
    }

    public Volumes volumes() {
        return compute.volumes();
    }

    public NetworkAcls networkAcls() {
        return networkAcls;
    }
}
