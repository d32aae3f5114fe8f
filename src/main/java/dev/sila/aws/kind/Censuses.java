package dev.sila.aws.kind;

import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Found;
import dev.sila.engine.Plan;
import java.util.Optional;
import java.util.function.ToLongBiFunction;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Counts of what a VPC holds. One that the plan makes holds nothing yet. */
final class Censuses {
    private Censuses() {}

    static Quota.Census subnets() {
        return inVpc((ec2, vpc) ->
                ec2.describeSubnetsPaginator(request -> request.filters(vpc)).subnets().stream()
                        .count());
    }

    static Quota.Census routeTables() {
        return inVpc((ec2, vpc) ->
                ec2
                        .describeRouteTablesPaginator(request -> request.filters(vpc))
                        .routeTables()
                        .stream()
                        .count());
    }

    /** Counts with a filter that only the environment's VPC passes. */
    static Quota.Census inVpc(ToLongBiFunction<Ec2Client, Filter> count) {
        return (clients, plan) ->
                vpc(plan)
                        .map(id ->
                                count.applyAsLong(
                                        clients.ec2(),
                                        Filter.builder().name("vpc-id").values(id).build()))
                        .orElse(0L);
    }

    private static Optional<String> vpc(Plan plan) {
        boolean replaced =
                plan.changes().stream()
                        .anyMatch(each ->
                                each instanceof Change.Replace<?>
                                        && each.key().type() == Vpc.class);
        return plan.found().stream()
                .filter(each -> each.state() instanceof Vpc && !replaced)
                .map(Found::id)
                .findFirst();
    }
}
