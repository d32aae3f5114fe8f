package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclAssociationResponse;
import software.amazon.awssdk.services.ec2.model.RuleAction;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Network ACLs: the default one of each VPC, which lets everything through, and others, which let
 * nothing through until they get entries. Each subnet has exactly one.
 */
public final class NetworkAcls {
    /** The number of the last entry, which denies all and is always there. */
    static final int LAST = 32767;

    private final Store store;

    NetworkAcls(Store store) {
        this.store = store;
    }

    void makeDefault(String vpcId) {
        make(vpcId, true, List.of(entry(true, 100, true), entry(false, 100, true)));
    }

    private NetworkAcl make(String vpcId, boolean isDefault, List<NetworkAclEntry> entries) {
        NetworkAcl acl =
                NetworkAcl.builder()
                        .networkAclId(store.newId(ResourceKind.NETWORK_ACL))
                        .vpcId(vpcId)
                        .ownerId(store.account())
                        .isDefault(isDefault)
                        .associations(List.of())
                        .entries(
                                Stream.concat(
                                                entries.stream(),
                                                Stream.of(
                                                        entry(true, LAST, false),
                                                        entry(false, LAST, false)))
                                        .sorted(NetworkAclEntries.ORDER)
                                        .toList())
                        .build();
        store.networkAcls().put(acl);
        return acl;
    }

    private static NetworkAclEntry entry(boolean egress, int number, boolean allowed) {
        return NetworkAclEntry.builder()
                .egress(egress)
                .ruleNumber(number)
                .ruleAction(allowed ? RuleAction.ALLOW : RuleAction.DENY)
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

    private String associate(NetworkAcl acl, String subnetId) {
        String id = store.foundation().identity().ec2("aclassoc");
        List<NetworkAclAssociation> associations = new ArrayList<>(acl.associations());
        associations.add(
                NetworkAclAssociation.builder()
                        .networkAclAssociationId(id)
                        .networkAclId(acl.networkAclId())
                        .subnetId(subnetId)
                        .build());
        store.networkAcls().put(acl.toBuilder().associations(associations).build());
        return id;
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

    public CreateNetworkAclResponse createNetworkAcl(CreateNetworkAclRequest request) {
        return store.idempotency()
                .once(
                        "CreateNetworkAcl",
                        request.clientToken(),
                        request,
                        CreateNetworkAclResponse.class,
                        () -> create(request));
    }

    private CreateNetworkAclResponse create(CreateNetworkAclRequest request) {
        Vpc vpc = store.vpcs().get(request.vpcId());
        store.checkQuota(
                NetworkQuotas.NETWORK_ACLS,
                store.networkAcls().rows().filter(e -> e.vpcId().equals(vpc.vpcId())).count(),
                "NetworkAclLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.NETWORK_ACL);
        Refusals.endDryRun(request.dryRun());
        NetworkAcl acl = make(vpc.vpcId(), false, List.of());
        store.tags().add(acl.networkAclId(), tags);
        return CreateNetworkAclResponse.builder()
                .networkAcl(store.networkAcls().tagged(acl))
                .clientToken(request.clientToken())
                .build();
    }

    public DescribeNetworkAclsResponse describeNetworkAcls(DescribeNetworkAclsRequest request) {
        Page<NetworkAcl> page =
                store.networkAcls().page(Selection.of(request.networkAclIds(), request));
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public DeleteNetworkAclResponse deleteNetworkAcl(DeleteNetworkAclRequest request) {
        NetworkAcl acl = store.networkAcls().get(request.networkAclId());
        String id = acl.networkAclId();
        if (acl.isDefault()) {
            throw Refusals.invalid("cannot delete default network ACL " + id);
        }
        if (!acl.associations().isEmpty()) {
            throw Refusals.dependency("networkAcl", id);
        }
        Refusals.endDryRun(request.dryRun());
        store.networkAcls().remove(id);
        return DeleteNetworkAclResponse.builder().build();
    }

    /** Gives the subnet of an association another ACL of its VPC. */
    public ReplaceNetworkAclAssociationResponse replaceNetworkAclAssociation(
            ReplaceNetworkAclAssociationRequest request) {
        String id = Refusals.required(request.associationId(), "associationId");
        NetworkAcl source =
                store.networkAcls()
                        .rows()
                        .filter(acl -> association(acl, id).findAny().isPresent())
                        .findFirst()
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidAssociationID.NotFound",
                                        "The association ID '" + id + "' does not exist"));
        NetworkAcl target = store.networkAcls().get(request.networkAclId());
        if (!source.vpcId().equals(target.vpcId())) {
            throw Refusals.invalid(
                    "Network ACL %s and association %s belong to different networks"
                            .formatted(target.networkAclId(), id));
        }
        Refusals.endDryRun(request.dryRun());
        String subnet = association(source, id).findFirst().orElseThrow().subnetId();
        forgetSubnet(subnet);
        String added = associate(store.networkAcls().get(target.networkAclId()), subnet);
        return ReplaceNetworkAclAssociationResponse.builder().newAssociationId(added).build();
    }

    private static Stream<NetworkAclAssociation> association(NetworkAcl acl, String id) {
        return acl.associations().stream()
                .filter(each -> each.networkAclAssociationId().equals(id));
    }
}
