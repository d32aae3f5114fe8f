package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.engine.Scope;
import dev.sila.engine.World;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;

/**
 * The environment's security groups as one paged call tells them to the groups' and the rules'
 * kind.
 */
record SecurityGroupReading(List<SecurityGroup> groups) {
    static SecurityGroupReading of(Ec2Client ec2, Scope scope, World world) {
        return world.once("security groups", SecurityGroupReading.class, () -> read(ec2, scope));
    }

    private static SecurityGroupReading read(Ec2Client ec2, Scope scope) {
        DescribeSecurityGroupsRequest request =
                DescribeSecurityGroupsRequest.builder()
                        .filters(AwsTags.ofEnvironment(scope.environment()))
                        .maxResults(1000)
                        .build();
        return new SecurityGroupReading(
                ec2.describeSecurityGroupsPaginator(request).securityGroups().stream().toList());
    }
}
