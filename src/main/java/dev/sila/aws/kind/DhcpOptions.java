package dev.sila.aws.kind;

import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        implements Spec {}
