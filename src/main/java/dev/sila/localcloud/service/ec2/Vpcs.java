package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsResponse;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs with what AWS makes along: a main route table, a default security group and network ACL. */
public final class Vpcs {
    private static final Duration PENDING = Duration.ofSeconds(1);

    private record Attributes(boolean dnsSupport, boolean dnsHostnames, boolean usageMetrics) {}

    private final Store store;
    private final RouteTables routeTables;
    private final SecurityGroups securityGroups;
    private final NetworkAcls networkAcls;
    private final VpcCidrBlocks cidrBlocks;
    private final Map<String, Attributes> attributes = new HashMap<>();

    Vpcs(
            Store store,
            RouteTables routeTables,
            SecurityGroups securityGroups,
            NetworkAcls networkAcls,
            VpcCidrBlocks cidrBlocks) {
        this.store = store;
        this.routeTables = routeTables;
        this.securityGroups = securityGroups;
        this.networkAcls = networkAcls;
        this.cidrBlocks = cidrBlocks;
    }

    public CreateVpcResponse createVpc(CreateVpcRequest request) {
        Refusals.supportedOnly(
                request, Set.of("CidrBlock", "InstanceTenancy", "TagSpecifications", "DryRun"));
        String text = Refusals.required(request.cidrBlock(), "cidrBlock");
        Cidr cidr =
                Cidr.parse(text)
                        .orElseThrow(() ->
                                Refusals.invalid(
                                        "cidrBlock", text, "This is not a valid CIDR block."));
        if (cidr.prefix() < 16 || cidr.prefix() > 28) {
            throw new AwsFailure("InvalidVpc.Range", "The CIDR '" + text + "' is invalid.");
        }
        if (request.instanceTenancy() == Tenancy.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid(
                    "instanceTenancy", request.instanceTenancyAsString(), "Unknown tenancy.");
        }
        store.checkQuota(NetworkQuotas.VPCS, store.vpcs().rows().count(), "VpcLimitExceeded");
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.VPC);
        Refusals.endDryRun(request.dryRun());
        Tenancy tenancy =
                request.instanceTenancy() == null ? Tenancy.DEFAULT : request.instanceTenancy();
        String id = make(cidr, tenancy, false);
        store.tags().add(id, tags);
        return CreateVpcResponse.builder().vpc(store.vpcs().tagged(store.vpcs().get(id))).build();
    }

    /** Makes a VPC that is available after a moment, and what belongs to it. */
    String make(Cidr cidr, Tenancy tenancy, boolean isDefault) {
        String id = store.newId(ResourceKind.VPC);
        store.vpcs()
                .put(
                        Vpc.builder()
                                .vpcId(id)
                                .ownerId(store.account())
                                .state(VpcState.PENDING)
                                .cidrBlock(cidr.toString())
                                .cidrBlockAssociationSet(
                                        cidrBlocks.association(
                                                cidr, VpcCidrBlockStateCode.ASSOCIATED))
                                .dhcpOptionsId(store.dhcpOptions().ids().getFirst())
                                .instanceTenancy(tenancy)
                                .isDefault(isDefault)
                                .build());
        attributes.put(id, new Attributes(true, isDefault, false));
        routeTables.makeMain(id, cidr);
        securityGroups.makeDefault(id);
        networkAcls.makeDefault(id);
        store.foundation().timeline().after(PENDING, () -> available(id));
        return id;
    }

    private void available(String id) {
        store.vpcs().change(id, vpc -> vpc.toBuilder().state(VpcState.AVAILABLE).build());
    }

    public DescribeVpcsResponse describeVpcs(DescribeVpcsRequest request) {
        Page<Vpc> page =
                store.vpcs()
                        .page(
                                new Selection(
                                        request.vpcIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeVpcsResponse.builder()
                .vpcs(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Deletes a VPC that holds nothing but what was made with it. */
    public DeleteVpcResponse deleteVpc(DeleteVpcRequest request) {
        String id = store.vpcs().get(request.vpcId()).vpcId();
        if (inUse(id)) {
            throw Refusals.dependency("vpc", id);
        }
        Refusals.endDryRun(request.dryRun());
        store.routeTables()
                .rows()
                .filter(table -> table.vpcId().equals(id))
                .forEach(table -> store.routeTables().remove(table.routeTableId()));
        store.networkAcls()
                .rows()
                .filter(acl -> acl.vpcId().equals(id))
                .forEach(acl -> store.networkAcls().remove(acl.networkAclId()));
        store.securityGroups()
                .rows()
                .filter(group -> group.vpcId().equals(id))
                .forEach(group -> securityGroups.remove(group.groupId()));
        store.vpcs().remove(id);
        attributes.remove(id);
        return DeleteVpcResponse.builder().build();
    }

    /** Whether a VPC resolves names and gives its instances public ones. */
    boolean resolvesAndNames(String id) {
        Attributes values = attributesOf(id);
        return values.dnsSupport() && values.dnsHostnames();
    }

    private boolean inUse(String id) {
        return store.subnets().rows().anyMatch(subnet -> subnet.vpcId().equals(id))
                || store.interfaces().rows().anyMatch(each -> each.vpcId().equals(id))
                || store.internetGateways()
                        .rows()
                        .flatMap(gateway -> gateway.attachments().stream())
                        .anyMatch(attachment -> attachment.vpcId().equals(id))
                || store.securityGroups()
                        .rows()
                        .anyMatch(group ->
                                group.vpcId().equals(id)
                                        && !group.groupName().equals(SecurityGroups.DEFAULT))
                || store.routeTables()
                        .rows()
                        .anyMatch(table -> table.vpcId().equals(id) && !isMain(table))
                || store.networkAcls()
                        .rows()
                        .anyMatch(acl -> acl.vpcId().equals(id) && !acl.isDefault())
                || store.network().holds(id);
    }

    private static boolean isMain(RouteTable table) {
        return table.associations().stream().anyMatch(RouteTableAssociation::main);
    }

    /** Whether instances with public addresses in the VPC get public names. */
    boolean dnsHostnames(String vpcId) {
        return attributesOf(vpcId).dnsHostnames();
    }

    public DescribeVpcAttributeResponse describeVpcAttribute(DescribeVpcAttributeRequest request) {
        String id = store.vpcs().get(request.vpcId()).vpcId();
        Attributes values = attributesOf(id);
        DescribeVpcAttributeResponse.Builder answer =
                DescribeVpcAttributeResponse.builder().vpcId(id);
        switch (Refusals.required(request.attributeAsString(), "attribute")) {
            case "enableDnsSupport" -> answer.enableDnsSupport(value(values.dnsSupport()));
            case "enableDnsHostnames" -> answer.enableDnsHostnames(value(values.dnsHostnames()));
            case "enableNetworkAddressUsageMetrics" ->
                    answer.enableNetworkAddressUsageMetrics(value(values.usageMetrics()));
            default ->
                    throw Refusals.invalid(
                            "attribute", request.attributeAsString(), "Unknown attribute.");
        }
        Refusals.endDryRun(request.dryRun());
        return answer.build();
    }

    private Attributes attributesOf(String id) {
        return attributes.getOrDefault(id, new Attributes(true, false, false));
    }

    private static AttributeBooleanValue value(boolean value) {
        return AttributeBooleanValue.builder().value(value).build();
    }

    /** Sets exactly one attribute, as AWS demands. */
    public ModifyVpcAttributeResponse modifyVpcAttribute(ModifyVpcAttributeRequest request) {
        String id = store.vpcs().get(request.vpcId()).vpcId();
        AttributeBooleanValue support = request.enableDnsSupport();
        AttributeBooleanValue hostnames = request.enableDnsHostnames();
        AttributeBooleanValue metrics = request.enableNetworkAddressUsageMetrics();
        long given =
                java.util.stream.Stream.of(support, hostnames, metrics)
                        .filter(java.util.Objects::nonNull)
                        .count();
        if (given == 0) {
            throw Refusals.missing("enableDnsSupport");
        }
        if (given > 1) {
            throw Refusals.combination("Fields for multiple attribute types specified");
        }
        Attributes before = attributesOf(id);
        attributes.put(
                id,
                new Attributes(
                        support == null ? before.dnsSupport() : support.value(),
                        hostnames == null ? before.dnsHostnames() : hostnames.value(),
                        metrics == null ? before.usageMetrics() : metrics.value()));
        return ModifyVpcAttributeResponse.builder().build();
    }
}
