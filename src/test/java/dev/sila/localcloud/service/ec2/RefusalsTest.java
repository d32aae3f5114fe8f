package dev.sila.localcloud.service.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.CreateRouteRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;

/** What EC2 refuses, and with which code. */
class RefusalsTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("InvalidVpc.Range", cloud -> cloud.vpc("10.0.0.0/15")),
                refused("InvalidParameterValue", cloud -> cloud.vpc("10.0.0/16")),
                refused(
                        "InvalidVpcID.NotFound",
                        cloud -> cloud.subnet("vpc-01234567", "10.0.0.0/24")),
                refused("InvalidVpcId.Malformed", cloud -> cloud.subnet("vpc-x", "10.0.0.0/24")),
                refused(
                        "InvalidSubnet.Range",
                        cloud -> cloud.subnet(cloud.vpc("10.0.0.0/16"), "10.1.0.0/24")),
                refused("InvalidSubnet.Conflict", RefusalsTest::overlap),
                refused("DependencyViolation", RefusalsTest::deleteFullVpc),
                refused("InvalidPermission.Duplicate", RefusalsTest::allowTwice),
                refused("InvalidPermission.NotFound", RefusalsTest::revokeUnknown),
                refused("InvalidGatewayID.NotFound", RefusalsTest::routeToNowhere),
                refused("InvalidParameterValue", cloud -> vpcs(cloud, "no-such-filter", 5)),
                refused("InvalidParameterValue", cloud -> vpcs(cloud, "vpc-id", 4)),
                refused(
                        "InvalidAMIID.NotFound",
                        cloud -> cloud.run(cloud.one().imageId("ami-01234567").build())),
                refused(
                        "InvalidParameterValue",
                        cloud -> cloud.run(cloud.one().instanceType("t9.huge").build())),
                refused(
                        "InvalidUserData.Malformed",
                        cloud -> cloud.run(cloud.one().userData("%").build())),
                refused("DryRunOperation", cloud -> cloud.run(cloud.one().dryRun(true).build())));
    }

    private static Arguments refused(String code, Consumer<Ec2Fixture> act) {
        return Arguments.of(code, act);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refuses(String code, Consumer<Ec2Fixture> act) {
        Ec2Fixture cloud = new Ec2Fixture();
        assertThatThrownBy(() -> act.accept(cloud)).hasFieldOrPropertyWithValue("code", code);
    }

    private static void overlap(Ec2Fixture cloud) {
        String vpc = cloud.vpc("10.0.0.0/16");
        cloud.subnet(vpc, "10.0.0.0/24");
        cloud.subnet(vpc, "10.0.0.128/25");
    }

    private static void deleteFullVpc(Ec2Fixture cloud) {
        String vpc = cloud.vpc("10.0.0.0/16");
        cloud.subnet(vpc, "10.0.0.0/24");
        cloud.ec2.vpcs().deleteVpc(DeleteVpcRequest.builder().vpcId(vpc).build());
    }

    private static String group(Ec2Fixture cloud) {
        return cloud.ec2
                .securityGroups()
                .describeSecurityGroups(DescribeSecurityGroupsRequest.builder().build())
                .securityGroups()
                .getFirst()
                .groupId();
    }

    private static void allowTwice(Ec2Fixture cloud) {
        for (String cidr : new String[] {"10.1.2.3/8", "10.0.0.0/8"}) {
            cloud.ec2
                    .securityGroupRules()
                    .authorizeSecurityGroupIngress(
                            AuthorizeSecurityGroupIngressRequest.builder()
                                    .groupId(group(cloud))
                                    .ipProtocol("tcp")
                                    .fromPort(80)
                                    .toPort(80)
                                    .cidrIp(cidr)
                                    .build());
        }
    }

    private static void revokeUnknown(Ec2Fixture cloud) {
        cloud.ec2
                .securityGroupRules()
                .revokeSecurityGroupIngress(
                        RevokeSecurityGroupIngressRequest.builder()
                                .groupId(group(cloud))
                                .ipProtocol("tcp")
                                .fromPort(80)
                                .toPort(80)
                                .cidrIp("10.0.0.0/8")
                                .build());
    }

    private static void routeToNowhere(Ec2Fixture cloud) {
        String table =
                cloud.ec2
                        .routeTables()
                        .describeRouteTables(DescribeRouteTablesRequest.builder().build())
                        .routeTables()
                        .getFirst()
                        .routeTableId();
        cloud.ec2
                .routes()
                .createRoute(
                        CreateRouteRequest.builder()
                                .routeTableId(table)
                                .destinationCidrBlock("10.0.0.0/8")
                                .gatewayId("igw-01234567")
                                .build());
    }

    private static DescribeVpcsResponse vpcs(Ec2Fixture cloud, String filter, int most) {
        return cloud.ec2
                .vpcs()
                .describeVpcs(
                        DescribeVpcsRequest.builder()
                                .filters(Filter.builder().name(filter).values("*").build())
                                .maxResults(most)
                                .build());
    }

    @Test
    void pagesUntilTheLast() {
        Ec2Fixture cloud = new Ec2Fixture();
        for (int i = 0; i < 5; i++) {
            cloud.vpc("10." + i + ".0.0/16");
        }
        DescribeVpcsResponse first = vpcs(cloud, "vpc-id", 5);
        DescribeVpcsResponse last =
                cloud.ec2
                        .vpcs()
                        .describeVpcs(
                                DescribeVpcsRequest.builder()
                                        .maxResults(5)
                                        .nextToken(first.nextToken())
                                        .build());
        assertThat(first.vpcs()).hasSize(5);
        assertThat(last.vpcs()).hasSize(1).doesNotContainAnyElementsOf(first.vpcs());
        assertThat(last.nextToken()).isNull();
    }

    @Test
    void countsFreeAddressesWithoutTheFiveReserved() {
        Ec2Fixture cloud = new Ec2Fixture();
        String subnet = cloud.subnet(cloud.vpc("10.0.0.0/16"), "10.0.0.0/28");
        cloud.run(cloud.one().subnetId(subnet).build());
        assertThat(
                        cloud.ec2
                                .subnets()
                                .describeSubnets(
                                        DescribeSubnetsRequest.builder().subnetIds(subnet).build())
                                .subnets()
                                .getFirst()
                                .availableIpAddressCount())
                .isEqualTo(10);
    }
}
