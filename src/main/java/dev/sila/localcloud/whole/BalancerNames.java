package dev.sila.localcloud.whole;

import dev.sila.localcloud.Realm;
import dev.sila.localcloud.service.acm.CertificateUsers;
import dev.sila.localcloud.service.balancing.HostedZones;
import dev.sila.localcloud.service.route53.AliasTargets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What Route 53 and ACM know of load balancers: their names, in the zones of Elastic Load
 * Balancing, and which of them use a certificate.
 */
final class BalancerNames implements AliasTargets, CertificateUsers {
    private final Realm realm;
    private final List<Supplier<Map<String, String>>> names = new ArrayList<>();
    private final List<CertificateUsers> users = new ArrayList<>();

    BalancerNames(Realm realm) {
        this.realm = realm;
    }

    /**
     * Has the balancers of another service known too.
     *
     * @param names the names of all balancers, each with its hosted zone
     * @param users the ARNs of the balancers that use a certificate
     */
    void add(Supplier<Map<String, String>> names, CertificateUsers users) {
        this.names.add(names);
        this.users.add(users);
    }

    @Override
    public boolean isZone(String hostedZoneId) {
        return hostedZoneId.equals(HostedZones.common(realm.region()))
                || hostedZoneId.equals(HostedZones.network(realm.region()));
    }

    @Override
    public boolean exists(String hostedZoneId, String name) {
        return names.stream().anyMatch(each -> hostedZoneId.equals(each.get().get(name)));
    }

    @Override
    public List<String> of(String certificateArn) {
        return users.stream().flatMap(each -> each.of(certificateArn).stream()).toList();
    }
}
