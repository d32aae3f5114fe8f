package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.RoutingPlace.at;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What EC2 refuses of route tables, routes and the gateways that they lead to. */
final class RoutingRefusals implements Corpus {
    private static final String CREATE = api("CreateRoute");

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(ROUTES, CHANGES, TABLES).flatMap(List::stream).toList();
    }

    private static final List<Refusal> ROUTES =
            List.of(
                    at(
                            "A table has one route to a range",
                            ERRORS,
                            "RouteAlreadyExists",
                            p -> {
                                p.route("0.0.0.0/0", p.gateway());
                                p.route("0.0.0.0/0", p.gateway());
                            }),
                    at(
                            "A route has one destination",
                            CREATE,
                            "MissingParameter",
                            p ->
                                    p.ec2()
                                            .createRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .gatewayId(p.gateway()))),
                    at(
                            "A route has a target",
                            CREATE,
                            "MissingParameter",
                            p ->
                                    p.ec2()
                                            .createRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .destinationCidrBlock("0.0.0.0/0"))),
                    at(
                            "A route has one target",
                            CREATE,
                            "InvalidParameterCombination",
                            p ->
                                    p.ec2()
                                            .createRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .destinationCidrBlock("0.0.0.0/0")
                                                            .gatewayId(p.gateway())
                                                            .natGatewayId(
                                                                    "nat-0123456789abcdef0"))),
                    at(
                            "A destination is a range",
                            CREATE,
                            "InvalidParameterValue",
                            p -> p.route("everywhere", p.gateway())),
                    at(
                            "A gateway that is routed to exists",
                            ERRORS,
                            "InvalidGatewayID.NotFound",
                            p -> p.route("0.0.0.0/0", "igw-0123456789abcdef0")),
                    at(
                            "A gateway that is routed to is attached to the VPC",
                            ERRORS,
                            "InvalidParameterValue",
                            p ->
                                    p.route(
                                            "0.0.0.0/0",
                                            p.setup().gateway(p.setup().vpc("10.1.0.0/16")))),
                    at(
                            "No gateway takes the VPC's own range",
                            guide("route-table-options"),
                            "InvalidParameterValue",
                            p -> p.route("10.0.1.0/24", p.gateway())),
                    at(
                            "A table has so many routes",
                            guide("amazon-vpc-limits"),
                            "RouteLimitExceeded",
                            p ->
                                    IntStream.range(0, 50)
                                            .forEach(i ->
                                                    p.route("172.16." + i + ".0/24", p.gateway()))),
                    at(
                            "A route to a prefix list counts as often as the list has entries",
                            guide("amazon-vpc-limits"),
                            "RouteLimitExceeded",
                            p -> {
                                String list = p.setup().prefixList(50);
                                p.ec2()
                                        .createRoute(r ->
                                                r.routeTableId(p.table())
                                                        .destinationPrefixListId(list)
                                                        .gatewayId(p.gateway()));
                            }),
                    at(
                            "An instance with two interfaces is routed to by one of them",
                            CREATE,
                            "InvalidInstanceID",
                            RoutingRefusals::twoInterfaces));

    private static void twoInterfaces(RoutingPlace p) {
        String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
        String instance = p.setup().instance(subnet);
        String card = p.setup().card(subnet);
        p.ec2()
                .attachNetworkInterface(
                        r -> r.networkInterfaceId(card).instanceId(instance).deviceIndex(1));
        p.ec2()
                .createRoute(r ->
                        r.routeTableId(p.table())
                                .destinationCidrBlock("10.9.0.0/16")
                                .instanceId(instance));
    }

    private static final List<Refusal> CHANGES =
            List.of(
                    at(
                            "The local route stays",
                            guide("VPC_Route_Tables"),
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .deleteRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .destinationCidrBlock("10.0.0.0/16"))),
                    at(
                            "A route that is deleted exists",
                            ERRORS,
                            "InvalidRoute.NotFound",
                            p ->
                                    p.ec2()
                                            .deleteRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .destinationCidrBlock("10.9.0.0/16"))),
                    at(
                            "A route that is replaced exists",
                            api("ReplaceRoute"),
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .replaceRoute(r ->
                                                    r.routeTableId(p.table())
                                                            .destinationCidrBlock("10.9.0.0/16")
                                                            .gatewayId(p.gateway()))),
                    at(
                            "An endpoint's route is changed by the endpoint",
                            guide("gateway-endpoints"),
                            "InvalidParameterValue",
                            RoutingRefusals::endpointRoute));

    private static void endpointRoute(RoutingPlace p) {
        p.ec2()
                .createVpcEndpoint(r ->
                        r.vpcId(p.vpc())
                                .serviceName("com.amazonaws.us-east-1.s3")
                                .routeTableIds(p.table()));
        p.ec2().deleteRoute(r -> r.routeTableId(p.table()).destinationPrefixListId("pl-63a5400a"));
    }

    private static final List<Refusal> TABLES =
            List.of(
                    at(
                            "A table in use is not deleted",
                            api("DeleteRouteTable"),
                            "DependencyViolation",
                            p -> {
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                p.ec2()
                                        .associateRouteTable(
                                                r -> r.routeTableId(p.table()).subnetId(subnet));
                                p.ec2().deleteRouteTable(r -> r.routeTableId(p.table()));
                            }),
                    at(
                            "The main table is not deleted",
                            api("DeleteRouteTable"),
                            "DependencyViolation",
                            p -> {
                                String main = p.setup().mainTable(p.vpc());
                                p.ec2().deleteRouteTable(r -> r.routeTableId(main));
                            }),
                    at(
                            "A subnet has one table",
                            ERRORS,
                            "Resource.AlreadyAssociated",
                            RoutingRefusals::twoTables),
                    at(
                            "A table and its subnets are of one VPC",
                            api("AssociateRouteTable"),
                            "InvalidParameterValue",
                            p -> {
                                String other = p.setup().vpc("10.1.0.0/16");
                                String subnet = p.setup().subnet(other, "10.1.0.0/24");
                                p.ec2()
                                        .associateRouteTable(
                                                r -> r.routeTableId(p.table()).subnetId(subnet));
                            }),
                    at(
                            "The main table's association is replaced, not ended",
                            api("DisassociateRouteTable"),
                            "InvalidParameterValue",
                            RoutingRefusals::endMain),
                    at(
                            "An association that is ended exists",
                            ERRORS,
                            "InvalidAssociationID.NotFound",
                            p ->
                                    p.ec2()
                                            .disassociateRouteTable(r ->
                                                    r.associationId("rtbassoc-0123456789abcdef0"))),
                    at(
                            "A page has at most 100 route tables",
                            api("DescribeRouteTables"),
                            "InvalidParameterValue",
                            p -> p.ec2().describeRouteTables(r -> r.maxResults(101))));

    private static void twoTables(RoutingPlace p) {
        String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
        for (String table : List.of(p.table(), p.setup().table(p.vpc()))) {
            p.ec2().associateRouteTable(r -> r.routeTableId(table).subnetId(subnet));
        }
    }

    private static void endMain(RoutingPlace p) {
        String association =
                p.setup()
                        .tableNow(p.setup().mainTable(p.vpc()))
                        .associations()
                        .getFirst()
                        .routeTableAssociationId();
        p.ec2().disassociateRouteTable(r -> r.associationId(association));
    }
}
