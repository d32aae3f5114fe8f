package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What other environments consist of, as far as peerings with them must know it. */
public final class Neighbourhood {

    private final Ec2Client ec2;

    public Neighbourhood(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * What is there of some environments.
     *
     * @param ranges their metanetworks that have subnets
     * @param tables their metanetworks' route tables
     * @param groups the names of their security groups
     */
    public record View(List<Range> ranges, List<Table> tables, Set<String> groups) {
        public View {
            ranges = List.copyOf(ranges);
            tables = List.copyOf(tables);
            groups = Set.copyOf(groups);
        }
    }

    /** The range of a metanetwork. */
    public record Range(String environment, String metaNetwork, String cidr) {}

    /** A route table of a metanetwork, with its IPv4 routes that are not the VPC's own. */
    public record Table(String environment, String metaNetwork, String name, List<Leading> routes) {
        public Table {
            routes = List.copyOf(routes);
        }
    }

    /**
     * A route.
     *
     * @param connection the peering connection it leads through; null if something else
     */
    public record Leading(String destination, @Nullable String connection) {}

    /** What is there of these environments, in three questions however many they are. */
    public View of(Collection<String> environments) {
        if (environments.isEmpty()) {
            return new View(List.of(), List.of(), Set.of());
        }
        Filter theirs =
                Filter.builder()
                        .name("tag:" + Marks.ENVIRONMENT)
                        .values(environments.stream().sorted().toList())
                        .build();
        return new View(ranges(theirs), tables(theirs), groups(theirs));
    }

    private List<Range> ranges(Filter theirs) {
        DescribeSubnetsRequest request =
                DescribeSubnetsRequest.builder().filters(theirs).maxResults(1000).build();
        return ec2.describeSubnetsPaginator(request).subnets().stream()
                .map(Subnet::tags)
                .map(Neighbourhood::values)
                .filter(each -> each.containsKey(Marks.META_NETWORK))
                .filter(each -> each.containsKey(Marks.META_NETWORK_CIDR))
                .map(each ->
                        new Range(
                                text(each, Marks.ENVIRONMENT),
                                text(each, Marks.META_NETWORK),
                                text(each, Marks.META_NETWORK_CIDR)))
                .distinct()
                .toList();
    }

    private List<Table> tables(Filter theirs) {
        DescribeRouteTablesRequest request =
                DescribeRouteTablesRequest.builder().filters(theirs).maxResults(100).build();
        return ec2.describeRouteTablesPaginator(request).routeTables().stream()
                .flatMap(Neighbourhood::table)
                .toList();
    }

    private static Stream<Table> table(RouteTable table) {
        Map<String, String> tags = values(table.tags());
        if (!tags.containsKey(Marks.META_NETWORK) || !tags.containsKey(AwsTags.NAME)) {
            return Stream.empty();
        }
        List<Leading> routes =
                table.routes().stream()
                        .filter(each -> each.destinationCidrBlock() != null)
                        .filter(each -> !"local".equals(each.gatewayId()))
                        .filter(each -> each.state() != RouteState.BLACKHOLE)
                        .map(Neighbourhood::leading)
                        .toList();
        return Stream.of(
                new Table(
                        text(tags, Marks.ENVIRONMENT),
                        text(tags, Marks.META_NETWORK),
                        text(tags, AwsTags.NAME),
                        routes));
    }

    private static Leading leading(Route route) {
        return new Leading(route.destinationCidrBlock(), route.vpcPeeringConnectionId());
    }

    private Set<String> groups(Filter theirs) {
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder().filters(theirs).maxResults(1000).build();
        return ec2.describeSecurityGroupsPaginator(request).securityGroups().stream()
                .map(SecurityGroup::groupName)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> values(Collection<Tag> tags) {
        Tags read = AwsTags.fromEc2(tags);
        return read.values();
    }

    private static String text(Map<String, String> tags, String key) {
        return Objects.requireNonNull(tags.get(key));
    }
}
