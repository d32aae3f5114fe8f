package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import dev.sila.localcloud.service.Reshape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.AuthorizeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupRulesResponse;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupEgressResponse;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressRequest;
import software.amazon.awssdk.services.ec2.model.RevokeSecurityGroupIngressResponse;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** The rules of security groups: allowed and revoked all together or not at all. */
public final class SecurityGroupRules {
    private final Store store;
    private final SecurityGroups groups;
    private final Permissions permissions;
    private final PrefixLists prefixLists;

    SecurityGroupRules(
            Store store, SecurityGroups groups, Permissions permissions, PrefixLists prefixLists) {
        this.store = store;
        this.groups = groups;
        this.permissions = permissions;
        this.prefixLists = prefixLists;
    }

    public AuthorizeSecurityGroupIngressResponse authorizeSecurityGroupIngress(
            AuthorizeSecurityGroupIngressRequest request) {
        SecurityGroup group = groups.named(request.groupId(), request.groupName());
        List<SecurityGroupRule> wanted = checkedNew(group, false, request);
        Map<String, String> tags = tags(request.tagSpecifications());
        Refusals.endDryRun(request.dryRun());
        return AuthorizeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(wanted, tags))
                .build();
    }

    public AuthorizeSecurityGroupEgressResponse authorizeSecurityGroupEgress(
            AuthorizeSecurityGroupEgressRequest request) {
        SecurityGroup group = groups.named(request.groupId(), null);
        List<SecurityGroupRule> wanted = checkedNew(group, true, request);
        Map<String, String> tags = tags(request.tagSpecifications());
        Refusals.endDryRun(request.dryRun());
        return AuthorizeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .securityGroupRules(add(wanted, tags))
                .build();
    }

    private static Map<String, String> tags(List<TagSpecification> specifications) {
        return Tagging.of(specifications, ResourceKind.SECURITY_GROUP_RULE);
    }

    /**
     * The rules that a request writes, as a list of permissions or in the old way by single
     * parameters, which all four request types share.
     */
    List<SecurityGroupRule> asked(SecurityGroup group, boolean egress, SdkPojo request) {
        AuthorizeSecurityGroupIngressRequest form =
                Reshape.copy(request, AuthorizeSecurityGroupIngressRequest.builder()).build();
        List<IpPermission> asked = new ArrayList<>(form.ipPermissions());
        if (form.ipProtocol() != null
                || form.cidrIp() != null
                || form.sourceSecurityGroupName() != null) {
            if (!asked.isEmpty()) {
                throw Refusals.combination(
                        "The parameter 'ipPermissions' may not be used in combination with"
                                + " 'ipProtocol'");
            }
            asked.add(single(form));
        }
        return asked.stream()
                .flatMap(permission -> permissions.rules(group, egress, permission).stream())
                .toList();
    }

    private static IpPermission single(AuthorizeSecurityGroupIngressRequest form) {
        IpPermission.Builder permission =
                IpPermission.builder()
                        .ipProtocol(form.ipProtocol() == null ? "-1" : form.ipProtocol())
                        .fromPort(form.fromPort())
                        .toPort(form.toPort());
        if (form.cidrIp() != null) {
            permission.ipRanges(IpRange.builder().cidrIp(form.cidrIp()).build());
        }
        if (form.sourceSecurityGroupName() != null) {
            permission.userIdGroupPairs(
                    UserIdGroupPair.builder().groupName(form.sourceSecurityGroupName()).build());
        }
        return permission.build();
    }

    private List<SecurityGroupRule> checkedNew(
            SecurityGroup group, boolean egress, SdkPojo request) {
        List<SecurityGroupRule> wanted = asked(group, egress, request);
        if (wanted.isEmpty()) {
            throw Refusals.missing("ipPermissions");
        }
        if (new HashSet<>(wanted).size() < wanted.size()) {
            throw Refusals.invalid("The same permission must not appear multiple times");
        }
        List<SecurityGroupRule> present = groups.rules(group.groupId(), egress);
        for (SecurityGroupRule rule : wanted) {
            if (present.stream().anyMatch(each -> Permissions.same(each, rule))) {
                throw duplicate(rule);
            }
        }
        List<SecurityGroupRule> together = new ArrayList<>(present);
        together.addAll(wanted);
        checkCount(together);
        return wanted;
    }

    /** IPv4 and IPv6 count separately; a group counts for both, a prefix list by its size. */
    private void checkCount(List<SecurityGroupRule> rules) {
        long ipv4 = weight(rules.stream().filter(rule -> rule.cidrIpv6() == null));
        long ipv6 = weight(rules.stream().filter(rule -> rule.cidrIpv4() == null));
        store.checkQuota(
                NetworkQuotas.RULES,
                Math.max(ipv4, ipv6) - 1,
                "RulesPerSecurityGroupLimitExceeded");
    }

    private long weight(Stream<SecurityGroupRule> rules) {
        return rules.mapToLong(rule -> prefixLists.weight(rule.prefixListId())).sum();
    }

    static AwsFailure duplicate(SecurityGroupRule rule) {
        String peer =
                rule.referencedGroupInfo() != null
                        ? rule.referencedGroupInfo().groupId()
                        : Stream.of(rule.cidrIpv4(), rule.cidrIpv6(), rule.prefixListId())
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElseThrow();
        String what =
                rule.ipProtocol().equals("-1")
                        ? "ALL"
                        : "%s, from port: %d, to port: %d"
                                .formatted(
                                        rule.ipProtocol().toUpperCase(Locale.ROOT),
                                        rule.fromPort(),
                                        rule.toPort());
        return new AwsFailure(
                "InvalidPermission.Duplicate",
                "the specified rule \"peer: %s, %s, ALLOW\" already exists".formatted(peer, what));
    }

    private List<SecurityGroupRule> add(List<SecurityGroupRule> wanted, Map<String, String> tags) {
        List<SecurityGroupRule> added = new ArrayList<>();
        for (SecurityGroupRule rule : wanted) {
            String id = store.newId(ResourceKind.SECURITY_GROUP_RULE);
            SecurityGroupRule row =
                    rule.toBuilder()
                            .securityGroupRuleId(id)
                            .securityGroupRuleArn(
                                    store.foundation()
                                            .realm()
                                            .arn("ec2", "security-group-rule/" + id))
                            .build();
            store.rules().put(row);
            store.tags().add(id, tags);
            added.add(store.rules().tagged(row));
        }
        return added;
    }

    public RevokeSecurityGroupIngressResponse revokeSecurityGroupIngress(
            RevokeSecurityGroupIngressRequest request) {
        SecurityGroup group = groups.named(request.groupId(), request.groupName());
        List<SecurityGroupRule> gone =
                checkedOld(group, false, request, request.securityGroupRuleIds());
        Refusals.endDryRun(request.dryRun());
        remove(gone);
        return RevokeSecurityGroupIngressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(revoked(gone))
                .build();
    }

    public RevokeSecurityGroupEgressResponse revokeSecurityGroupEgress(
            RevokeSecurityGroupEgressRequest request) {
        SecurityGroup group = groups.named(request.groupId(), null);
        List<SecurityGroupRule> gone =
                checkedOld(group, true, request, request.securityGroupRuleIds());
        Refusals.endDryRun(request.dryRun());
        remove(gone);
        return RevokeSecurityGroupEgressResponse.builder()
                .returnValue(true)
                .revokedSecurityGroupRules(revoked(gone))
                .build();
    }

    private List<SecurityGroupRule> checkedOld(
            SecurityGroup group, boolean egress, SdkPojo request, List<String> ids) {
        List<SecurityGroupRule> present = groups.rules(group.groupId(), egress);
        List<SecurityGroupRule> gone = new ArrayList<>();
        for (String id : ids) {
            SecurityGroupRule rule = store.rules().get(id);
            if (!present.contains(rule)) {
                throw ResourceKind.SECURITY_GROUP_RULE.notFound(id);
            }
            gone.add(rule);
        }
        for (SecurityGroupRule rule : asked(group, egress, request)) {
            gone.add(
                    present.stream()
                            .filter(each -> Permissions.same(each, rule))
                            .findFirst()
                            .orElseThrow(SecurityGroupRules::noSuchRule));
        }
        if (gone.isEmpty()) {
            throw Refusals.missing("ipPermissions");
        }
        return gone;
    }

    static AwsFailure noSuchRule() {
        return new AwsFailure(
                "InvalidPermission.NotFound",
                "The specified rule does not exist in this security group.");
    }

    private void remove(List<SecurityGroupRule> rules) {
        rules.forEach(rule -> store.rules().remove(rule.securityGroupRuleId()));
    }

    private static List<RevokedSecurityGroupRule> revoked(List<SecurityGroupRule> rules) {
        return rules.stream().map(SecurityGroupRules::revoked).toList();
    }

    private static RevokedSecurityGroupRule revoked(SecurityGroupRule rule) {
        RevokedSecurityGroupRule.Builder revoked =
                Reshape.copy(rule, RevokedSecurityGroupRule.builder());
        if (rule.referencedGroupInfo() != null) {
            revoked.referencedGroupId(rule.referencedGroupInfo().groupId());
        }
        return revoked.build();
    }

    public DescribeSecurityGroupRulesResponse describeSecurityGroupRules(
            DescribeSecurityGroupRulesRequest request) {
        Page<SecurityGroupRule> page =
                store.rules()
                        .page(
                                new Selection(
                                        request.securityGroupRuleIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeSecurityGroupRulesResponse.builder()
                .securityGroupRules(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
