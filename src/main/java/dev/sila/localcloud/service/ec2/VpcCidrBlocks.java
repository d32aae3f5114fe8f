package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.AssociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateVpcCidrBlockResponse;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;

/** IPv4 ranges that a VPC gets beside its first one (VPC user guide, "VPC CIDR blocks"). */
public final class VpcCidrBlocks {
    private static final Duration ASSOCIATING = Duration.ofSeconds(3);
    private static final List<Cidr> PRIVATE =
            Stream.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")
                    .map(each -> Cidr.parse(each).orElseThrow())
                    .toList();
    private static final Cidr RESERVED = Cidr.parse("198.19.0.0/16").orElseThrow();

    private final Store store;

    VpcCidrBlocks(Store store) {
        this.store = store;
    }

    /** All ranges that a VPC has. */
    static Stream<Cidr> of(Vpc vpc) {
        return vpc.cidrBlockAssociationSet().stream()
                .filter(each ->
                        each.cidrBlockState().state() != VpcCidrBlockStateCode.DISASSOCIATED)
                .map(each -> Cidr.parse(each.cidrBlock()).orElseThrow());
    }

    /** A new association of a range. */
    VpcCidrBlockAssociation association(Cidr cidr, VpcCidrBlockStateCode state) {
        return VpcCidrBlockAssociation.builder()
                .associationId(store.foundation().identity().ec2("vpc-cidr-assoc"))
                .cidrBlock(cidr.toString())
                .cidrBlockState(VpcCidrBlockState.builder().state(state).build())
                .build();
    }

    public AssociateVpcCidrBlockResponse associateVpcCidrBlock(
            AssociateVpcCidrBlockRequest request) {
        Refusals.supportedOnly(request, Set.of("VpcId", "CidrBlock"));
        Vpc vpc = store.vpcs().get(request.vpcId());
        String text = Refusals.required(request.cidrBlock(), "cidrBlock");
        Cidr cidr =
                Cidr.parse(text)
                        .orElseThrow(() ->
                                Refusals.invalid(
                                        "cidrBlock", text, "This is not a valid CIDR block."));
        check(vpc, cidr);
        VpcCidrBlockAssociation association = association(cidr, VpcCidrBlockStateCode.ASSOCIATING);
        List<VpcCidrBlockAssociation> all = new ArrayList<>(vpc.cidrBlockAssociationSet());
        all.add(association);
        store.vpcs().put(vpc.toBuilder().cidrBlockAssociationSet(all).build());
        tables(vpc).forEach(table -> addLocal(table, cidr));
        String id = association.associationId();
        store.foundation()
                .timeline()
                .after(ASSOCIATING, () -> enter(vpc.vpcId(), id, VpcCidrBlockStateCode.ASSOCIATED));
        return AssociateVpcCidrBlockResponse.builder()
                .vpcId(vpc.vpcId())
                .cidrBlockAssociation(association)
                .build();
    }

    private void check(Vpc vpc, Cidr cidr) {
        if (cidr.prefix() < 16 || cidr.prefix() > 28) {
            throw new AwsFailure("InvalidVpc.Range", "The CIDR '" + cidr + "' is invalid.");
        }
        if (of(vpc).anyMatch(cidr::overlaps)) {
            throw new AwsFailure(
                    "CidrConflict", "The CIDR '" + cidr + "' conflicts with another CIDR block");
        }
        Cidr primary = Cidr.parse(vpc.cidrBlock()).orElseThrow();
        boolean otherPrivate =
                PRIVATE.stream().anyMatch(each -> each.overlaps(primary))
                        && PRIVATE.stream()
                                .filter(each -> !each.overlaps(primary))
                                .anyMatch(cidr::overlaps);
        if (otherPrivate || RESERVED.overlaps(cidr)) {
            throw new AwsFailure(
                    "InvalidVpc.Range",
                    "The CIDR '%s' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR."
                            .formatted(cidr));
        }
        store.checkQuota(NetworkQuotas.CIDR_BLOCKS, of(vpc).count(), "CidrLimitExceeded");
        boolean routed =
                tables(vpc)
                        .flatMap(table -> table.routes().stream())
                        .filter(route -> route.destinationCidrBlock() != null)
                        .map(route -> Cidr.parse(route.destinationCidrBlock()).orElseThrow())
                        .anyMatch(cidr::contains);
        if (routed) {
            throw new AwsFailure(
                    "CidrConflict",
                    "The CIDR '"
                            + cidr
                            + "' is the same as or larger than the destination of a route of the"
                            + " VPC.");
        }
    }

