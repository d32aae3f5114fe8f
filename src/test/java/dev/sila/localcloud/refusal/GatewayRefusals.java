package dev.sila.localcloud.refusal;

import static dev.sila.localcloud.refusal.Ec2Rules.ERRORS;
import static dev.sila.localcloud.refusal.Ec2Rules.api;
import static dev.sila.localcloud.refusal.Ec2Rules.guide;
import static dev.sila.localcloud.refusal.RoutingPlace.at;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What EC2 refuses of internet, NAT and virtual private gateways. */
final class GatewayRefusals implements Corpus {
    @Override
    public String service() {
        return "EC2";
    }

    @Override
    public List<Refusal> refusals() {
        return Stream.of(GATEWAYS, NAT, VPN).flatMap(List::stream).toList();
    }

    private static final List<Refusal> GATEWAYS =
            List.of(
                    at(
                            "An internet gateway is attached once",
                            ERRORS,
                            "Resource.AlreadyAssociated",
                            p -> {
                                String other = p.setup().vpc("10.1.0.0/16");
                                p.ec2()
                                        .attachInternetGateway(
                                                r -> r.internetGatewayId(p.gateway()).vpcId(other));
                            }),
                    at(
                            "A VPC has one internet gateway",
                            guide("VPC_Internet_Gateway"),
                            "InvalidParameterValue",
                            p -> p.setup().gateway(p.vpc())),
                    at(
                            "An attached internet gateway is not deleted",
                            api("DeleteInternetGateway"),
                            "DependencyViolation",
                            p ->
                                    p.ec2()
                                            .deleteInternetGateway(
                                                    r -> r.internetGatewayId(p.gateway()))),
                    at(
                            "Only what is attached is detached",
                            ERRORS,
                            "Gateway.NotAttached",
                            p -> {
                                String other = p.setup().vpc("10.1.0.0/16");
                                p.ec2()
                                        .detachInternetGateway(
                                                r -> r.internetGatewayId(p.gateway()).vpcId(other));
                            }),
                    at(
                            "A gateway stays while public addresses are mapped",
                            api("DetachInternetGateway"),
                            "DependencyViolation",
                            p -> {
                                p.setup().natGateway(p.setup().subnet(p.vpc(), "10.0.0.0/24"));
                                p.ec2()
                                        .detachInternetGateway(r ->
                                                r.internetGatewayId(p.gateway()).vpcId(p.vpc()));
                            }));

    private static final List<Refusal> NAT =
            List.of(
                    at(
                            "A public NAT gateway has an address",
                            api("CreateNatGateway"),
                            "MissingParameter",
                            p -> publicNat(p, null)),
                    at(
                            "Its address is one of the account",
                            ERRORS,
                            "InvalidElasticIpID.NotFound",
                            p -> publicNat(p, "eipalloc-0123456789abcdef0")),
                    at(
                            "A private NAT gateway has no public address",
                            api("CreateNatGateway"),
                            "InvalidParameterCombination",
                            p -> {
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                String address = p.setup().address();
                                p.ec2()
                                        .createNatGateway(r ->
                                                r.subnetId(subnet)
                                                        .allocationId(address)
                                                        .connectivityType("private"));
                            }),
                    at(
                            "A NAT gateway is routed to when it is available",
                            api("CreateRoute"),
                            "InvalidNatGatewayID.NotFound",
                            GatewayRefusals::pendingNat),
                    at(
                            "A zone has so many NAT gateways",
                            guide("amazon-vpc-limits"),
                            "NatGatewayLimitExceeded",
                            p -> {
                                String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
                                IntStream.range(0, 6).forEach(i -> p.setup().natGateway(subnet));
                            }),
                    at(
                            "A token comes again with the same request",
                            guide("nat-gateway-basics"),
                            "IdempotentParameterMismatch",
                            GatewayRefusals::tokenTwice));

    private static void publicNat(RoutingPlace p, @Nullable String allocation) {
        String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
        p.ec2().createNatGateway(r -> r.subnetId(subnet).allocationId(allocation));
    }

    private static void pendingNat(RoutingPlace p) {
        String subnet = p.setup().subnet(p.vpc(), "10.0.0.0/24");
        String id =
                p.ec2()
                        .createNatGateway(r -> r.subnetId(subnet).connectivityType("private"))
                        .natGateway()
                        .natGatewayId();
        p.ec2()
                .createRoute(r ->
                        r.routeTableId(p.table())
                                .destinationCidrBlock("0.0.0.0/0")
                                .natGatewayId(id));
    }

    private static void tokenTwice(RoutingPlace p) {
        for (String range : List.of("10.0.0.0/24", "10.0.1.0/24")) {
            String subnet = p.setup().subnet(p.vpc(), range);
            p.ec2()
                    .createNatGateway(r ->
                            r.subnetId(subnet).connectivityType("private").clientToken("once"));
        }
    }

    private static final List<Refusal> VPN =
            List.of(
                    at(
                            "The only type of VPN gateway is ipsec.1",
                            api("CreateVpnGateway"),
                            "InvalidParameterValue",
                            p -> p.ec2().createVpnGateway(r -> r.type("ipsec.2"))),
                    at(
                            "A gateway's ASN is a private one",
                            api("CreateVpnGateway"),
                            "InvalidParameterValue",
                            p ->
                                    p.ec2()
                                            .createVpnGateway(
                                                    r -> r.type("ipsec.1").amazonSideAsn(64511L))),
                    at(
                            "A VPC has one VPN gateway",
                            ERRORS,
                            "VpnGatewayAttachmentLimitExceeded",
                            p -> {
                                p.setup().vpnGateway(p.vpc());
                                p.setup().vpnGateway(p.vpc());
                            }),
                    at(
                            "An attached VPN gateway is not deleted",
                            ERRORS,
                            "IncorrectState",
                            p -> {
                                String id = p.setup().vpnGateway(p.vpc());
                                p.ec2().deleteVpnGateway(r -> r.vpnGatewayId(id));
                            }),
                    at(
                            "Only what is attached is detached",
                            ERRORS,
                            "InvalidVpnGatewayAttachment.NotFound",
                            p -> {
                                String id = p.setup().vpnGateway(p.setup().vpc("10.1.0.0/16"));
                                p.ec2().detachVpnGateway(r -> r.vpnGatewayId(id).vpcId(p.vpc()));
                            }),
                    at(
                            "Routes come from a gateway of the VPC",
                            api("EnableVgwRoutePropagation"),
                            "Gateway.NotAttached",
                            p -> {
                                String id = p.setup().vpnGateway(p.setup().vpc("10.1.0.0/16"));
                                p.ec2()
                                        .enableVgwRoutePropagation(
                                                r -> r.gatewayId(id).routeTableId(p.table()));
                            }));
}
