package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.balancing.HostedZones;
import dev.sila.localcloud.service.balancing.Identities;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The service Elastic Load Balancing: classic load balancers. */
public final class ClassicBalancing {
    private final Classic classic;
    private final ClassicBalancers balancers;
    private final Service service;

    public ClassicBalancing(
            Foundation foundation,
            Balancers traffic,
            Subnets network,
            TargetInstances instances,
            Certificates certificates) {
        foundation.quotas().register(Limits.classic());
        classic =
                new Classic(foundation, traffic, network, instances, new Identities(certificates));
        Living living = new Living(classic);
        Zones zones = new Zones(classic, living);
        ListenerOperations listeners = new ListenerOperations(classic, living);
        InstanceOperations registered = new InstanceOperations(classic);
        balancers = registered;
        service =
                new Service(
                        "Elastic Load Balancing",
                        "elasticloadbalancing",
                        "2012-06-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new BalancerOperations(classic, zones, listeners, living),
                                listeners,
                                zones,
                                registered,
                                new PolicyOperations(classic),
                                new PolicyUse(classic, living),
                                new SettingOperations(classic, living),
                                new TagOperations(classic)));
    }

    public Service service() {
        return service;
    }

    /** The tags of a balancer by its ARN; none if there is no such thing. */
    public Map<String, String> tags(String arn) {
        return Map.copyOf(classic.tags.of(arn.substring(arn.lastIndexOf('/') + 1)));
    }

    /** The DNS names of all balancers, each with the hosted zone that it lies in. */
    public Map<String, String> names() {
        String zone = HostedZones.common(classic.foundation.realm().region());
        return classic.balancers.values().stream()
                .collect(
                        Collectors.toMap(
                                each -> each.live.address().getHostAddress(), each -> zone));
    }

    /** The ARNs of the balancers with a listener that has a certificate. */
    public List<String> usersOfCertificate(String certificateArn) {
        return classic.balancers.values().stream()
                .filter(balancer ->
                        balancer.listeners.values().stream()
                                .anyMatch(each ->
                                        certificateArn.equals(each.model.sslCertificateId())))
                .map(each ->
                        classic.foundation
                                .realm()
                                .arn("elasticloadbalancing", "loadbalancer/" + each.name()))
                .toList();
    }

    /** What Auto Scaling does with classic balancers. */
    public ClassicBalancers balancers() {
        return balancers;
    }
}
