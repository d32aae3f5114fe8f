package dev.sila.aws.kind;

import dev.sila.engine.Ref;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import org.jspecify.annotations.Nullable;

/**
 * A subnet: one metanetwork's share of one availability zone.
 *
 * @param name {@code environment_metanetwork_zone}; also the {@code Name} tag
 * @param cidr the IPv4 range inside the VPC's; fixed for life
 * @param availabilityZone the zone's name, such as {@code us-east-1a}; fixed for life
 * @param mapPublicIpOnLaunch whether instances get a public address unless their launch says
 *     otherwise
 */
public record Subnet(
        String name,
        Ref<Vpc> vpc,
        String cidr,
        String availabilityZone,
        @Nullable Boolean mapPublicIpOnLaunch,
        Tags tags)
        implements Spec {}
