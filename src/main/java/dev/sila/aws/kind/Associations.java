package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.engine.Ref;
import dev.sila.engine.World;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateRouteTableRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.ReplaceRouteTableAssociationRequest;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;

/** Which subnets a route table serves. */
final class Associations {
    private final Ec2Client ec2;
    private final NetworkCalls calls;

    Associations(Ec2Client ec2, NetworkCalls calls) {
        this.ec2 = ec2;
        this.calls = calls;
    }

    static Set<Ref<Subnet>> found(List<RouteTableAssociation> associations, World world) {
        Set<Ref<Subnet>> found = new LinkedHashSet<>();
        for (RouteTableAssociation each : associations) {
            if (each.subnetId() != null) {
                found.add(world.ref(Subnet.class, each.subnetId()));
            }
        }
        return found;
    }

    /**
     * Has the table serve the subnet. A subnet that another table serves is moved in one call, so
     * that it is never without a table; should that one let go of it meanwhile, it is tried again.
     */
    void add(String table, String subnet) {
        calls.whenVisible(
                subnet,
                () -> {
                    associate(table, subnet);
                    return subnet;
                });
    }

    private void associate(String table, String subnet) {
        try {
            ec2.associateRouteTable(
                    AssociateRouteTableRequest.builder()
                            .routeTableId(table)
                            .subnetId(subnet)
                            .build());
        } catch (Ec2Exception e) {
            if (!AwsErrors.alreadyExists(e)) {
                throw e;
            }
            ofSubnet(subnet)
                    .filter(each -> !table.equals(each.routeTableId()))
                    .ifPresent(each -> move(each, table));
        }
    }

    private void move(RouteTableAssociation association, String table) {
        ec2.replaceRouteTableAssociation(
                ReplaceRouteTableAssociationRequest.builder()
                        .associationId(association.routeTableAssociationId())
                        .routeTableId(table)
                        .build());
    }

    private Optional<RouteTableAssociation> ofSubnet(String subnet) {
        Filter served = Filter.builder().name("association.subnet-id").values(subnet).build();
        return read(DescribeRouteTablesRequest.builder().filters(served).build())
                .filter(each -> subnet.equals(each.subnetId()))
                .findFirst();
    }

    /** Has the table serve no other subnets than these; content if the table is gone. */
    void keepOnly(String table, Collection<String> subnets) {
        DescribeRouteTablesRequest look =
                DescribeRouteTablesRequest.builder().routeTableIds(table).build();
        List<RouteTableAssociation> present =
                AwsErrors.orIfGone(List.of(), () -> read(look).toList());
        for (RouteTableAssociation each : present) {
            if (each.subnetId() != null && !subnets.contains(each.subnetId())) {
                DisassociateRouteTableRequest request =
                        DisassociateRouteTableRequest.builder()
                                .associationId(each.routeTableAssociationId())
                                .build();
                calls.untilGone("route table " + table, () -> ec2.disassociateRouteTable(request));
            }
        }
    }

    private Stream<RouteTableAssociation> read(DescribeRouteTablesRequest request) {
        return ec2.describeRouteTables(request).routeTables().stream()
                .flatMap(each -> each.associations().stream())
                .filter(Objects::nonNull);
    }
}
