package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CidrBlock;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcPeeringConnectionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionVpcInfo;

/** The VPCs of the region, Sila's and others'. */
public final class Vpcs {
    private final Ec2Client ec2;

    public Vpcs(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * An environment that exists.
     *
     * @param type the environment type it was made with; empty if nobody noted it
     * @param cidr the IPv4 range it was made with
     * @param cidrs all its IPv4 ranges
     */
    public record Environment(
            String name, String type, String vpcId, String cidr, List<String> cidrs, String state) {
        public Environment {
            cidrs = List.copyOf(cidrs);
        }
    }

    /** The IPv4 ranges of all VPCs, each once. */
    public List<String> cidrs() {
        return ec2.describeVpcsPaginator(DescribeVpcsRequest.builder().build()).vpcs().stream()
                .flatMap(Vpcs::cidrs)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The IPv4 ranges of VPCs that have a peering connection to one of the region, also of other
     * regions and accounts, each once. A peering connection that has ended does not count.
     */
    public List<String> peeredCidrs() {
        return ec2
                .describeVpcPeeringConnectionsPaginator(
                        DescribeVpcPeeringConnectionsRequest.builder().maxResults(1000).build())
                .vpcPeeringConnections()
                .stream()
                .filter(each -> !PeeringConnections.ended(each))
                .flatMap(each -> Stream.of(each.requesterVpcInfo(), each.accepterVpcInfo()))
                .filter(Objects::nonNull)
                .flatMap(Vpcs::cidrs)
                .distinct()
                .sorted()
                .toList();
    }

    /** The far side has ranges only once it has accepted. */
    private static Stream<String> cidrs(VpcPeeringConnectionVpcInfo side) {
        return Stream.concat(
                Stream.ofNullable(side.cidrBlock()),
                side.cidrBlockSet().stream().map(CidrBlock::cidrBlock));
    }

    private static Stream<String> cidrs(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        return vpc.cidrBlockAssociationSet().stream().map(VpcCidrBlockAssociation::cidrBlock);
    }

    /** The environments that Sila made, by name. */
    public List<Environment> environments() {
        DescribeVpcsRequest request =
                DescribeVpcsRequest.builder().filters(AwsTags.withKey(Marks.ENVIRONMENT)).build();
        return ec2.describeVpcsPaginator(request).vpcs().stream()
                .map(Vpcs::environment)
                .sorted(Comparator.comparing(Environment::name))
                .toList();
    }

    private static Environment environment(software.amazon.awssdk.services.ec2.model.Vpc vpc) {
        Tags tags = AwsTags.fromEc2(vpc.tags());
        Map<String, String> values = tags.values();
        return new Environment(
                values.getOrDefault(Marks.ENVIRONMENT, ""),
                values.getOrDefault("type", ""),
                vpc.vpcId(),
                vpc.cidrBlock(),
                cidrs(vpc).toList(),
                vpc.stateAsString());
    }

    /** Gives a VPC these tags; those that it has under other keys stay. */
    public void tag(String vpcId, Tags tags) {
        ec2.createTags(
                CreateTagsRequest.builder().resources(vpcId).tags(AwsTags.ec2(tags)).build());
    }

    /** The name of the environment that a VPC belongs to; empty if there is none. */
    public Optional<String> environmentOf(String vpcId) {
        return environments().stream()
                .filter(each -> each.vpcId().equals(vpcId))
                .map(Environment::name)
                .findFirst();
    }
}
