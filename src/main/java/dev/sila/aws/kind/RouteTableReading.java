package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.engine.Scope;
import dev.sila.engine.World;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * The environment's route tables as one paged call tells them to the tables' and the peerings'
 * kind.
 */
record RouteTableReading(List<RouteTable> tables) {
    static RouteTableReading of(Ec2Client ec2, Scope scope, World world) {
        return world.once("route tables", RouteTableReading.class, () -> read(ec2, scope));
    }

    private static RouteTableReading read(Ec2Client ec2, Scope scope) {
        DescribeRouteTablesRequest request =
                DescribeRouteTablesRequest.builder()
                        .filters(AwsTags.ofEnvironment(scope.environment()))
                        .maxResults(100)
                        .build();
        return new RouteTableReading(
                ec2.describeRouteTablesPaginator(request).routeTables().stream().toList());
    }
}
