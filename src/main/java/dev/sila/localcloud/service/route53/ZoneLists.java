package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.AwsFailure;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.route53.model.GetHostedZoneCountRequest;
import software.amazon.awssdk.services.route53.model.GetHostedZoneCountResponse;
import software.amazon.awssdk.services.route53.model.HostedZoneOwner;
import software.amazon.awssdk.services.route53.model.HostedZoneSummary;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByNameResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesByVpcResponse;
import software.amazon.awssdk.services.route53.model.ListHostedZonesRequest;
import software.amazon.awssdk.services.route53.model.ListHostedZonesResponse;

/** Lists hosted zones, in pages of at most 100. */
final class ZoneLists {
    private static final int MOST = 100;

    private final ZoneStore store;

    ZoneLists(ZoneStore store) {
        this.store = store;
    }

    /** Pages go on with the zone whose identifier is the marker. */
    public ListHostedZonesResponse listHostedZones(ListHostedZonesRequest request) {
        if (request.delegationSetId() != null) {
            throw new AwsFailure(
                    "NoSuchDelegationSet",
                    "No reusable delegation set found with ID: " + request.delegationSetId());
        }
        int size = size(request.maxItems(), MOST);
        String marker = request.marker() == null ? "" : ZoneStore.bare(request.marker());
        List<Zone> rest =
                store.zones.values().stream()
                        .filter(each -> each.id.compareTo(marker) >= 0)
                        .filter(each -> each.isPrivate || request.hostedZoneTypeAsString() == null)
                        .toList();
        boolean more = rest.size() > size;
        return ListHostedZonesResponse.builder()
                .hostedZones(rest.stream().limit(size).map(Zone::model).toList())
                .marker(marker)
                .maxItems(Integer.toString(size))
                .isTruncated(more)
                .nextMarker(more ? rest.get(size).id : null)
                .build();
    }

    public ListHostedZonesByNameResponse listHostedZonesByName(
            ListHostedZonesByNameRequest request) {
        int size = size(request.maxItems(), MOST);
        DnsName name = request.dnsName() == null ? null : Refusals.name(request.dnsName());
        String id = request.hostedZoneId() == null ? "" : ZoneStore.bare(request.hostedZoneId());
        if (name == null && !id.isEmpty()) {
            throw Refusals.input(
                    "If you include the hostedzoneid parameter you must also include the dnsname"
                            + " parameter.");
        }
        List<Zone> rest =
                store.zones.values().stream()
                        .sorted(
                                Comparator.<Zone, DnsName>comparing(each -> each.name)
                                        .thenComparing(each -> each.id))
                        .filter(each -> name == null || isFrom(each, name, id))
                        .toList();
        boolean more = rest.size() > size;
        return ListHostedZonesByNameResponse.builder()
                .hostedZones(rest.stream().limit(size).map(Zone::model).toList())
                .dnsName(request.dnsName())
                .hostedZoneId(id.isEmpty() ? null : id)
                .maxItems(Integer.toString(size))
                .isTruncated(more)
                .nextDNSName(more ? rest.get(size).name.text() : null)
                .nextHostedZoneId(more ? rest.get(size).id : null)
                .build();
    }

    private static boolean isFrom(Zone zone, DnsName name, String id) {
        int compared = zone.name.compareTo(name);
        return compared > 0 || (compared == 0 && zone.id.compareTo(id) >= 0);
    }

    /** A token is the identifier of the zone that comes next. */
    public ListHostedZonesByVpcResponse listHostedZonesByVPC(ListHostedZonesByVpcRequest request) {
        int size = size(request.maxItems(), MOST);
        String token = request.nextToken() == null ? "" : request.nextToken();
        if (!token.isEmpty() && !store.zones.containsKey(token)) {
            throw new AwsFailure(
                    "InvalidPaginationToken", "The specified pagination token is not valid.");
        }
        boolean here = request.vpcRegionAsString().equals(store.foundation.realm().region());
        List<Zone> rest =
                store.zones.values().stream()
                        .filter(each -> here && each.vpcs.contains(request.vpcId()))
                        .filter(each -> each.id.compareTo(token) >= 0)
                        .toList();
        return ListHostedZonesByVpcResponse.builder()
                .hostedZoneSummaries(rest.stream().limit(size).map(this::summary).toList())
                .maxItems(Integer.toString(size))
                .nextToken(rest.size() > size ? rest.get(size).id : null)
                .build();
    }

    private HostedZoneSummary summary(Zone zone) {
        String account = store.foundation.realm().account();
        return HostedZoneSummary.builder()
                .hostedZoneId(zone.id)
                .name(zone.name.text())
                .owner(HostedZoneOwner.builder().owningAccount(account).build())
                .build();
    }

    public GetHostedZoneCountResponse getHostedZoneCount(GetHostedZoneCountRequest request) {
        return GetHostedZoneCountResponse.builder()
                .hostedZoneCount((long) store.zones.size())
                .build();
    }

    /** How many items a page has: what is asked for, but never more than there may be. */
    static int size(@Nullable String maxItems, int most) {
        if (maxItems == null) {
            return most;
        }
        if (!maxItems.matches("[0-9]{1,9}") || Integer.parseInt(maxItems) < 1) {
            throw Refusals.input("The value of MaxItems must be a positive number: " + maxItems);
        }
        return Math.min(most, Integer.parseInt(maxItems));
    }
}
