package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.engine.Attr;
import dev.sila.engine.Tags;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Names in the DNS, in the one form in which they can be compared. */
final class DnsNames {
    private DnsNames() {}

    /** What is known of a found balancer besides its spec. */
    static Map<Attr, String> attrs(Tags tags, String dnsName) {
        Map<Attr, String> attrs = new HashMap<>(AwsTags.attrs(tags));
        attrs.put(Attr.DNS_NAME, plain(dnsName));
        return attrs;
    }

    /**
     * In small letters, without the dot at the end, and without the {@code dualstack.} that the AWS
     * console puts before the names of load balancers in alias records.
     */
    static String plain(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceFirst("\\.$", "")
                .replaceFirst("^dualstack\\.", "");
    }
}
