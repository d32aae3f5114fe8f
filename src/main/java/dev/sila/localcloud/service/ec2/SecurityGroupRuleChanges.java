package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.ModifySecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleRequest;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRuleUpdate;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsEgressResponse;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressRequest;
import software.amazon.awssdk.services.ec2.model.UpdateSecurityGroupRuleDescriptionsIngressResponse;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Changes of rules that exist: what they allow, or only what they say about it. */
public final class SecurityGroupRuleChanges {
    private final Store store;
    private final SecurityGroups groups;
    private final SecurityGroupRules rules;
    private final Permissions permissions;

    SecurityGroupRuleChanges(
            Store store, SecurityGroups groups, SecurityGroupRules rules, Permissions permissions) {
        this.store = store;
        this.groups = groups;
        this.rules = rules;
        this.permissions = permissions;
    }

    /** Changes rules by their identifiers; all of them or none. */
    public ModifySecurityGroupRulesResponse modifySecurityGroupRules(
            ModifySecurityGroupRulesRequest request) {
        SecurityGroup group = groups.named(request.groupId(), null);
        if (request.securityGroupRules().isEmpty()) {
            throw Refusals.missing("SecurityGroupRule");
        }
        List<SecurityGroupRule> changed =
                request.securityGroupRules().stream().map(each -> changed(group, each)).toList();
        Refusals.endDryRun(request.dryRun());
        changed.forEach(store.rules()::put);
        return ModifySecurityGroupRulesResponse.builder().returnValue(true).build();
    }

    private SecurityGroupRule ofGroup(SecurityGroup group, @Nullable String id) {
        SecurityGroupRule rule = store.rules().get(id);
        if (!rule.groupId().equals(group.groupId())) {
            throw ResourceKind.SECURITY_GROUP_RULE.notFound(rule.securityGroupRuleId());
        }
        return rule;
    }

    private SecurityGroupRule changed(SecurityGroup group, SecurityGroupRuleUpdate update) {
        SecurityGroupRule before = ofGroup(group, update.securityGroupRuleId());
        if (update.securityGroupRule() == null) {
            throw Refusals.missing("SecurityGroupRule.SecurityGroupRule");
        }
        SecurityGroupRule after =
                permissions
                        .rules(group, before.isEgress(), permission(update.securityGroupRule()))
                        .getFirst()
                        .toBuilder()
                        .securityGroupRuleId(before.securityGroupRuleId())
                        .securityGroupRuleArn(before.securityGroupRuleArn())
                        .build();
        boolean doubled =
                groups.rules(group.groupId(), before.isEgress()).stream()
                        .filter(each -> !each.equals(before))
                        .anyMatch(each -> Permissions.same(each, after));
        if (doubled) {
            throw SecurityGroupRules.duplicate(after);
        }
        return after;
    }

    private static IpPermission permission(SecurityGroupRuleRequest rule) {
        long sources =
                Stream.of(
                                rule.cidrIpv4(),
                                rule.cidrIpv6(),
                                rule.prefixListId(),
                                rule.referencedGroupId())
                        .filter(Objects::nonNull)
                        .count();
        if (sources != 1) {
            throw new AwsFailure(
                    sources == 0 ? "MissingParameter" : "InvalidParameterCombination",
                    "Exactly one of CidrIpv4, CidrIpv6, PrefixListId and ReferencedGroupId must be"
                            + " specified.");
        }
        String text = rule.description();
        IpPermission.Builder permission = Reshape.copy(rule, IpPermission.builder());
        if (rule.cidrIpv4() != null) {
            permission.ipRanges(
                    IpRange.builder().cidrIp(rule.cidrIpv4()).description(text).build());
        } else if (rule.cidrIpv6() != null) {
            permission.ipv6Ranges(
                    Ipv6Range.builder().cidrIpv6(rule.cidrIpv6()).description(text).build());
        } else if (rule.prefixListId() != null) {
            permission.prefixListIds(
                    PrefixListId.builder()
                            .prefixListId(rule.prefixListId())
                            .description(text)
                            .build());
        } else {
            permission.userIdGroupPairs(
                    UserIdGroupPair.builder()
                            .groupId(rule.referencedGroupId())
                            .description(text)
                            .build());
        }
        return permission.build();
    }

    public UpdateSecurityGroupRuleDescriptionsIngressResponse
            updateSecurityGroupRuleDescriptionsIngress(
                    UpdateSecurityGroupRuleDescriptionsIngressRequest request) {
        describe(request, false);
        return UpdateSecurityGroupRuleDescriptionsIngressResponse.builder()
                .returnValue(true)
                .build();
    }

    public UpdateSecurityGroupRuleDescriptionsEgressResponse
            updateSecurityGroupRuleDescriptionsEgress(
                    UpdateSecurityGroupRuleDescriptionsEgressRequest request) {
        describe(request, true);
        return UpdateSecurityGroupRuleDescriptionsEgressResponse.builder()
                .returnValue(true)
                .build();
    }

    /** Both requests have the same members. */
    private void describe(SdkPojo request, boolean egress) {
        UpdateSecurityGroupRuleDescriptionsIngressRequest form =
                Reshape.copy(request, UpdateSecurityGroupRuleDescriptionsIngressRequest.builder())
                        .build();
        SecurityGroup group = groups.named(form.groupId(), form.groupName());
        if (form.ipPermissions().isEmpty() == form.securityGroupRuleDescriptions().isEmpty()) {
            throw form.ipPermissions().isEmpty()
                    ? Refusals.missing("ipPermissions")
                    : Refusals.combination(
                            "Either ipPermissions or securityGroupRuleDescriptions may be"
                                    + " specified");
        }
        Stream<SecurityGroupRule> byId =
                form.securityGroupRuleDescriptions().stream()
                        .map(each ->
                                ofGroup(group, each.securityGroupRuleId()).toBuilder()
                                        .description(Permissions.described(each.description()))
                                        .build());
        Stream<SecurityGroupRule> byPermission =
                rules.asked(group, egress, form).stream()
                        .map(each -> described(group, egress, each));
        List<SecurityGroupRule> changed = Stream.concat(byId, byPermission).toList();
        Refusals.endDryRun(form.dryRun());
        changed.forEach(store.rules()::put);
    }

    private SecurityGroupRule described(
            SecurityGroup group, boolean egress, SecurityGroupRule asked) {
        return groups.rules(group.groupId(), egress).stream()
                .filter(each -> Permissions.same(each, asked))
                .findFirst()
                .orElseThrow(SecurityGroupRules::noSuchRule)
                .toBuilder()
                .description(asked.description())
                .build();
    }
}
