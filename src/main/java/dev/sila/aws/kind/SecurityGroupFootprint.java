package dev.sila.aws.kind;

import dev.sila.aws.forecast.Effort;
import dev.sila.aws.forecast.Footprint;
import dev.sila.aws.forecast.Quota;
import dev.sila.engine.Change;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link SecurityGroup}s ask of AWS. */
final class SecurityGroupFootprint implements Footprint<SecurityGroup> {
    @Override
    public Class<SecurityGroup> type() {
        return SecurityGroup.class;
    }

    @Override
    public void look(SecurityGroup state, Effort effort) {
        effort.ec2("DescribeSecurityGroups");
    }

    @Override
    public void create(
            SecurityGroup wanted, Change.@Nullable Replace<SecurityGroup> instead, Effort effort) {
        effort.ec2("CreateSecurityGroup").makes("security-group").marked();
    }

    @Override
    public void update(Found<SecurityGroup> found, SecurityGroup wanted, Diff diff, Effort effort) {
        effort.ec2("CreateTags").marked();
    }

    @Override
    public void delete(Found<SecurityGroup> found, Effort effort) {
        effort.ec2("DeleteSecurityGroup").marked();
    }

    @Override
    public List<Quota<SecurityGroup>> quotas() {
        return List.of(
                new Quota<>(
                        "vpc",
                        "L-E79EC296",
                        "VPC security groups per Region",
                        2500,
                        (clients, plan) ->
                                clients
                                        .ec2()
                                        .describeSecurityGroupsPaginator()
                                        .securityGroups()
                                        .stream()
                                        .count()));
    }
}
