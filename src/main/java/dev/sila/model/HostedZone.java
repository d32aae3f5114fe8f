package dev.sila.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hosted zone of the DNS.
 *
 * @param id such as {@code Z0123456789ABCDEFGHIJ}
 * @param name in small letters, without a dot at the end
 * @param hidden whether only the VPCs that it is associated with see it
 */
public record HostedZone(String id, String name, boolean hidden) {
    /** Whether a name lies in the zone: it is the zone's, or ends with a dot and the zone's. */
    public boolean holds(String dnsName) {
        return dnsName.equals(name) || dnsName.endsWith("." + name);
    }

    /**
     * Where a name belongs: into the public zone that has most of it in common, and as well into
     * such a private one, because in a VPC a private zone hides the public ones of its name.
     *
     * @param zones all public zones, and the private ones that the VPC sees
     */
    public static List<HostedZone> of(String dnsName, List<HostedZone> zones) {
        return Stream.of(false, true)
                .map(hidden -> nearest(dnsName, hidden, zones))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<HostedZone> nearest(
            String dnsName, boolean hidden, List<HostedZone> zones) {
        return zones.stream()
                .filter(each -> each.hidden() == hidden && each.holds(dnsName))
                .min(
                        Comparator.<HostedZone>comparingInt(each -> -each.name().length())
                                .thenComparing(HostedZone::id));
    }
}
