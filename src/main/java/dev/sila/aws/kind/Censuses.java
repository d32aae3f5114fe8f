package dev.sila.aws.kind;

import dev.sila.aws.forecast.Quota;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Counts of what a VPC holds; a VPC that is not made yet holds nothing. */
final class Censuses {
    private Censuses() {}

    static Quota.Census subnets() {
        return (clients, vpc) ->
                vpc == null
                        ? 0
                        : clients
                                .ec2()
                                .describeSubnetsPaginator(request -> request.filters(in(vpc)))
                                .subnets()
                                .stream()
                                .count();
    }

    static Quota.Census routeTables() {
        return (clients, vpc) ->
                vpc == null
                        ? 0
                        : clients
                                .ec2()
                                .describeRouteTablesPaginator(request -> request.filters(in(vpc)))
                                .routeTables()
                                .stream()
                                .count();
    }

    private static List<Filter> in(String vpc) {
        return List.of(Filter.builder().name("vpc-id").values(vpc).build());
    }
}
