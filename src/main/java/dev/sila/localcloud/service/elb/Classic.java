package dev.sila.localcloud.service.elb;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.Foundation;
import dev.sila.localcloud.Quota;
import dev.sila.localcloud.service.balancing.Identities;
import dev.sila.localcloud.service.balancing.Placement;
import dev.sila.localcloud.service.balancing.ResourceTags;
import dev.sila.localcloud.service.balancing.Subnets;
import dev.sila.localcloud.service.balancing.TargetInstances;
import dev.sila.localcloud.traffic.Balancers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What all handlers of classic load balancers share: everything that exists, by name. */
final class Classic {
    final Foundation foundation;
    final Balancers traffic;
    final Subnets network;
    final Placement placement;
    final TargetInstances instances;
    final Identities identities;
    final Map<String, BalancerEntry> balancers = new LinkedHashMap<>();
    final ResourceTags tags = new ResourceTags();

    Classic(
            Foundation foundation,
            Balancers traffic,
            Subnets network,
            TargetInstances instances,
            Identities identities) {
        this.foundation = foundation;
        this.traffic = traffic;
        this.network = network;
        this.placement = new Placement(network, 409);
        this.instances = instances;
        this.identities = identities;
    }

    BalancerEntry balancer(@Nullable String name) {
        BalancerEntry entry = balancers.get(String.valueOf(name));
        if (entry == null) {
            throw new AwsFailure(
                    "LoadBalancerNotFound",
                    "There is no ACTIVE Load Balancer named '" + name + "'");
        }
        return entry;
    }

    int limit(Quota quota) {
        return foundation.quotas().of(quota);
    }

    /** Refuses a certificate that does not exist, as classic balancers word it. */
    void certificate(@Nullable String arn) {
        if (identities.certificates().find(String.valueOf(arn)).isEmpty()) {
            throw new AwsFailure(
                    "CertificateNotFound", "Server Certificate not found for the key: " + arn);
        }
    }
}
