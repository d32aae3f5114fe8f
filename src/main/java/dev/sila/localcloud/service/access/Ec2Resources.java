package dev.sila.localcloud.service.access;

import dev.sila.localcloud.Realm;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resources of EC2's calls. Calls that only read have none, which policies write as {@code *}.
 * Any other call needs its action on each resource whose ID stands in a member of the request
 * itself, by the ID's prefix, and, if it creates something, on what it creates, as {@code vpc/*}.
 * Exceptions are listed where AWS asks for less; an association stands for its route table. What a
 * launch template names is not asked for beyond the template. Source: Service Authorization
 * Reference, Amazon EC2.
 */
final class Ec2Resources {
    private static final Pattern ID = Pattern.compile("([a-z]+)-[0-9a-f]{8,17}");
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("acl", "network-acl"),
                    Map.entry("ami", "image"),
                    Map.entry("dopt", "dhcp-options"),
                    Map.entry("eipalloc", "elastic-ip"),
                    Map.entry("eni", "network-interface"),
                    Map.entry("i", "instance"),
                    Map.entry("igw", "internet-gateway"),
                    Map.entry("key", "key-pair"),
                    Map.entry("lt", "launch-template"),
                    Map.entry("nat", "natgateway"),
                    Map.entry("pcx", "vpc-peering-connection"),
                    Map.entry("rtb", "route-table"),
                    Map.entry("sg", "security-group"),
                    Map.entry("snap", "snapshot"),
                    Map.entry("subnet", "subnet"),
                    Map.entry("vgw", "vpn-gateway"),
                    Map.entry("vol", "volume"),
                    Map.entry("vpc", "vpc"),
                    Map.entry("vpce", "vpc-endpoint"));
    private static final Map<String, List<String>> CREATED =
            Map.ofEntries(
                    Map.entry("AllocateAddress", List.of("elastic-ip")),
                    Map.entry("CopyImage", List.of("image")),
                    Map.entry("CopySnapshot", List.of("snapshot")),
                    Map.entry("CreateDhcpOptions", List.of("dhcp-options")),
                    Map.entry("CreateImage", List.of("image")),
                    Map.entry("CreateInternetGateway", List.of("internet-gateway")),
                    Map.entry("CreateKeyPair", List.of("key-pair")),
                    Map.entry("CreateLaunchTemplate", List.of("launch-template")),
                    Map.entry("CreateNatGateway", List.of("natgateway")),
                    Map.entry("CreateNetworkInterface", List.of("network-interface")),
                    Map.entry("CreateRouteTable", List.of("route-table")),
                    Map.entry("CreateSecurityGroup", List.of("security-group")),
                    Map.entry("CreateSnapshot", List.of("snapshot")),
                    Map.entry("CreateSubnet", List.of("subnet")),
                    Map.entry("CreateVolume", List.of("volume")),
                    Map.entry("CreateVpc", List.of("vpc")),
                    Map.entry("CreateVpcEndpoint", List.of("vpc-endpoint")),
                    Map.entry("CreateVpcPeeringConnection", List.of("vpc-peering-connection")),
                    Map.entry("CreateVpnGateway", List.of("vpn-gateway")),
                    Map.entry("ImportKeyPair", List.of("key-pair")),
                    Map.entry("RegisterImage", List.of("image")),
                    Map.entry("RunInstances", List.of("instance", "network-interface", "volume")));

    /** Calls of which AWS looks at one resource only: the first that the request names. */
    private static final Map<String, String> ONLY =
            Map.of(
                    "CreateRoute", "RouteTableId",
                    "ReplaceRoute", "RouteTableId",
                    "DeleteRoute", "RouteTableId");

    private final Realm realm;
    private final Surroundings surroundings;

    Ec2Resources(Realm realm, Surroundings surroundings) {
        this.realm = realm;
        this.surroundings = surroundings;
    }

    List<String> of(String operation, RequestFields fields) {
        if (operation.matches("(Describe|Get|List|Search).*")) {
            return List.of("*");
        }
        String only = ONLY.get(operation);
        Set<String> resources = new LinkedHashSet<>();
        for (String member : only == null ? fields.members() : List.of(only)) {
            fields.texts(member).forEach(each -> add(each, resources));
        }
        for (String member : List.of("LaunchTemplate", "Placement", "NetworkInterfaces")) {
            nested(fields, member, resources);
        }
        fields.text("AssociationId")
                .flatMap(surroundings::routeTable)
                .ifPresent(each -> resources.add(arn("route-table", each)));
        fields.text("KeyName").ifPresent(each -> resources.add(arn("key-pair", each)));
        CREATED.getOrDefault(operation, List.of()).forEach(each -> resources.add(arn(each, "*")));
        return resources.isEmpty() ? List.of("*") : List.copyOf(resources);
    }

    /** What a call may tag when it creates it: the types of its tag specifications. */
    List<String> tagged(RequestFields fields) {
        return fields.objects("TagSpecifications").stream()
                .filter(each -> !each.objects("Tags").isEmpty())
                .flatMap(each -> each.text("ResourceType").stream())
                .map(each -> arn(each, "*"))
                .toList();
    }

    private void nested(RequestFields fields, String member, Set<String> resources) {
        for (RequestFields each : fields.objects(member)) {
            each.members().forEach(name -> each.texts(name).forEach(id -> add(id, resources)));
        }
    }

    private void add(String text, Set<String> resources) {
        Matcher id = ID.matcher(text);
        if (id.matches() && TYPES.containsKey(id.group(1))) {
            resources.add(arn(Objects.requireNonNull(TYPES.get(id.group(1))), text));
        }
    }

    /** Images and snapshots belong to no account in their ARNs. */
    String arn(String type, String id) {
        return type.equals("image") || type.equals("snapshot")
                ? "arn:aws:ec2:" + realm.region() + "::" + type + "/" + id
                : realm.arn("ec2", type + "/" + id);
    }
}
