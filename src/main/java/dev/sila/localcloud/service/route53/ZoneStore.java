package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ChangeStatus;

/** All hosted zones by their identifiers, and the changes on their way to the name servers. */
final class ZoneStore {
    static final Quota ZONES =
            new Quota("route53", "L-4EA4796A", "Hosted zones per account", 500, true);
    static final Quota RECORDS =
            new Quota("route53", "L-E209CC9F", "Records per hosted zone", 10_000, true);
    static final Quota VPCS =
            new Quota(
                    "route53",
                    "L-84B40094",
                    "Amazon VPCs that you can associate with a private hosted zone",
                    300,
                    true);

    /** Changes generally reach all name servers within 60 seconds (API reference, GetChange). */
    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    private static final int REMEMBERED = 10_000;

    private record Change(Instant submitted, Instant inSync, @Nullable String comment) {}

    final Foundation foundation;
    final Map<String, Zone> zones = new TreeMap<>();
    private final Map<String, Change> changes = new LinkedHashMap<>();

    ZoneStore(Foundation foundation) {
        this.foundation = foundation;
        foundation.quotas().register(List.of(ZONES, RECORDS, VPCS));
    }

    Zone zone(String given) {
        Zone zone = zones.get(bare(given));
        if (zone == null) {
            throw Refusals.noZone(bare(given));
        }
        return zone;
    }

    /** An identifier without the path that some clients leave in front of it. */
    static String bare(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    String newId(String prefix) {
        return foundation.identity().iam(prefix).toUpperCase(Locale.ROOT);
    }

    int limit(Quota quota) {
        return foundation.quotas().of(quota);
    }

    /** The zones of one name. */
    Stream<Zone> named(DnsName name) {
        return zones.values().stream().filter(each -> each.name.equals(name));
    }

    /** A change that was made just now and still has to reach the name servers. */
    ChangeInfo changed(@Nullable String comment) {
        Instant now = foundation.timeline().now().truncatedTo(ChronoUnit.MILLIS);
        String id = newId("C");
        changes.put(
                id, new Change(now, now.plus(foundation.timeline().scaled(PROPAGATION)), comment));
        if (changes.size() > REMEMBERED) {
            changes.remove(changes.keySet().iterator().next());
        }
        return change(id);
    }

    /** A change as it is now; null if there was none. */
    @Nullable ChangeInfo find(String given) {
        return changes.containsKey(bare(given)) ? change(bare(given)) : null;
    }

    private ChangeInfo change(String id) {
        Change change = java.util.Objects.requireNonNull(changes.get(id));
        boolean pending = foundation.timeline().now().isBefore(change.inSync());
        return ChangeInfo.builder()
                .id("/change/" + id)
                .status(pending ? ChangeStatus.PENDING : ChangeStatus.INSYNC)
                .submittedAt(change.submitted())
                .comment(change.comment())
                .build();
    }
}
