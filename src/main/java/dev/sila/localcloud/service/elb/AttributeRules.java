package dev.sila.localcloud.service.elb;

import static dev.sila.localcloud.service.balancing.Refused.invalid;
import static dev.sila.localcloud.service.balancing.Refused.outside;

import dev.sila.localcloud.AwsFailure;
import java.util.Set;
import software.amazon.awssdk.services.elasticloadbalancing.model.AccessLog;
import software.amazon.awssdk.services.elasticloadbalancing.model.AdditionalAttribute;
import software.amazon.awssdk.services.elasticloadbalancing.model.ConnectionDraining;
import software.amazon.awssdk.services.elasticloadbalancing.model.LoadBalancerAttributes;

/** The attributes of classic balancers, AWS's defaults and limits. */
final class AttributeRules {
    private static final String DESYNC = "elb.http.desyncmitigationmode";

    /** What a new balancer has. */
    static final LoadBalancerAttributes STANDARD =
            LoadBalancerAttributes.builder()
                    .crossZoneLoadBalancing(each -> each.enabled(false))
                    .accessLog(each -> each.enabled(false))
                    .connectionDraining(each -> each.enabled(false).timeout(300))
                    .connectionSettings(each -> each.idleTimeout(60))
                    .additionalAttributes(
                            AdditionalAttribute.builder().key(DESYNC).value("defensive").build())
                    .build();

    private AttributeRules() {}

    /** The attributes after a change; what is not given stays. */
    static LoadBalancerAttributes changed(
            LoadBalancerAttributes now, LoadBalancerAttributes given) {
        LoadBalancerAttributes.Builder after = now.toBuilder();
        if (given.crossZoneLoadBalancing() != null) {
            after.crossZoneLoadBalancing(given.crossZoneLoadBalancing());
        }
        if (given.accessLog() != null) {
            after.accessLog(accessLog(given.accessLog()));
        }
        if (given.connectionDraining() != null) {
            after.connectionDraining(
                    draining(now.connectionDraining(), given.connectionDraining()));
        }
        if (given.connectionSettings() != null) {
            outside("IdleTimeout", given.connectionSettings().idleTimeout(), 1, 4000);
            after.connectionSettings(given.connectionSettings());
        }
        if (!given.additionalAttributes().isEmpty()) {
            given.additionalAttributes().forEach(AttributeRules::additional);
            after.additionalAttributes(given.additionalAttributes());
        }
        return after.build();
    }

    private static AccessLog accessLog(AccessLog given) {
        if (!given.enabled()) {
            return given;
        }
        if (given.s3BucketName() == null || given.s3BucketName().isEmpty()) {
            throw PolicyTypes.conflict("Access logs need the name of an S3 bucket");
        }
        int interval = given.emitInterval() == null ? 60 : given.emitInterval();
        if (interval != 5 && interval != 60) {
            throw invalid("EmitInterval must be 5 or 60 minutes, not " + interval);
        }
        return given.toBuilder().emitInterval(interval).build();
    }

    private static ConnectionDraining draining(ConnectionDraining now, ConnectionDraining given) {
        int timeout = given.timeout() == null ? now.timeout() : given.timeout();
        outside("Connection draining timeout", timeout, 1, 3600);
        return given.toBuilder().timeout(timeout).build();
    }

    private static void additional(AdditionalAttribute given) {
        if (!DESYNC.equals(given.key())) {
            throw new AwsFailure(
                    "LoadBalancerAttributeNotFound",
                    "The load balancer attribute '" + given.key() + "' does not exist");
        }
        if (!Set.of("monitor", "defensive", "strictest").contains(String.valueOf(given.value()))) {
            throw PolicyTypes.conflict(
                    DESYNC + " must be monitor, defensive or strictest, not " + given.value());
        }
    }
}
