package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.CreateSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSecurityGroupResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.Vpc;

/** Security groups. Their rules are rows of their own. */
public final class SecurityGroups {
    /** The name of the group that each VPC is made with. */
    static final String DEFAULT = "default";

    /** What names and descriptions consist of (EC2 API reference, CreateSecurityGroup). */
    record Allowed(Pattern characters) {
        boolean matches(String text) {
            return characters.matcher(text).matches();
        }
    }

    static final Allowed ALLOWED =
            new Allowed(Pattern.compile("[a-zA-Z0-9 ._\\-:/()#,@\\[\\]+=&;{}!$*]*"));

    private final Store store;

    SecurityGroups(Store store) {
        this.store = store;
    }

    void makeDefault(String vpcId) {
        SecurityGroup group = make(vpcId, DEFAULT, "default VPC security group");
        store.rules()
                .put(
                        allTraffic(group, false)
                                .referencedGroupInfo(
                                        ReferencedSecurityGroup.builder()
                                                .groupId(group.groupId())
                                                .userId(store.account())
                                                .build())
                                .build());
    }

    private SecurityGroup make(String vpcId, String name, String description) {
        String id = store.newId(ResourceKind.SECURITY_GROUP);
        SecurityGroup group =
                SecurityGroup.builder()
                        .groupId(id)
                        .securityGroupArn(
                                store.foundation().realm().arn("ec2", "security-group/" + id))
                        .groupName(name)
                        .description(description)
                        .vpcId(vpcId)
                        .ownerId(store.account())
                        .build();
        store.securityGroups().put(group);
        store.rules().put(allTraffic(group, true).cidrIpv4("0.0.0.0/0").build());
        return group;
    }

    private SecurityGroupRule.Builder allTraffic(SecurityGroup group, boolean egress) {
        String id = store.newId(ResourceKind.SECURITY_GROUP_RULE);
        return SecurityGroupRule.builder()
                .securityGroupRuleId(id)
                .securityGroupRuleArn(
                        store.foundation().realm().arn("ec2", "security-group-rule/" + id))
                .groupId(group.groupId())
                .groupOwnerId(store.account())
                .isEgress(egress)
                .ipProtocol("-1")
                .fromPort(-1)
                .toPort(-1);
    }

    public CreateSecurityGroupResponse createSecurityGroup(CreateSecurityGroupRequest request) {
        String name = Refusals.required(request.groupName(), "GroupName");
        String description = Refusals.required(request.description(), "GroupDescription");
        check(name, "security group name", "names");
        check(description, "security group description", "descriptions");
        if (name.startsWith("sg-")) {
            throw Refusals.invalid(
                    "Value ("
                            + name
                            + ") for parameter GroupName is invalid. Group names may not be"
                            + " in the format sg-*.");
        }
        String vpc = vpc(request.vpcId());
        if (inVpc(vpc, name)) {
            throw new AwsFailure(
                    "InvalidGroup.Duplicate",
                    "The security group '%s' already exists for VPC '%s'".formatted(name, vpc));
        }
        store.checkQuota(
                NetworkQuotas.SECURITY_GROUPS,
                store.securityGroups().rows().count(),
                "SecurityGroupLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.SECURITY_GROUP);
        Refusals.endDryRun(request.dryRun());
        SecurityGroup group = make(vpc, name, description);
        store.tags().add(group.groupId(), tags);
        return CreateSecurityGroupResponse.builder()
                .groupId(group.groupId())
                .securityGroupArn(group.securityGroupArn())
                .tags(Tagging.list(tags))
                .build();
    }

    private static void check(String text, String what, String whats) {
        if (text.length() > 255 || !ALLOWED.matches(text)) {
            throw Refusals.invalid(
                    "Invalid %s. Valid %s are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*"
                            .formatted(what, whats));
        }
    }

    private String vpc(@Nullable String id) {
        if (id != null) {
            return store.vpcs().get(id).vpcId();
        }
        return store.defaultVpc()
                .map(Vpc::vpcId)
                .orElseThrow(
                        () -> new AwsFailure("VPCIdNotSpecified", "No default VPC for this user"));
    }

    private boolean inVpc(String vpcId, String name) {
        return store.securityGroups()
                .rows()
                .anyMatch(each -> each.vpcId().equals(vpcId) && each.groupName().equals(name));
    }

    public DescribeSecurityGroupsResponse describeSecurityGroups(
            DescribeSecurityGroupsRequest request) {
        List<String> ids = new ArrayList<>(request.groupIds());
        request.groupNames().forEach(name -> ids.add(inDefaultVpc(name).groupId()));
        Page<SecurityGroup> page =
                store.securityGroups()
                        .page(
                                new Selection(
                                        ids,
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                this::withPermissions);
        return DescribeSecurityGroupsResponse.builder()
                .securityGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private SecurityGroup withPermissions(SecurityGroup group) {
        return group.toBuilder()
                .ipPermissions(Permissions.permissions(rules(group.groupId(), false)))
                .ipPermissionsEgress(Permissions.permissions(rules(group.groupId(), true)))
                .build();
    }

    List<SecurityGroupRule> rules(String groupId, boolean egress) {
        return store.rules()
                .rows()
                .filter(rule -> rule.groupId().equals(groupId) && rule.isEgress() == egress)
                .toList();
    }

    /** The group of that name in the default VPC, the only place where names are enough. */
    SecurityGroup inDefaultVpc(String name) {
        String vpc = vpc(null);
        return store.securityGroups()
                .rows()
                .filter(each -> each.vpcId().equals(vpc) && each.groupName().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidGroup.NotFound",
                                "The security group '%s' does not exist in default VPC '%s'"
                                        .formatted(name, vpc)));
    }

    /** The group of a request that names it by identifier or, in the default VPC, by name. */
    SecurityGroup named(@Nullable String id, @Nullable String name) {
        if (id == null && name != null) {
            return inDefaultVpc(name);
        }
        return store.securityGroups().get(Refusals.required(id, "GroupId"));
    }

    public DeleteSecurityGroupResponse deleteSecurityGroup(DeleteSecurityGroupRequest request) {
        SecurityGroup group = named(request.groupId(), request.groupName());
        String id = group.groupId();
        if (group.groupName().equals(DEFAULT)) {
            throw new AwsFailure(
                    "CannotDelete",
                    "the specified group: \"%s\" name: \"default\" cannot be deleted by a user"
                            .formatted(id));
        }
        if (inUse(id)) {
            throw new AwsFailure(
                    "DependencyViolation", "resource " + id + " has a dependent object");
        }
        Refusals.endDryRun(request.dryRun());
        remove(id);
        return DeleteSecurityGroupResponse.builder().returnValue(true).groupId(id).build();
    }

    /** Rules of peered VPCs do not keep a group: they become stale. */
    private boolean inUse(String id) {
        return store.interfaces()
                        .rows()
                        .flatMap(each -> each.groups().stream())
                        .anyMatch(group -> group.groupId().equals(id))
                || store.rules()
                        .rows()
                        .filter(rule -> !rule.groupId().equals(id))
                        .filter(rule -> rule.referencedGroupInfo() != null)
                        .filter(rule -> rule.referencedGroupInfo().vpcId() == null)
                        .anyMatch(rule -> rule.referencedGroupInfo().groupId().equals(id));
    }

    void remove(String id) {
        for (boolean egress : Set.of(true, false)) {
            rules(id, egress).forEach(rule -> store.rules().remove(rule.securityGroupRuleId()));
        }
        store.securityGroups().remove(id);
    }
}
