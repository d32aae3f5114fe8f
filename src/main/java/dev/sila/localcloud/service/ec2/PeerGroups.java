package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Pages;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupReferencesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeStaleSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupReference;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.StaleIpPermission;
import software.amazon.awssdk.services.ec2.model.StaleSecurityGroup;

/** Which rules name groups of peered VPCs, and which of these lead nowhere any more. */
public final class PeerGroups {
    private final Store store;

    PeerGroups(Store store) {
        this.store = store;
    }

    /** The rules that name a group of another VPC. */
    private Stream<SecurityGroupRule> peered() {
        return store.rules()
                .rows()
                .filter(rule -> rule.referencedGroupInfo() != null)
                .filter(rule -> rule.referencedGroupInfo().vpcId() != null);
    }

    public DescribeSecurityGroupReferencesResponse describeSecurityGroupReferences(
            DescribeSecurityGroupReferencesRequest request) {
        if (request.groupId().isEmpty()) {
            throw Refusals.missing("GroupId");
        }
        request.groupId().forEach(store.securityGroups()::get);
        Refusals.endDryRun(request.dryRun());
        return DescribeSecurityGroupReferencesResponse.builder()
                .securityGroupReferenceSet(
                        peered().filter(rule ->
                                        request.groupId()
                                                .contains(rule.referencedGroupInfo().groupId()))
                                .filter(rule -> !stale(rule))
                                .map(this::reference)
                                .distinct()
                                .toList())
                .build();
    }

    private SecurityGroupReference reference(SecurityGroupRule rule) {
        return SecurityGroupReference.builder()
                .groupId(rule.referencedGroupInfo().groupId())
                .referencingVpcId(store.securityGroups().get(rule.groupId()).vpcId())
                .vpcPeeringConnectionId(rule.referencedGroupInfo().vpcPeeringConnectionId())
                .build();
    }

    private boolean stale(SecurityGroupRule rule) {
        ReferencedSecurityGroup reference = rule.referencedGroupInfo();
        String vpc = store.securityGroups().get(rule.groupId()).vpcId();
        return store.securityGroups().find(reference.groupId()).isEmpty()
                || Peerings.between(store, vpc, reference.vpcId()).isEmpty();
    }

    public DescribeStaleSecurityGroupsResponse describeStaleSecurityGroups(
            DescribeStaleSecurityGroupsRequest request) {
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        List<StaleSecurityGroup> all =
                store.securityGroups()
                        .rows()
                        .filter(group -> group.vpcId().equals(vpc))
                        .map(this::stale)
                        .filter(each ->
                                !each.staleIpPermissions().isEmpty()
                                        || !each.staleIpPermissionsEgress().isEmpty())
                        .toList();
        Page<StaleSecurityGroup> page =
                new Pages(5, 255)
                        .page(
                                all,
                                StaleSecurityGroup::groupId,
                                request.maxResults(),
                                request.nextToken());
        Refusals.endDryRun(request.dryRun());
        return DescribeStaleSecurityGroupsResponse.builder()
                .staleSecurityGroupSet(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private StaleSecurityGroup stale(SecurityGroup group) {
        return Reshape.copy(group, StaleSecurityGroup.builder())
                .staleIpPermissions(stale(group, false))
                .staleIpPermissionsEgress(stale(group, true))
                .build();
    }

    private List<StaleIpPermission> stale(SecurityGroup group, boolean egress) {
        List<SecurityGroupRule> rules =
                peered().filter(rule -> rule.groupId().equals(group.groupId()))
                        .filter(rule -> rule.isEgress() == egress)
                        .filter(this::stale)
                        .toList();
        return Permissions.permissions(rules).stream()
                .map(each ->
                        StaleIpPermission.builder()
                                .ipProtocol(each.ipProtocol())
                                .fromPort(each.fromPort())
                                .toPort(each.toPort())
                                .userIdGroupPairs(each.userIdGroupPairs())
                                .build())
                .toList();
    }
}
