package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Reshape;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.IcmpTypeCode;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.PortRange;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryRequest;
import software.amazon.awssdk.services.ec2.model.ReplaceNetworkAclEntryResponse;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** The numbered entries of network ACLs. */
public final class NetworkAclEntries {
    static final Comparator<NetworkAclEntry> ORDER =
            Comparator.comparing(NetworkAclEntry::egress)
                    .reversed()
                    .thenComparing(NetworkAclEntry::ruleNumber);

    private final Store store;

    NetworkAclEntries(Store store) {
        this.store = store;
    }

    public CreateNetworkAclEntryResponse createNetworkAclEntry(
            CreateNetworkAclEntryRequest request) {
        NetworkAcl acl = store.networkAcls().get(request.networkAclId());
        NetworkAclEntry entry = checked(Reshape.copy(request, NetworkAclEntry.builder()).build());
        if (at(acl, entry).isPresent()) {
            throw new AwsFailure(
                    "NetworkAclEntryAlreadyExists",
                    "The network acl entry identified by %d already exists."
                            .formatted(entry.ruleNumber()));
        }
        long present =
                acl.entries().stream()
                        .filter(each -> each.egress().equals(entry.egress()))
                        .filter(each -> each.ruleNumber() < NetworkAcls.LAST)
                        .count();
        store.checkQuota(NetworkQuotas.ACL_RULES, present, "NetworkAclEntryLimitExceeded");
        Refusals.endDryRun(request.dryRun());
        put(acl, entry, entry);
        return CreateNetworkAclEntryResponse.builder().build();
    }

    public ReplaceNetworkAclEntryResponse replaceNetworkAclEntry(
            ReplaceNetworkAclEntryRequest request) {
        NetworkAcl acl = store.networkAcls().get(request.networkAclId());
        NetworkAclEntry entry = checked(Reshape.copy(request, NetworkAclEntry.builder()).build());
        existing(acl, entry);
        Refusals.endDryRun(request.dryRun());
        put(acl, entry, entry);
        return ReplaceNetworkAclEntryResponse.builder().build();
    }

    public DeleteNetworkAclEntryResponse deleteNetworkAclEntry(
            DeleteNetworkAclEntryRequest request) {
        NetworkAcl acl = store.networkAcls().get(request.networkAclId());
        NetworkAclEntry asked = Reshape.copy(request, NetworkAclEntry.builder()).build();
        checkPlace(asked);
        NetworkAclEntry entry = existing(acl, asked);
        Refusals.endDryRun(request.dryRun());
        put(acl, entry, null);
        return DeleteNetworkAclEntryResponse.builder().build();
    }

    private static Optional<NetworkAclEntry> at(NetworkAcl acl, NetworkAclEntry place) {
        return acl.entries().stream().filter(each -> ORDER.compare(each, place) == 0).findFirst();
    }

    private static NetworkAclEntry existing(NetworkAcl acl, NetworkAclEntry place) {
        return at(acl, place)
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidNetworkAclEntry.NotFound",
                                "The network acl entry identified by %d does not exist."
                                        .formatted(place.ruleNumber())));
    }

    private void put(NetworkAcl acl, NetworkAclEntry place, @Nullable NetworkAclEntry entry) {
        List<NetworkAclEntry> entries =
                Stream.concat(
                                acl.entries().stream()
                                        .filter(each -> ORDER.compare(each, place) != 0),
                                Stream.ofNullable(entry))
                        .sorted(ORDER)
                        .toList();
        store.networkAcls().put(acl.toBuilder().entries(entries).build());
    }

    private static void checkPlace(NetworkAclEntry entry) {
        if (entry.egress() == null) {
            throw Refusals.missing("egress");
        }
        if (entry.ruleNumber() == null) {
            throw Refusals.missing("ruleNumber");
        }
        if (entry.ruleNumber() < 1 || entry.ruleNumber() >= NetworkAcls.LAST) {
            throw Refusals.invalid("ruleNumber", entry.ruleNumber(), "Expected: 1 to 32766.");
        }
    }

    private static NetworkAclEntry checked(NetworkAclEntry entry) {
        checkPlace(entry);
        String action = Refusals.required(entry.ruleActionAsString(), "ruleAction");
        if (entry.ruleAction() == RuleAction.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid("ruleAction", action, "Expected: allow, deny.");
        }
        String protocol = protocol(Refusals.required(entry.protocol(), "protocol"));
        NetworkAclEntry.Builder checked = entry.toBuilder().protocol(protocol);
        if ((entry.cidrBlock() == null) == (entry.ipv6CidrBlock() == null)) {
            throw entry.cidrBlock() == null
                    ? Refusals.missing("cidrBlock")
                    : Refusals.combination("Only one of cidrBlock and ipv6CidrBlock may be given");
        }
        if (entry.cidrBlock() != null) {
            checked.cidrBlock(
                    Cidr.parse(entry.cidrBlock())
                            .orElseThrow(() -> malformed("cidrBlock", entry.cidrBlock()))
                            .toString());
        } else {
            checked.ipv6CidrBlock(
                    Ipv6Cidr.canonical(entry.ipv6CidrBlock())
                            .orElseThrow(() -> malformed("ipv6CidrBlock", entry.ipv6CidrBlock())));
        }
        switch (protocol) {
            case "6", "17" -> checkPorts(entry.portRange());
            case "1", "58" -> checkMessage(entry.icmpTypeCode());
            default -> checked.portRange((PortRange) null).icmpTypeCode((IcmpTypeCode) null);
        }
        return checked.build();
    }

    private static AwsFailure malformed(String parameter, String range) {
        return Refusals.invalid(parameter, range, "This is not a valid CIDR block.");
    }

    private static String protocol(String given) {
        String number =
                switch (given.toLowerCase(Locale.ROOT)) {
                    case "all" -> "-1";
                    case "tcp" -> "6";
                    case "udp" -> "17";
                    case "icmp" -> "1";
                    case "icmpv6" -> "58";
                    default -> given;
                };
        if (!number.matches("-1|\\d{1,3}") || Integer.parseInt(number) > 255) {
            throw Refusals.invalid("Invalid value '" + given + "' for protocol. Unknown protocol.");
        }
        return number;
    }

    private static void checkPorts(@Nullable PortRange ports) {
        if (ports == null || ports.from() == null || ports.to() == null) {
            throw Refusals.missing("portRange");
        }
        if (ports.from() < 0 || ports.to() > 65535 || ports.from() > ports.to()) {
            throw Refusals.invalid(
                    "portRange",
                    ports.from() + "-" + ports.to(),
                    "Expected a range within 0-65535.");
        }
    }

    private static void checkMessage(@Nullable IcmpTypeCode message) {
        if (message == null || message.type() == null || message.code() == null) {
            throw Refusals.missing("icmpTypeCode");
        }
        if (message.type() < -1
                || message.type() > 255
                || message.code() < -1
                || message.code() > 255) {
            throw Refusals.invalid(
                    "icmpTypeCode",
                    message.type() + "/" + message.code(),
                    "Expected: -1 to 255 each.");
        }
    }
}
