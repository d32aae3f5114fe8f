package dev.sila.localcloud.service.route53;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;

/**
 * The service, and what other services see of public records. There are no health checks, reusable
 * delegation sets, traffic policies or CIDR collections: what refers to one is refused.
 */
public final class Route53 {
    private final ZoneStore store;
    private final Resolution resolution;
    private final Service service;

    /**
     * @param vpcs what private zones can be associated with
     * @param targets what alias records can point to outside of hosted zones
     */
    public Route53(Foundation foundation, Vpcs vpcs, AliasTargets targets) {
        store = new ZoneStore(foundation);
        resolution = new Resolution(store);
        service =
                new Service(
                        "Route 53",
                        "route53",
                        "2013-04-01",
                        Service.Protocol.REST_XML,
                        List.of(
                                new ZoneOperations(store, vpcs),
                                new ZoneLists(store),
                                new AssociationOperations(store, vpcs),
                                new ChangeOperations(store, targets),
                                new RecordLists(store),
                                new LimitOperations(store),
                                new TagOperations(store),
                                new AnswerOperations(store, resolution)));
    }

    public Service service() {
        return service;
    }

    public int zones() {
        return store.zones.size();
    }

    /** The tags of a hosted zone by its ARN; none if there is no such zone. */
    public Map<String, String> tags(String arn) {
        Zone zone = store.zones.get(arn.substring(arn.lastIndexOf('/') + 1));
        return zone == null ? Map.of() : Map.copyOf(zone.tags);
    }

    /**
     * The values that the public zones answer for a name.
     *
     * @param type such as {@code CNAME}
     */
    public List<String> publicValues(String name, String type) {
        return resolution.publicValues(DnsName.of(name), type);
    }
}
