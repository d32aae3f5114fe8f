package dev.sila.localcloud.service.elbv2;

import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.service.Certificates;
import dev.sila.localcloud.service.balancing.Identities;
import dev.sila.localcloud.service.balancing.Limits;
import dev.sila.localcloud.service.balancing.ResourceTags;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.traffic.Balancers;
import dev.sila.localcloud.wire.Service;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;

/** The service Elastic Load Balancing v2. */
public final class LoadBalancing {
    private final Elb elb;
    private final TargetGroups targetGroups;
    private final ResourceTags tags;
    private final Service service;

    public LoadBalancing(
            Foundation foundation,
            Balancers traffic,
            Subnets network,
            TargetInstances instances,
            Certificates certificates) {
        foundation.quotas().register(Limits.second());
        elb = new Elb(foundation, traffic, instances, new Identities(certificates));
        Places places = new Places(network);
        Actions actions = new Actions(elb);
        Listeners listeners = new Listeners(elb, actions);
        tags = elb.tags;
        targetGroups = new RegisteredInstances(elb);
        service =
                new Service(
                        "Elastic Load Balancing v2",
                        "elasticloadbalancing",
                        "2015-12-01",
                        Service.Protocol.QUERY,
                        List.of(
                                new LoadBalancerOperations(elb, places),
                                new LoadBalancerSettings(elb, places),
                                new TargetGroupOperations(elb, network, listeners),
                                new TargetOperations(elb),
                                new ListenerOperations(elb, actions, listeners),
                                new ListenerSettings(elb, listeners),
                                new RuleOperations(elb, actions, listeners),
                                new Inventory(elb),
                                new TagOperations(elb)));
    }

    public Service service() {
        return service;
    }

    /** The tags of a balancer, target group, listener or rule; none if there is no such thing. */
    public Map<String, String> tags(String arn) {
        return Map.copyOf(tags.of(arn));
    }

    /** The DNS names of all balancers, each with the hosted zone that it lies in. */
    public Map<String, String> names() {
        return elb.balancers.values().stream()
                .map(LoadBalancerEntry::model)
                .collect(
                        Collectors.toMap(
                                LoadBalancer::dnsName, LoadBalancer::canonicalHostedZoneId));
    }

    /** The ARNs of the balancers with a listener that has a certificate. */
    public List<String> usersOfCertificate(String certificateArn) {
        return elb.balancers.values().stream()
                .filter(balancer ->
                        balancer.listeners.values().stream()
                                .anyMatch(each -> each.allCertificates().contains(certificateArn)))
                .map(each -> each.arn)
                .toList();
    }

    /** What Auto Scaling does with target groups. */
    public TargetGroups targetGroups() {
        return targetGroups;
    }
}
