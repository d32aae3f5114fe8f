package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;

/**
 * A network interface that reserves a private address for a hostclass's host, whichever attaches
 * it.
 *
 * @param name {@code environment_hostclass}; also the {@code Name} tag
 * @param privateAddress an IPv4 address of the subnet
 * @param securityGroups those of the metanetwork
 */
public record NetworkInterface(
        String name,
        Ref<Subnet> subnet,
        String privateAddress,
        Set<Ref<SecurityGroup>> securityGroups,
        Tags tags)
        implements Spec {}
