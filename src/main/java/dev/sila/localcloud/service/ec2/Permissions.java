package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/** Turns permissions, which hold many sources, into rules of one source each, and back. */
final class Permissions {
    private record Ports(String protocol, int from, int to) {}

    private final Store store;

    Permissions(Store store) {
        this.store = store;
    }

    /** One rule without an identifier for each source of the permission, checked and canonical. */
    List<SecurityGroupRule> rules(SecurityGroup group, boolean egress, IpPermission permission) {
        SecurityGroupRule blank = blank(group, egress, ports(permission));
        List<SecurityGroupRule> rules = new ArrayList<>();
        for (IpRange range : permission.ipRanges()) {
            rules.add(
                    blank.toBuilder()
                            .cidrIpv4(ipv4(range.cidrIp()))
                            .description(described(range.description()))
                            .build());
        }
        for (Ipv6Range range : permission.ipv6Ranges()) {
            rules.add(
                    blank.toBuilder()
                            .cidrIpv6(ipv6(range.cidrIpv6()))
                            .description(described(range.description()))
                            .build());
        }
        for (UserIdGroupPair pair : permission.userIdGroupPairs()) {
            rules.add(
                    blank.toBuilder()
                            .referencedGroupInfo(reference(group, pair))
                            .description(described(pair.description()))
                            .build());
        }
        for (PrefixListId list : permission.prefixListIds()) {
            String id = store.network().prefixLists().get(list.prefixListId()).prefixListId();
            rules.add(
                    blank.toBuilder()
                            .prefixListId(id)
                            .description(described(list.description()))
                            .build());
        }
        if (rules.isEmpty()) {
            throw Refusals.missing("ipRanges, ipv6Ranges or groups");
        }
        return rules;
    }

    private SecurityGroupRule blank(SecurityGroup group, boolean egress, Ports ports) {
        return SecurityGroupRule.builder()
                .groupId(group.groupId())
                .groupOwnerId(store.account())
                .isEgress(egress)
                .ipProtocol(ports.protocol())
                .fromPort(ports.from())
                .toPort(ports.to())
                .build();
    }

    static @Nullable String described(@Nullable String description) {
        if (description != null
                && (description.length() > 255 || !SecurityGroups.ALLOWED.matches(description))) {
            throw Refusals.invalid(
                    "Invalid rule description. Valid descriptions are strings less than 256"
                            + " characters from the following set:  a-zA-Z0-9."
                            + " _-:/()#,@[]+=&;{}!$*");
        }
        return description;
    }

    private static String ipv4(@Nullable String text) {
        String given = Refusals.required(text, "cidrIp");
        return Cidr.parse(given)
                .orElseThrow(() -> Refusals.invalid("CIDR block " + given + " is malformed"))
                .toString();
    }

    private static String ipv6(@Nullable String text) {
        String given = Refusals.required(text, "cidrIpv6");
        return Ipv6Cidr.canonical(given)
                .orElseThrow(() -> Refusals.invalid("CIDR block " + given + " is malformed"));
    }

    /** The group that a rule names, of the same VPC or of one that is peered with it. */
    private ReferencedSecurityGroup reference(SecurityGroup group, UserIdGroupPair pair) {
        Optional<ReferencedSecurityGroup> present = present(group, pair);
        if (present.isPresent()) {
            return present.orElseThrow();
        }
        if (pair.userId() != null && !pair.userId().equals(store.account())) {
            throw ResourceKind.SECURITY_GROUP.notFound(pair.userId() + "/" + pair.groupId());
        }
        SecurityGroup other =
                pair.groupId() == null
                        ? named(group.vpcId(), Refusals.required(pair.groupName(), "groupId"))
                        : store.securityGroups().get(pair.groupId());
        ReferencedSecurityGroup.Builder reference =
                ReferencedSecurityGroup.builder().groupId(other.groupId()).userId(store.account());
        if (!other.vpcId().equals(group.vpcId())) {
            VpcPeeringConnection peering =
                    Peerings.between(store, group.vpcId(), other.vpcId())
                            .orElseThrow(Permissions::otherNetwork);
            reference
                    .vpcId(other.vpcId())
                    .vpcPeeringConnectionId(peering.vpcPeeringConnectionId())
                    .peeringStatus("active");
        }
        return reference.build();
    }

    private static AwsFailure otherNetwork() {
        return new AwsFailure(
                "InvalidGroup.NotFound",
                "You have specified two resources that belong to different networks.");
    }

    /** The same reference in a rule that exists, even if what it names is gone. */
    private Optional<ReferencedSecurityGroup> present(SecurityGroup group, UserIdGroupPair pair) {
        return store.rules()
                .rows()
                .filter(rule -> rule.groupId().equals(group.groupId()))
                .map(SecurityGroupRule::referencedGroupInfo)
                .filter(Objects::nonNull)
                .filter(reference -> reference.groupId().equals(pair.groupId()))
                .findFirst();
    }

    private SecurityGroup named(String vpcId, String name) {
        return store.securityGroups()
                .rows()
                .filter(each -> each.vpcId().equals(vpcId) && each.groupName().equals(name))
                .findFirst()
                .orElseThrow(() -> ResourceKind.SECURITY_GROUP.notFound(name));
    }