    private Stream<RouteTable> tables(Vpc vpc) {
        return store.routeTables().rows().filter(each -> each.vpcId().equals(vpc.vpcId()));
    }

    private void addLocal(RouteTable table, Cidr cidr) {
        List<Route> routes = new ArrayList<>(table.routes());
        routes.add(local(cidr));
        store.routeTables().put(table.toBuilder().routes(routes).build());
    }

    /** The route that every table of the VPC has to one of its ranges. */
    static Route local(Cidr cidr) {
        return Route.builder()
                .destinationCidrBlock(cidr.toString())
                .gatewayId(Routes.LOCAL)
                .origin(RouteOrigin.CREATE_ROUTE_TABLE)
                .state(RouteState.ACTIVE)
                .build();
    }

    private void enter(String vpcId, String associationId, VpcCidrBlockStateCode state) {
        store.vpcs()
                .change(
                        vpcId,
                        vpc ->
                                vpc.toBuilder()
                                        .cidrBlockAssociationSet(
                                                vpc.cidrBlockAssociationSet().stream()
                                                        .map(each ->
                                                                each.associationId()
                                                                                .equals(
                                                                                        associationId)
                                                                        ? in(each, state)
                                                                        : each)
                                                        .toList())
                                        .build());
    }

    private static VpcCidrBlockAssociation in(
            VpcCidrBlockAssociation association, VpcCidrBlockStateCode state) {
        return association.toBuilder()
                .cidrBlockState(VpcCidrBlockState.builder().state(state).build())
                .build();
    }

    public DisassociateVpcCidrBlockResponse disassociateVpcCidrBlock(
            DisassociateVpcCidrBlockRequest request) {
        String id = Refusals.required(request.associationId(), "associationId");
        Vpc vpc =
                store.vpcs()
                        .rows()
                        .filter(each -> blocks(each, id).findAny().isPresent())
                        .findFirst()
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidVpcCidrBlockAssociationID.NotFound",
                                        "The vpc CIDR block association ID '%s' does not exist"
                                                .formatted(id)));
        VpcCidrBlockAssociation association = blocks(vpc, id).findFirst().orElseThrow();
        if (association.cidrBlock().equals(vpc.cidrBlock())) {
            throw new AwsFailure(
                    "OperationNotPermitted",
                    "The vpc CIDR block with association ID %s may not be disassociated. It is the primary IPv4 CIDR block of the VPC"
                            .formatted(id));
        }
        Cidr cidr = Cidr.parse(association.cidrBlock()).orElseThrow();
        boolean used =
                store.subnets()
                        .rows()
                        .filter(each -> each.vpcId().equals(vpc.vpcId()))
                        .anyMatch(each -> cidr.contains(Subnets.range(each)));
        if (used) {
            throw new AwsFailure(
                    "DependencyViolation",
                    "The CIDR block " + cidr + " is used by a subnet and cannot be disassociated.");
        }
        tables(vpc).forEach(table -> removeLocal(table, cidr));
        List<VpcCidrBlockAssociation> left = new ArrayList<>(vpc.cidrBlockAssociationSet());
        left.remove(association);
        store.vpcs().put(vpc.toBuilder().cidrBlockAssociationSet(left).build());
        return DisassociateVpcCidrBlockResponse.builder()
                .vpcId(vpc.vpcId())
                .cidrBlockAssociation(in(association, VpcCidrBlockStateCode.DISASSOCIATING))
                .build();
    }

    private static Stream<VpcCidrBlockAssociation> blocks(Vpc vpc, String id) {
        return vpc.cidrBlockAssociationSet().stream()
                .filter(each -> each.associationId().equals(id));
    }

    private void removeLocal(RouteTable table, Cidr cidr) {
        Route local = local(cidr);
        store.routeTables()
                .put(
                        table.toBuilder()
                                .routes(
                                        table.routes().stream()
                                                .filter(each -> !each.equals(local))
                                                .toList())
                                .build());
    }
}
