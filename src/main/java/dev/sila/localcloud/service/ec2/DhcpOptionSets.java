package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsResponse;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.DhcpOptions;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;

/** DHCP options sets. The first one is the region's default. */
public final class DhcpOptionSets {
    private static final String NONE = "default";
    private static final Set<String> ADDRESSES =
            Set.of("domain-name-servers", "ntp-servers", "netbios-name-servers");
    private static final Set<String> KEYS =
            Set.of(
                    "domain-name",
                    "domain-name-servers",
                    "ntp-servers",
                    "netbios-name-servers",
                    "netbios-node-type");

    private final Store store;

    DhcpOptionSets(Store store) {
        this.store = store;
    }

    /** Makes the region's default set. */
    void makeDefault() {
        String region = store.foundation().realm().region();
        String domain = region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
        put(
                List.of(
                        configuration("domain-name", List.of(domain)),
                        configuration("domain-name-servers", List.of("AmazonProvidedDNS"))));
    }

    private DhcpOptions put(List<DhcpConfiguration> configurations) {
        DhcpOptions row =
                DhcpOptions.builder()
                        .dhcpOptionsId(store.newId(ResourceKind.DHCP_OPTIONS))
                        .ownerId(store.account())
                        .dhcpConfigurations(configurations)
                        .build();
        store.dhcpOptions().put(row);
        return row;
    }

    private static DhcpConfiguration configuration(String key, List<String> values) {
        return DhcpConfiguration.builder()
                .key(key)
                .values(
                        values.stream()
                                .map(value -> AttributeValue.builder().value(value).build())
                                .toList())
                .build();
    }

    public CreateDhcpOptionsResponse createDhcpOptions(CreateDhcpOptionsRequest request) {
        if (request.dhcpConfigurations().isEmpty()) {
            throw Refusals.missing("dhcpConfiguration");
        }
        request.dhcpConfigurations().forEach(DhcpOptionSets::check);
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.DHCP_OPTIONS);
        Refusals.endDryRun(request.dryRun());
        DhcpOptions row =
                put(
                        request.dhcpConfigurations().stream()
                                .map(each -> configuration(each.key(), each.values()))
                                .toList());
        store.tags().add(row.dhcpOptionsId(), tags);
        return CreateDhcpOptionsResponse.builder()
                .dhcpOptions(store.dhcpOptions().tagged(row))
                .build();
    }

    private static void check(NewDhcpConfiguration configuration) {
        String key = Refusals.required(configuration.key(), "dhcpConfiguration.Key");
        List<String> values = configuration.values();
        if (!KEYS.contains(key)) {
            throw Refusals.invalid("dhcpConfiguration.Key", key, "Unknown DHCP option.");
        }
        if (values.isEmpty()) {
            throw Refusals.missing("dhcpConfiguration.Value");
        }
        if (ADDRESSES.contains(key)) {
            checkAddresses(key, values);
        } else if (values.size() > 1) {
            throw Refusals.invalid(key, values, "Only one value is allowed.");
        }
        if (key.equals("netbios-node-type")
                && !Set.of("1", "2", "4", "8").contains(values.getFirst())) {
            throw Refusals.invalid(key, values.getFirst(), "Invalid NetBIOS node type.");
        }
    }

    private static void checkAddresses(String key, List<String> values) {
        if (values.size() > 4) {
            throw Refusals.invalid(key, values, "At most four addresses are allowed.");
        }
        for (String value : values) {
            boolean amazons =
                    key.equals("domain-name-servers") && value.equals("AmazonProvidedDNS");
            if (!amazons && Cidr.address(value).isEmpty()) {
                throw Refusals.invalid(key, value, "Invalid IPv4 address.");
            }
        }
    }

    public DescribeDhcpOptionsResponse describeDhcpOptions(DescribeDhcpOptionsRequest request) {
        Page<DhcpOptions> page =
                store.dhcpOptions()
                        .page(
                                new Selection(
                                        request.dhcpOptionsIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeDhcpOptionsResponse.builder()
                .dhcpOptions(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Gives a VPC another set, or none for the identifier {@code default}. */
    public AssociateDhcpOptionsResponse associateDhcpOptions(AssociateDhcpOptionsRequest request) {
        String id = Refusals.required(request.dhcpOptionsId(), "dhcpOptionsId");
        if (!id.equals(NONE)) {
            store.dhcpOptions().get(id);
        }
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        Refusals.endDryRun(request.dryRun());
        store.vpcs().change(vpc, row -> row.toBuilder().dhcpOptionsId(id).build());
        return AssociateDhcpOptionsResponse.builder().build();
    }

    public DeleteDhcpOptionsResponse deleteDhcpOptions(DeleteDhcpOptionsRequest request) {
        String id = store.dhcpOptions().get(request.dhcpOptionsId()).dhcpOptionsId();
        boolean isDefault = store.dhcpOptions().ids().getFirst().equals(id);
        if (isDefault || store.vpcs().rows().anyMatch(vpc -> id.equals(vpc.dhcpOptionsId()))) {
            throw Refusals.dependency("dhcpOptions", id);
        }
        Refusals.endDryRun(request.dryRun());
        store.dhcpOptions().remove(id);
        return DeleteDhcpOptionsResponse.builder().build();
    }
}
