package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.Ec2Rules.rule;

import dev.sila.localcloud.Ec2Setup;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;

/** What EC2 refuses of peering connections, endpoints and prefix lists. */
final class PeeringRefusals implements Corpus {
    private static final String LIFE =
            "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html";
    private static final String SERVICE = "com.amazonaws.us-east-1.";
    private static final String INTERFACE =
            "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html";
    private static final String GATEWAY =
            "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html";
    private static final String LIST_PAGE = guide("managed-prefix-lists");

    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(PEERINGS, GATEWAYS, INTERFACES, LISTS, CHANGES)
                .flatMap(List::stream)
                .toList();
    }

    private record Place(Ec2Client ec2, Ec2Setup setup, String vpc) {
        void gateway(String table) {
            ec2.createVpcEndpoint(
                    r -> r.vpcId(vpc).serviceName(SERVICE + "s3").routeTableIds(table));
        }

        void endpoint(String service, String... subnets) {
            ec2.createVpcEndpoint(r ->
                    r.vpcId(vpc)
                            .serviceName(SERVICE + service)
                            .vpcEndpointType("Interface")
                            .privateDnsEnabled(false)
                            .subnetIds(subnets));
        }

        void list(int most, String name, String... ranges) {
            ec2.createManagedPrefixList(r ->
                    r.prefixListName(name)
                            .addressFamily("IPv4")
                            .maxEntries(most)
                            .entries(
                                    Stream.of(ranges)
                                            .map(each ->
                                                    AddPrefixListEntry.builder().cidr(each).build())
                                            .toList()));
        }
    }

    private static Refusal in(String rule, String source, String code, Consumer<Place> attempt) {
        return rule(
                rule,
                source,
                code,
                (ec2, setup) -> attempt.accept(new Place(ec2, setup, setup.vpc("10.0.0.0/16"))));
    }

    private static final List<Refusal> PEERINGS =
            List.of(
                    in(
                            "Two VPCs are peered once",
                            ERRORS,
                            "VpcPeeringConnectionAlreadyExists",
                            p -> {
                                String other = p.setup().vpc("10.1.0.0/16");
                                p.setup().peering(p.vpc(), other);
                                p.setup().request(other, p.vpc());
                            }),
                    in(
                            "An active connection is not accepted again",
                            LIFE,
                            "InvalidStateTransition",
                            p -> {
                                String id =
                                        p.setup().peering(p.vpc(), p.setup().vpc("10.1.0.0/16"));
                                p.ec2()
                                        .acceptVpcPeeringConnection(
                                                r -> r.vpcPeeringConnectionId(id));
                            }),
                    in(
                            "An active connection is not rejected",
                            api("RejectVpcPeeringConnection"),
                            "InvalidStateTransition",
                            p -> {
                                String id =
                                        p.setup().peering(p.vpc(), p.setup().vpc("10.1.0.0/16"));
                                p.ec2()
                                        .rejectVpcPeeringConnection(
                                                r -> r.vpcPeeringConnectionId(id));
                            }),
                    in(
                            "Overlapping VPCs are not peered",
                            LIFE,
                            "InvalidStateTransition",
                            p -> p.setup().peering(p.vpc(), p.setup().vpc("10.0.16.0/20"))),
                    in(
                            "A failed connection is not deleted",
                            api("DeleteVpcPeeringConnection"),
                            "InvalidStateTransition",
                            p -> {
                                String id = p.setup().request(p.vpc(), p.vpc());
                                p.ec2()
                                        .deleteVpcPeeringConnection(
                                                r -> r.vpcPeeringConnectionId(id));
                            }),
                    in(
                            "Options are for active connections",
                            api("ModifyVpcPeeringConnectionOptions"),
                            "OperationNotPermitted",
                            p -> {
                                String id =
                                        p.setup().request(p.vpc(), p.setup().vpc("10.1.0.0/16"));
                                p.ec2()
                                        .modifyVpcPeeringConnectionOptions(r ->
                                                r.vpcPeeringConnectionId(id)
                                                        .requesterPeeringConnectionOptions(o ->
                                                                o.allowDnsResolutionFromRemoteVpc(
                                                                        true)));
                            }),
                    in(
                            "An account has so many outstanding requests",
                            guide("amazon-vpc-limits"),
                            "OutstandingVpcPeeringConnectionLimitExceeded",
                            p ->
                                    IntStream.range(1, 27)
                                            .forEach(i ->
                                                    p.setup()
                                                            .request(
                                                                    p.vpc(),
                                                                    p.setup()
                                                                            .vpc(
                                                                                    "10." + i
                                                                                            + ".0.0/16")))));

    private static final List<Refusal> GATEWAYS =
            List.of(
                    in(
                            "An endpoint leads to a service that there is",
                            ERRORS,
                            "InvalidServiceName",
                            p ->
                                    p.ec2()
                                            .createVpcEndpoint(r ->
                                                    r.vpcId(p.vpc())
                                                            .serviceName(SERVICE + "nothing"))),
                    in(
                            "Few services have gateway endpoints",
                            GATEWAY,
                            "InvalidParameter",
                            p ->
                                    p.ec2()
                                            .createVpcEndpoint(r ->
                                                    r.vpcId(p.vpc()).serviceName(SERVICE + "sqs"))),
                    in(
                            "A table has one route to a service",
                            GATEWAY,
                            "RouteAlreadyExists",
                            p -> {
                                String table = p.setup().table(p.vpc());
                                p.gateway(table);
                                p.gateway(table);
                            }),
                    in(
                            "An endpoint's tables are of its VPC",
                            api("CreateVpcEndpoint"),
                            "InvalidParameter",
                            p -> p.gateway(p.setup().table(p.setup().vpc("10.1.0.0/16")))),
                    in(
                            "A gateway endpoint has no subnets",
                            api("CreateVpcEndpoint"),
                            "InvalidParameter",
                            p -> {
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                p.ec2()
                                        .createVpcEndpoint(r ->
                                                r.vpcId(p.vpc())
                                                        .serviceName(SERVICE + "s3")
                                                        .subnetIds(subnet));
                            }),
                    in(
                            "A policy is a policy document",
                            ERRORS,
                            "InvalidPolicyDocument",
                            p ->
                                    p.ec2()
                                            .createVpcEndpoint(r ->
                                                    r.vpcId(p.vpc())
                                                            .serviceName(SERVICE + "s3")
                                                            .policyDocument(
                                                                    "{\"Statement\": []}"))),
                    in(
                            "Malformed identifiers are not deleted",
                            ERRORS,
                            "InvalidVpcEndpointId.Malformed",
                            p -> p.ec2().deleteVpcEndpoints(r -> r.vpcEndpointIds("vpce-x"))));

    private static final List<Refusal> INTERFACES =
            List.of(
                    in(
                            "Private DNS needs both DNS attributes of the VPC",
                            INTERFACE,
                            "InvalidParameter",
                            p ->
                                    p.ec2()
                                            .createVpcEndpoint(r ->
                                                    r.vpcId(p.vpc())
                                                            .serviceName(SERVICE + "sqs")
                                                            .vpcEndpointType("Interface"))),
                    in(
                            "An endpoint has one subnet in a zone",
                            INTERFACE,
                            "DuplicateSubnetsInSameZone",
                            p ->
                                    p.endpoint(
                                            "sqs",
                                            p.setup().subnet(p.vpc(), "10.0.0.0/24"),
                                            p.setup().subnet(p.vpc(), "10.0.1.0/24"))),
                    in(
                            "An endpoint's subnets are of its VPC",
                            api("CreateVpcEndpoint"),
                            "InvalidParameter",
                            p ->
                                    p.endpoint(
                                            "sqs",
                                            p.setup()
                                                    .subnet(
                                                            p.setup().vpc("10.1.0.0/16"),
                                                            "10.1.0.0/24"))),
                    in(
                            "An interface endpoint has no route tables",
                            api("CreateVpcEndpoint"),
                            "InvalidParameter",
                            p -> {
                                String table = p.setup().table(p.vpc());
                                p.ec2()
                                        .createVpcEndpoint(r ->
                                                r.vpcId(p.vpc())
                                                        .serviceName(SERVICE + "sqs")
                                                        .vpcEndpointType("Interface")
                                                        .privateDnsEnabled(false)
                                                        .routeTableIds(table));
                            }),
                    in(
                            "A VPC with an endpoint is not deleted",
                            api("DeleteVpc"),
                            "DependencyViolation",
                            p -> {
                                p.endpoint("sqs");
                                p.ec2().deleteVpc(r -> r.vpcId(p.vpc()));
                            }),
                    in(
                            "A subnet with an endpoint is not deleted",
                            api("DeleteSubnet"),
                            "DependencyViolation",
                            p -> {
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                p.endpoint("sqs", subnet);
                                p.ec2().deleteSubnet(r -> r.subnetId(subnet));
                            }));

    private static final List<Refusal> LISTS =
            List.of(
                    in(
                            "A list has so many entries as it may have",
                            LIST_PAGE,
                            "PrefixListMaxEntriesExceeded",
                            p -> p.list(1, "x", "10.0.0.0/16", "10.1.0.0/16")),
                    in(
                            "AWS's names are not taken",
                            api("CreateManagedPrefixList"),
                            "InvalidParameterValue",
                            p -> p.list(1, "com.amazonaws.mine")),
                    in(
                            "An entry is a range",
                            LIST_PAGE,
                            "InvalidParameterValue",
                            p -> p.list(1, "x", "10.0.0.0")),
                    in(
                            "A range is in a list once",
                            LIST_PAGE,
                            "InvalidParameterValue",
                            p -> p.list(5, "x", "10.0.0.0/16", "10.0.0.1/16")),
                    in(
                            "A list holds addresses of IPv4 or of IPv6",
                            api("CreateManagedPrefixList"),
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .createManagedPrefixList(r ->
                                                    r.prefixListName("x")
                                                            .addressFamily("IPv5")
                                                            .maxEntries(1))),
                    in(
                            "A list in use is not deleted",
                            LIST_PAGE,
                            "DependencyViolation",
                            p -> {
                                String list = p.setup().prefixList(1);
                                String group = p.setup().group(p.vpc(), "web");
                                p.ec2()
                                        .authorizeSecurityGroupIngress(r ->
                                                r.groupId(group)
                                                        .ipPermissions(i ->
                                                                i.ipProtocol("-1")
                                                                        .prefixListIds(l ->
                                                                                l.prefixListId(
                                                                                        list))));
                                p.ec2().deleteManagedPrefixList(r -> r.prefixListId(list));
                            }));

    private static final List<Refusal> CHANGES =
            List.of(
                    in(
                            "The current version is changed",
                            api("ModifyManagedPrefixList"),
                            "PrefixListVersionMismatch",
                            p -> {
                                String list = p.setup().prefixList(2);
                                p.ec2()
                                        .modifyManagedPrefixList(r ->
                                                r.prefixListId(list)
                                                        .currentVersion(2L)
                                                        .addEntries(e -> e.cidr("10.0.0.0/16")));
                            }),
                    in(
                            "An entry that is removed is there",
                            LIST_PAGE,
                            "InvalidParameterValue",
                            p -> {
                                String list = p.setup().prefixList(2);
                                p.ec2()
                                        .modifyManagedPrefixList(r ->
                                                r.prefixListId(list)
                                                        .currentVersion(1L)
                                                        .removeEntries(e -> e.cidr("10.0.0.0/16")));
                            }),
                    in(
                            "A list that changes is not changed",
                            ERRORS,
                            "IncorrectState",
                            p -> {
                                String list = p.setup().prefixList(2);
                                for (String name : List.of("one", "two")) {
                                    p.ec2()
                                            .modifyManagedPrefixList(
                                                    r -> r.prefixListId(list).prefixListName(name));
                                }
                            }),
                    in(
                            "AWS's lists are not changed",
                            LIST_PAGE,
                            "UnauthorizedOperation",
                            p ->
                                    p.ec2()
                                            .deleteManagedPrefixList(
                                                    r -> r.prefixListId("pl-63a5400a"))));
}
