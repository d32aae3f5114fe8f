package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DeleteRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableResponse;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Route tables and which subnets use them. */
public final class RouteTables {
    private static final RouteTableAssociationState ASSOCIATED =
            RouteTableAssociationState.builder()
                    .state(RouteTableAssociationStateCode.ASSOCIATED)
                    .build();

    private final Store store;
    private final RouteTargets targets;

    RouteTables(Store store, RouteTargets targets) {
        this.store = store;
        this.targets = targets;
    }

    /** Makes the main table of a new VPC. */
    void makeMain(String vpcId, Cidr cidr) {
        RouteTable table = make(vpcId, Stream.of(cidr));
        add(table, association(table.routeTableId(), null));
    }

    private RouteTable make(String vpcId, Stream<Cidr> ranges) {
        RouteTable table =
                RouteTable.builder()
                        .routeTableId(store.newId(ResourceKind.ROUTE_TABLE))
                        .vpcId(vpcId)
                        .ownerId(store.account())
                        .routes(ranges.map(VpcCidrBlocks::local).toList())
                        .associations(List.of())
                        .propagatingVgws(List.of())
                        .build();
        store.routeTables().put(table);
        return table;
    }

    private RouteTableAssociation association(String tableId, @Nullable String subnetId) {
        return RouteTableAssociation.builder()
                .routeTableAssociationId(store.foundation().identity().ec2("rtbassoc"))
                .routeTableId(tableId)
                .subnetId(subnetId)
                .main(subnetId == null)
                .associationState(ASSOCIATED)
                .build();
    }

    public CreateRouteTableResponse createRouteTable(CreateRouteTableRequest request) {
        return store.idempotency()
                .once(
                        "CreateRouteTable",
                        request.clientToken(),
                        request,
                        CreateRouteTableResponse.class,
                        () -> create(request));
    }

    private CreateRouteTableResponse create(CreateRouteTableRequest request) {
        Vpc vpc = store.vpcs().get(request.vpcId());
        long existing =
                store.routeTables().rows().filter(t -> t.vpcId().equals(vpc.vpcId())).count();
        store.checkQuota(NetworkQuotas.ROUTE_TABLES, existing, "RouteTableLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.ROUTE_TABLE);
        Refusals.endDryRun(request.dryRun());
        RouteTable table = make(vpc.vpcId(), VpcCidrBlocks.of(vpc));
        store.tags().add(table.routeTableId(), tags);
        return CreateRouteTableResponse.builder()
                .routeTable(store.routeTables().tagged(table))
                .build();
    }

    /** Route tables come in pages of at most 100. */
    public DescribeRouteTablesResponse describeRouteTables(DescribeRouteTablesRequest request) {
        Page<RouteTable> page =
                store.routeTables()
                        .page(
                                new Selection(
                                        request.routeTableIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                targets::withStates,
                                new Pages(5, 100));
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteRouteTableResponse deleteRouteTable(DeleteRouteTableRequest request) {
        RouteTable table = store.routeTables().get(request.routeTableId());
        if (!table.associations().isEmpty()) {
            throw Refusals.dependency("routeTable", table.routeTableId());
        }
        Refusals.endDryRun(request.dryRun());
        GatewayEndpoints.forget(store, table.routeTableId());
        store.routeTables().remove(table.routeTableId());
        return DeleteRouteTableResponse.builder().build();
    }

    public AssociateRouteTableResponse associateRouteTable(AssociateRouteTableRequest request) {
        Refusals.supportedOnly(request, java.util.Set.of("RouteTableId", "SubnetId", "DryRun"));
        RouteTable table = store.routeTables().get(request.routeTableId());
        Subnet subnet = store.subnets().get(request.subnetId());
        checkNetwork(table, subnet.vpcId(), "subnet " + subnet.subnetId());
        RouteTableAssociation existing =
                associations()
                        .filter(each -> subnet.subnetId().equals(each.subnetId()))
                        .findFirst()
                        .orElse(null);
        if (existing != null && !existing.routeTableId().equals(table.routeTableId())) {
            throw new AwsFailure(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table %s conflicts with an existing association"
                            .formatted(table.routeTableId()));
        }
        Refusals.endDryRun(request.dryRun());
        RouteTableAssociation association =
                existing == null
                        ? add(table, association(table.routeTableId(), subnet.subnetId()))
                        : existing;
        return AssociateRouteTableResponse.builder()
                .associationId(association.routeTableAssociationId())
                .associationState(ASSOCIATED)
                .build();
    }

    private static void checkNetwork(RouteTable table, String vpcId, String other) {
        if (!table.vpcId().equals(vpcId)) {
            throw Refusals.invalid(
                    "Route table %s and %s belong to different networks"
                            .formatted(table.routeTableId(), other));
        }
    }

    private RouteTableAssociation add(RouteTable table, RouteTableAssociation association) {
        List<RouteTableAssociation> all = new ArrayList<>(table.associations());
        all.add(association);
        store.routeTables().put(table.toBuilder().associations(all).build());
        return association;
    }

    private Stream<RouteTableAssociation> associations() {
        return store.routeTables().rows().flatMap(table -> table.associations().stream());
    }

    private RouteTableAssociation existing(@Nullable String associationId) {
        String id = Refusals.required(associationId, "associationId");
        return associations()
                .filter(each -> each.routeTableAssociationId().equals(id))
                .findFirst()
                .orElseThrow(() -> unknownAssociation(id));
    }

    private static AwsFailure unknownAssociation(String id) {
        return new AwsFailure(
                "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
    }

    public DisassociateRouteTableResponse disassociateRouteTable(
            DisassociateRouteTableRequest request) {
        RouteTableAssociation association = existing(request.associationId());
        if (association.main()) {
            throw Refusals.invalid(
                    "cannot disassociate the main route table association "
                            + association.routeTableAssociationId());
        }
        Refusals.endDryRun(request.dryRun());
        removeAssociations(association::equals);
        return DisassociateRouteTableResponse.builder().build();
    }

    /** Moves a subnet, or the role of main table, to another table. */
    public ReplaceRouteTableAssociationResponse replaceRouteTableAssociation(
            ReplaceRouteTableAssociationRequest request) {
        RouteTableAssociation old = existing(request.associationId());
        RouteTable target = store.routeTables().get(request.routeTableId());
        RouteTable source = store.routeTables().get(old.routeTableId());
        checkNetwork(target, source.vpcId(), "association " + old.routeTableAssociationId());
        Refusals.endDryRun(request.dryRun());
        removeAssociations(old::equals);
        RouteTableAssociation added =
                add(
                        store.routeTables().get(target.routeTableId()),
                        association(target.routeTableId(), old.subnetId()));
        return ReplaceRouteTableAssociationResponse.builder()
                .newAssociationId(added.routeTableAssociationId())
                .associationState(ASSOCIATED)
                .build();
    }

    void forgetSubnet(String subnetId) {
        removeAssociations(association -> subnetId.equals(association.subnetId()));
    }

    private void removeAssociations(Predicate<RouteTableAssociation> gone) {
        store.routeTables()
                .rows()
                .filter(table -> table.associations().stream().anyMatch(gone))
                .forEach(table -> store.routeTables().put(without(table, gone)));
    }

    private static RouteTable without(RouteTable table, Predicate<RouteTableAssociation> gone) {
        return table.toBuilder()
                .associations(table.associations().stream().filter(gone.negate()).toList())
                .build();
    }
}
