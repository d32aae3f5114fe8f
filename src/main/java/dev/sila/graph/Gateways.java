package dev.sila.graph;

import dev.sila.engine.Ref;
import java.util.Locale;
import java.util.Map;

/** What gateways are called. */
final class Gateways {
    private static final Map<String, String> BY_PREFIX =
            Map.ofEntries(
                    Map.entry("igw", "internet gateway"),
                    Map.entry("eigw", "egress-only gateway"),
                    Map.entry("nat", "NAT gateway"),
                    Map.entry("vgw", "VPN gateway"),
                    Map.entry("pcx", "peering"),
                    Map.entry("tgw", "transit gateway"),
                    Map.entry("eni", "network interface"),
                    Map.entry("i", "instance"),
                    Map.entry("vpce", "endpoint"));

    private Gateways() {}

    /** Two lines: what it is and its name; a found one of elsewhere has an identifier for it. */
    static String title(Ref<?> target) {
        String name = target.name();
        int hyphen = name.indexOf('-');
        String byPrefix =
                name.matches("[a-z]+-[0-9a-f]{8,17}")
                        ? BY_PREFIX.get(name.substring(0, hyphen))
                        : null;
        if (byPrefix != null) {
            return byPrefix + "\n" + name;
        }
        String noun = target.key().noun().toLowerCase(Locale.ROOT);
        return (noun.contains("peering") ? "peering" : noun) + "\n" + name;
    }
}
