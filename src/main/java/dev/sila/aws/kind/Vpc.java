package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A virtual private cloud: the network of one environment.
 *
 * @param name the environment's name; also the {@code Name} tag
 * @param cidr the IPv4 range, /16 to /28; fixed for life
 * @param dnsSupport whether Amazon's resolver answers inside
 * @param dnsHostnames whether instances get DNS host names
 * @param dhcpOptions the DHCP options set, or null to leave whatever is associated
 */
public record Vpc(
        String name,
        String cidr,
        @Nullable Boolean dnsSupport,
        @Nullable Boolean dnsHostnames,
        @Nullable Ref<DhcpOptions> dhcpOptions,
        Tags tags)
        implements Spec {}
