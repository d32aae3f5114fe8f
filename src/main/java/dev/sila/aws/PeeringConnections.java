package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** The peering connections of environments, Sila's and others'. */
public final class PeeringConnections {
    /** How AWS calls connections that are over; it lists them for two hours more. */
    private static final Set<String> ENDED =
            Set.of("deleting", "deleted", "rejected", "failed", "expired");

    private final Ec2Client ec2;

    public PeeringConnections(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Whether the connection is over, though AWS still lists it. */
    public static boolean ended(VpcPeeringConnection connection) {
        return ENDED.contains(connection.status().codeAsString());
    }

    /**
     * A connection that is active or on its way there.
     *
     * @param environment the environment at one end
     * @param peer the environment at the other end; if there is none, its VPC
     * @param traffic which metanetwork lets in which, such as {@code sandbox_tunnel to ci_intranet}
     * @param note what Sila cannot do with it; empty if it is Sila's
     */
    public record Row(
            String environment,
            String peer,
            String id,
            String status,
            List<String> traffic,
            String note) {
        public Row {
            traffic = List.copyOf(traffic);
        }
    }

    /** The connections of all environments, by their names. */
    public List<Row> all() {
        Map<String, String> names = new HashMap<>();
        new Vpcs(ec2).environments().forEach(each -> names.put(each.vpcId(), each.name()));
        Map<String, Set<String>> traffic = traffic();
        List<Row> rows = new ArrayList<>();
        DescribeVpcPeeringConnectionsRequest request =
                DescribeVpcPeeringConnectionsRequest.builder().maxResults(1000).build();
        for (VpcPeeringConnection each :
                ec2.describeVpcPeeringConnectionsPaginator(request).vpcPeeringConnections()) {
            boolean concerned =
                    names.containsKey(each.requesterVpcInfo().vpcId())
                            || names.containsKey(each.accepterVpcInfo().vpcId());
            if (concerned && !ended(each)) {
                rows.add(row(each, names, traffic));
            }
        }
        rows.sort(
                Comparator.comparing(Row::environment)
                        .thenComparing(Row::peer)
                        .thenComparing(Row::id));
        return rows;
    }

    private static Row row(
            VpcPeeringConnection connection,
            Map<String, String> names,
            Map<String, Set<String>> traffic) {
        VpcPeeringConnectionVpcInfo one = connection.requesterVpcInfo();
        VpcPeeringConnectionVpcInfo other = connection.accepterVpcInfo();
        if (!names.containsKey(one.vpcId())) {
            one = connection.accepterVpcInfo();
            other = connection.requesterVpcInfo();
        }
        boolean far =
                !one.ownerId().equals(other.ownerId()) || !one.region().equals(other.region());
        Tags tags = AwsTags.fromEc2(connection.tags());
        String note = "";
        if (far) {
            note =
                    "with account "
                            + other.ownerId()
                            + " in "
                            + other.region()
                            + "; Sila peers only within one account and region";
        } else if (!tags.values().containsKey(Marks.PEER)) {
            note = "not made by Sila, which leaves it alone";
        }
        String id = connection.vpcPeeringConnectionId();
        return new Row(
                names.getOrDefault(one.vpcId(), one.vpcId()),
                names.getOrDefault(other.vpcId(), other.vpcId()),
                id,
                connection.status().codeAsString(),
                List.copyOf(traffic.getOrDefault(id, Set.of())),
                note);
    }

    /** What the rules let through each connection. */
    private Map<String, Set<String>> traffic() {
        Map<String, Set<String>> traffic = new TreeMap<>();
        DescribeSecurityGroupRulesRequest request =
                DescribeSecurityGroupRulesRequest.builder()
                        .filters(AwsTags.withKey(Marks.PEER))
                        .maxResults(1000)
                        .build();
        for (SecurityGroupRule each :
                ec2.describeSecurityGroupRulesPaginator(request).securityGroupRules()) {
            Map<String, String> tags = AwsTags.fromEc2(each.tags()).values();
            if (each.referencedGroupInfo() != null
                    && each.referencedGroupInfo().vpcPeeringConnectionId() != null) {
                traffic.computeIfAbsent(
                                each.referencedGroupInfo().vpcPeeringConnectionId(),
                                _ -> new TreeSet<>())
                        .add(tags.get(Marks.PEERING_SOURCE) + " to " + tags.get(AwsTags.NAME));
            }
        }
        return traffic;
    }
}
