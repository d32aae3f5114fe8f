package dev.sila.aws.kind;

import dev.sila.aws.kind.SecurityGroupRules.Cidr;
import dev.sila.aws.kind.SecurityGroupRules.Group;
import dev.sila.aws.kind.SecurityGroupRules.PrefixList;
import dev.sila.aws.kind.SecurityGroupRules.Rule;
import dev.sila.aws.kind.SecurityGroupRules.Source;
import dev.sila.engine.Ids;
import dev.sila.engine.World;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/**
 * AWS's permissions as rules and back. AWS gathers the sources of one protocol and port range in a
 * permission; a rule has one source.
 */
final class Permissions {
    private Permissions() {}

    static Set<Rule> rules(List<IpPermission> permissions, World world) {
        Set<Rule> rules = new LinkedHashSet<>();
        for (IpPermission each : permissions) {
            int from = Objects.requireNonNullElse(each.fromPort(), -1);
            int to = Objects.requireNonNullElse(each.toPort(), -1);
            sources(each, world)
                    .forEach(source -> rules.add(new Rule(each.ipProtocol(), from, to, source)));
        }
        return rules;
    }

    private static Stream<Source> sources(IpPermission permission, World world) {
        Stream<Source> ranges =
                Stream.concat(
                                permission.ipRanges().stream().map(IpRange::cidrIp),
                                permission.ipv6Ranges().stream().map(Ipv6Range::cidrIpv6))
                        .map(Cidr::new);
        Stream<Source> lists =
                permission.prefixListIds().stream()
                        .map(PrefixListId::prefixListId)
                        .map(PrefixList::new);
        Stream<Source> groups =
                permission.userIdGroupPairs().stream()
                        .filter(each -> !PeeringRules.marks(each.description()))
                        .map(UserIdGroupPair::groupId)
                        .map(id -> new Group(world.ref(SecurityGroup.class, id)));
        return Stream.of(ranges, lists, groups).flatMap(each -> each);
    }

    static List<IpPermission> of(Set<Rule> rules, Ids ids) {
        return rules.stream().map(each -> permission(each, ids)).toList();
    }

    private static IpPermission permission(Rule rule, Ids ids) {
        IpPermission.Builder permission = IpPermission.builder().ipProtocol(rule.protocol());
        if (!rule.protocol().equals("-1")) {
            permission.fromPort(rule.fromPort()).toPort(rule.toPort());
        }
        switch (rule.source()) {
            case PrefixList(String id) ->
                    permission.prefixListIds(PrefixListId.builder().prefixListId(id).build());
            case Cidr(String text) when text.contains(":") ->
                    permission.ipv6Ranges(Ipv6Range.builder().cidrIpv6(text).build());
            case Cidr(String text) -> permission.ipRanges(IpRange.builder().cidrIp(text).build());
            case Group group ->
                    permission.userIdGroupPairs(
                            UserIdGroupPair.builder().groupId(id(group, ids)).build());
        }
        return permission.build();
    }

    /** A group of elsewhere keeps its identifier as name; no group may be named like one. */
    private static String id(Group group, Ids ids) {
        String name = group.group().name();
        return name.startsWith("sg-") ? name : ids.of(group.group());
    }
}
