package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import java.util.Set;

/**
 * A route table with its routes and the subnets associated with it. The VPC's local route is AWS's
 * own and no part of this; nor are propagated routes.
 *
 * @param name {@code environment_metanetwork}; also the {@code Name} tag
 * @param routes every static route
 * @param subnets the subnets explicitly associated
 */
public record RouteTable(
        String name, Ref<Vpc> vpc, Set<Route> routes, Set<Ref<Subnet>> subnets, Tags tags)
        implements Spec {

    /**
     * One route.
     *
     * @param destination an IPv4 range
     * @param target where it leads: an {@link InternetGateway}; a found target of another kind
     *     keeps its identifier
     */
    public record Route(String destination, Ref<?> target) {}
}
