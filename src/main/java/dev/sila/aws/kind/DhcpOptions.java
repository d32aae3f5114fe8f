package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeValue;
import software.amazon.awssdk.services.ec2.model.CreateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.DhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.NewDhcpConfiguration;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * A DHCP options set. AWS cannot change one: any difference replaces it.
 *
 * @param domainName the domain that hosts search, or null for the region's default
 * @param domainNameServers resolvers in order; {@code AmazonProvidedDNS} or addresses
 * @param ntpServers up to four addresses; empty for none
 */
public record DhcpOptions(
        String name,
        @Nullable String domainName,
        List<String> domainNameServers,
        List<String> ntpServers,
        Tags tags)
        implements Spec {

    /** Finds, makes, tags and deletes DHCP options sets. */
    public static final class Handler implements Kind<DhcpOptions> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<DhcpOptions> type() {
            return DhcpOptions.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("domainName", "domainNameServers", "ntpServers");
        }

        @Override
        public List<Found<DhcpOptions>> find(Scope scope, World world) {
            DescribeDhcpOptionsRequest request =
                    DescribeDhcpOptionsRequest.builder()
                            .filters(AwsTags.ofEnvironment(scope.environment()))
                            .maxResults(1000)
                            .build();
            return ec2.describeDhcpOptionsPaginator(request).dhcpOptions().stream()
                    .map(Handler::found)
                    .toList();
        }

        private static Found<DhcpOptions> found(
                software.amazon.awssdk.services.ec2.model.DhcpOptions options) {
            String id = options.dhcpOptionsId();
            Tags tags = AwsTags.fromEc2(options.tags());
            List<String> domain = values(options.dhcpConfigurations(), "domain-name");
            DhcpOptions state =
                    new DhcpOptions(
                            AwsTags.name(tags, id),
                            domain.isEmpty() ? null : domain.getFirst(),
                            values(options.dhcpConfigurations(), "domain-name-servers"),
                            values(options.dhcpConfigurations(), "ntp-servers"),
                            tags);
            return new Found<>(id, state, AwsTags.attrs(tags));
        }

        private static List<String> values(List<DhcpConfiguration> all, String key) {
            return all.stream()
                    .filter(each -> each.key().equals(key))
                    .flatMap(each -> each.values().stream())
                    .map(AttributeValue::value)
                    .toList();
        }

        @Override
        public String create(Scope scope, DhcpOptions wanted, Ids ids) {
            List<NewDhcpConfiguration> configurations = new ArrayList<>();
            if (wanted.domainName() != null) {
                configurations.add(configuration("domain-name", List.of(wanted.domainName())));
            }
            if (!wanted.domainNameServers().isEmpty()) {
                configurations.add(
                        configuration("domain-name-servers", wanted.domainNameServers()));
            }
            if (!wanted.ntpServers().isEmpty()) {
                configurations.add(configuration("ntp-servers", wanted.ntpServers()));
            }
            CreateDhcpOptionsRequest request =
                    CreateDhcpOptionsRequest.builder()
                            .dhcpConfigurations(configurations)
                            .tagSpecifications(
                                    AwsTags.ec2(ResourceType.DHCP_OPTIONS, wanted.tags()))
                            .build();
            var made = ec2.createDhcpOptions(request).dhcpOptions();
            // AWS answers with the tags; an endpoint that passes them over is asked once more.
            calls.retag(made.dhcpOptionsId(), AwsTags.fromEc2(made.tags()), wanted.tags());
            return made.dhcpOptionsId();
        }

        private static NewDhcpConfiguration configuration(String key, List<String> values) {
            return NewDhcpConfiguration.builder().key(key).values(values).build();
        }

        @Override
        public void update(Found<DhcpOptions> found, DhcpOptions wanted, Diff diff, Ids ids) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }

        @Override
        public void delete(Found<DhcpOptions> found) {
            DeleteDhcpOptionsRequest request =
                    DeleteDhcpOptionsRequest.builder().dhcpOptionsId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteDhcpOptions(request));
        }
    }
}
