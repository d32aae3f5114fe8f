package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Filters;
import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * What an environment is peered with, which is another environment and outside the plan's world:
 * looked up by name when a peering is made.
 */
final class Neighbour {
    private final Ec2Client ec2;

    Neighbour(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * The environment beside this one that the tags of a peering name; empty if they do not name
     * this one.
     */
    static Optional<String> of(Collection<Tag> tags, String environment) {
        Tags read = AwsTags.fromEc2(tags);
        String one = read.values().getOrDefault(Marks.ENVIRONMENT, "");
        String other = read.values().getOrDefault(Marks.PEER, "");
        return environment.equals(one)
                ? Optional.of(other)
                : environment.equals(other) ? Optional.of(one) : Optional.empty();
    }

    /**
     * The environment of a name such as {@code ci_intranet}; environments' names have no {@code _}.
     */
    static String environment(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    /** The identifier of that environment's VPC. */
    String vpc(String environment) {
        DescribeVpcsRequest request =
                DescribeVpcsRequest.builder().filters(AwsTags.ofEnvironment(environment)).build();
        List<String> found = ec2.describeVpcs(request).vpcs().stream().map(Vpc::vpcId).toList();
        return only(found, "VPC", environment, environment);
    }

    /** The identifier of the route table of that name. */
    String routeTable(String name) {
        String environment = environment(name);
        DescribeRouteTablesRequest request =
                DescribeRouteTablesRequest.builder()
                        .filters(AwsTags.ofEnvironment(environment), Filters.of("tag:Name", name))
                        .build();
        List<String> found =
                ec2.describeRouteTables(request).routeTables().stream()
                        .map(RouteTable::routeTableId)
                        .toList();
        return only(found, "route table", name, environment);
    }

    /** The identifier of the security group of that name. */
    String securityGroup(String name) {
        String environment = environment(name);
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder()
                        .filters(AwsTags.ofEnvironment(environment), Filters.of("group-name", name))
                        .build();
        List<String> found =
                ec2.describeSecurityGroups(request).securityGroups().stream()
                        .map(SecurityGroup::groupId)
                        .toList();
        return only(found, "security group", name, environment);
    }

    private static String only(List<String> found, String noun, String name, String environment) {
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new ProblemException(
                Problem.error(
                        noun + " " + name,
                        found.isEmpty()
                                ? "does not exist, so nothing can be peered with it."
                                : "exists more than once: " + String.join(", ", found) + ".",
                        "Bring that environment to what its files say, sila env create --name "
                                + environment
                                + ", then run the same command again."));
    }
}
