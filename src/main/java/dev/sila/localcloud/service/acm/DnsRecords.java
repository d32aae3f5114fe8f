package dev.sila.localcloud.service.acm;

import java.util.List;

/** Public DNS. Called under the local cloud's lock. */
@FunctionalInterface
public interface DnsRecords {
    /** The canonical names that a name has; none if it has none. */
    List<String> canonicalNames(String name);
}
