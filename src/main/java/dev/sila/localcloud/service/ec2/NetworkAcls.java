package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** The default network ACL of each VPC, which lets everything through. */
public final class NetworkAcls {
    private final Store store;

    NetworkAcls(Store store) {
        this.store = store;
    }

    void makeDefault(String vpcId) {
        store.networkAcls()
                .put(
                        NetworkAcl.builder()
                                .networkAclId(store.newId(ResourceKind.NETWORK_ACL))
                                .vpcId(vpcId)
                                .ownerId(store.account())
                                .isDefault(true)
                                .entries(
                                        entry(true, 100, RuleAction.ALLOW),
                                        entry(true, 32767, RuleAction.DENY),
                                        entry(false, 100, RuleAction.ALLOW),
                                        entry(false, 32767, RuleAction.DENY))
                                .build());
    }

    private static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
        return NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(action)
                .cidrBlock("0.0.0.0/0")
                .protocol("-1")
                .build();
    }

    void associateDefault(String vpcId, String subnetId) {
        store.networkAcls()
                .rows()
                .filter(acl -> acl.vpcId().equals(vpcId) && acl.isDefault())
                .forEach(acl -> associate(acl, subnetId));
    }

    private void associate(NetworkAcl acl, String subnetId) {
        List<NetworkAclAssociation> associations = new ArrayList<>(acl.associations());
        associations.add(
                NetworkAclAssociation.builder()
                        .networkAclAssociationId(store.foundation().identity().ec2("aclassoc"))
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnetId)
                        .build());
        store.networkAcls().put(acl.toBuilder().associations(associations).build());
    }

    void forgetSubnet(String subnetId) {
        store.networkAcls().rows().forEach(acl -> forgetSubnet(acl, subnetId));
    }

    private void forgetSubnet(NetworkAcl acl, String subnetId) {
        List<NetworkAclAssociation> left =
                acl.associations().stream()
                        .filter(association -> !association.subnetId().equals(subnetId))
                        .toList();
        store.networkAcls().put(acl.toBuilder().associations(left).build());
    }

    public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request) {
        Page<NetworkAcl> page =
                store.networkAcls()
                        .page(
                                new Selection(
                                        request.networkAclIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
