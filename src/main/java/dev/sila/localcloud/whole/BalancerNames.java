package dev.sila.localcloud.whole;

import dev.sila.localcloud.Realm;
import dev.sila.localcloud.service.balancing.HostedZones;
import dev.sila.localcloud.service.route53.AliasTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What alias records find of load balancers: their names, in the zones of Elastic Load Balancing.
 */
final class BalancerNames implements AliasTargets {
    private final Realm realm;
    private final List<Supplier<Map<String, String>>> services = new ArrayList<>();

    BalancerNames(Realm realm) {
        this.realm = realm;
    }

    /**
     * Has the names of another service's balancers found too.
     *
     * @param names the names of all balancers, each with its hosted zone
     */
    void add(Supplier<Map<String, String>> names) {
        services.add(names);
    }

    @Override
    public boolean isZone(String hostedZoneId) {
        return hostedZoneId.equals(HostedZones.common(realm.region()))
                || hostedZoneId.equals(HostedZones.network(realm.region()));
    }

    @Override
    public boolean exists(String hostedZoneId, String name) {
        return services.stream().anyMatch(each -> hostedZoneId.equals(each.get().get(name)));
    }
}
