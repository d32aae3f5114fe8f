package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way from the VPC to one of AWS's services that does not lead through the internet. Its policy
 * is unmanaged; a new one has AWS's, which allows everything.
 *
 * @param name {@code environment_service}; also the {@code Name} tag
 * @param service the service's name without region and prefix, such as {@code s3}, {@code
 *     dynamodb}, {@code ssm}
 * @param type {@code Gateway} or {@code Interface}
 * @param routeTables those that lead to it; for gateways only, else empty
 * @param subnets where it has an interface each, at most one for a zone; for interfaces only
 * @param securityGroups who may use it; for interfaces only
 * @param privateDns whether the service's usual name leads to it; null for gateways
 */
public record VpcEndpoint(
        String name,
        Ref<Vpc> vpc,
        String service,
        String type,
        Set<Ref<RouteTable>> routeTables,
        Set<Ref<Subnet>> subnets,
        Set<Ref<SecurityGroup>> securityGroups,
        @Nullable Boolean privateDns,
        Tags tags)
        implements Spec {}