    private static Ports ports(IpPermission permission) {
        String given = Refusals.required(permission.ipProtocol(), "ipProtocol");
        String protocol = protocol(given.toLowerCase(Locale.ROOT));
        Integer from = permission.fromPort();
        Integer to = permission.toPort();
        return switch (protocol) {
            case "tcp", "udp" -> range(protocol, from, to);
            case "icmp", "icmpv6" -> icmp(protocol, from, to);
            default -> new Ports(protocol, -1, -1);
        };
    }

    private static String protocol(String given) {
        return switch (given) {
            case "-1", "all" -> "-1";
            case "tcp", "6" -> "tcp";
            case "udp", "17" -> "udp";
            case "icmp", "1" -> "icmp";
            case "icmpv6", "58" -> "icmpv6";
            default -> {
                if (!given.matches("\\d{1,3}") || Integer.parseInt(given) > 255) {
                    throw Refusals.invalid(
                            "Invalid value '" + given + "' for IP protocol. Unknown protocol.");
                }
                yield given;
            }
        };
    }

    private static Ports range(String protocol, @Nullable Integer from, @Nullable Integer to) {
        if (from == null || to == null) {
            throw Refusals.invalid(
                    "Invalid value 'Must specify both from and to ports with TCP/UDP.' for"
                            + " portRange.");
        }
        for (int port : List.of(from, to)) {
            if (port < 0 || port > 65535) {
                throw Refusals.invalid("TCP/UDP port (" + port + ") out of range");
            }
        }
        if (from > to) {
            throw Refusals.invalid("Invalid TCP/UDP port range (%d:%d)".formatted(from, to));
        }
        return new Ports(protocol, from, to);
    }

    private static Ports icmp(String protocol, @Nullable Integer type, @Nullable Integer code) {
        if (type == null || code == null) {
            throw Refusals.invalid(
                    "Invalid value 'Must specify both type and code with ICMP.' for portRange.");
        }
        if (type < -1 || type > 255) {
            throw Refusals.invalid("ICMP type (" + type + ") out of range");
        }
        if (code < -1 || code > 255 || (type == -1 && code != -1)) {
            throw Refusals.invalid("ICMP code (" + code + ") out of range");
        }
        return new Ports(protocol, type, code);
    }

    /** Whether both allow the same, whatever their descriptions. */
    static boolean same(SecurityGroupRule one, SecurityGroupRule other) {
        return one.groupId().equals(other.groupId())
                && one.isEgress().equals(other.isEgress())
                && one.ipProtocol().equals(other.ipProtocol())
                && one.fromPort().equals(other.fromPort())
                && one.toPort().equals(other.toPort())
                && Objects.equals(one.cidrIpv4(), other.cidrIpv4())
                && Objects.equals(one.cidrIpv6(), other.cidrIpv6())
                && Objects.equals(one.prefixListId(), other.prefixListId())
                && Objects.equals(one.referencedGroupInfo(), other.referencedGroupInfo());
    }

    /** The rules as DescribeSecurityGroups tells them: sources of the same ports together. */
    static List<IpPermission> permissions(List<SecurityGroupRule> rules) {
        Map<Ports, List<SecurityGroupRule>> byPorts = new LinkedHashMap<>();
        for (SecurityGroupRule rule : rules) {
            Ports ports = new Ports(rule.ipProtocol(), rule.fromPort(), rule.toPort());
            byPorts.computeIfAbsent(ports, key -> new ArrayList<>()).add(rule);
        }
        return byPorts.entrySet().stream()
                .map(entry -> permission(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static IpPermission permission(Ports ports, List<SecurityGroupRule> rules) {
        boolean ranged = List.of("tcp", "udp", "icmp", "icmpv6").contains(ports.protocol());
        return IpPermission.builder()
                .ipProtocol(ports.protocol())
                .fromPort(ranged ? ports.from() : null)
                .toPort(ranged ? ports.to() : null)
                .ipRanges(
                        rules.stream()
                                .filter(rule -> rule.cidrIpv4() != null)
                                .map(rule ->
                                        IpRange.builder()
                                                .cidrIp(rule.cidrIpv4())
                                                .description(rule.description())
                                                .build())
                                .toList())
                .ipv6Ranges(
                        rules.stream()
                                .filter(rule -> rule.cidrIpv6() != null)
                                .map(rule ->
                                        Ipv6Range.builder()
                                                .cidrIpv6(rule.cidrIpv6())
                                                .description(rule.description())
                                                .build())
                                .toList())
                .userIdGroupPairs(
                        rules.stream()
                                .filter(rule -> rule.referencedGroupInfo() != null)
                                .map(Permissions::pair)
                                .toList())
                .prefixListIds(
                        rules.stream()
                                .filter(rule -> rule.prefixListId() != null)
                                .map(Permissions::list)
                                .toList())
                .build();
    }

    private static PrefixListId list(SecurityGroupRule rule) {
        return PrefixListId.builder()
                .prefixListId(rule.prefixListId())
                .description(rule.description())
                .build();
    }

    private static UserIdGroupPair pair(SecurityGroupRule rule) {
        return Reshape.copy(rule.referencedGroupInfo(), UserIdGroupPair.builder())
                .description(rule.description())
                .build();
    }
}
