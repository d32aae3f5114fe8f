package dev.sila.aws;

import dev.sila.engine.Tags;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;

/** The VPCs of the account and region, Sila's or not. */
public final class Vpcs {
    /**
     * One VPC.
     *
     * @param name its {@code Name} tag, or its identifier
     * @param environment the environment it belongs to, or null if it is not Sila's
     * @param cidrs all its IPv4 ranges, the first one first
     */
    public record Network(
            String id, String name, @Nullable String environment, List<String> cidrs) {}

    private final Ec2Client ec2;

    public Vpcs(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** Every VPC, for what must not overlap with any. */
    public List<Network> all() {
        DescribeVpcsRequest request = DescribeVpcsRequest.builder().maxResults(1000).build();
        return ec2.describeVpcsPaginator(request).vpcs().stream().map(Vpcs::network).toList();
    }

    /** The names of the environments that have a VPC, in order. */
    public List<String> environments() {
        return all().stream()
                .map(Network::environment)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
    }

    private static Network network(Vpc vpc) {
        Tags tags = AwsTags.fromEc2(vpc.tags());
        List<String> cidrs =
                Stream.concat(
                                Stream.of(vpc.cidrBlock()),
                                vpc.cidrBlockAssociationSet().stream()
                                        .map(VpcCidrBlockAssociation::cidrBlock))
                        .distinct()
                        .toList();
        return new Network(
                vpc.vpcId(),
                AwsTags.name(tags, vpc.vpcId()),
                tags.values().get(AwsTags.ENVIRONMENT),
                cidrs);
    }
}
