package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

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
        implements Spec {

    /** Finds, makes, changes and deletes subnets. */
    public static final class Handler implements Kind<Subnet> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<Subnet> type() {
            return Subnet.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("vpc", "cidr", "availabilityZone");
        }

        /** Two subnets of a VPC cannot overlap, and the new one mostly would. */
        @Override
        public Replacement replacement() {
            return Replacement.DELETE_FIRST;
        }

        /** Two subnets of a VPC cannot overlap. */
        @Override
        public boolean inTheWay(Subnet made, Subnet deleted) {
            return made.vpc().equals(deleted.vpc())
                    && AddressRange.of(made.cidr()).overlaps(AddressRange.of(deleted.cidr()));
        }

        @Override
        public List<Found<Subnet>> find(Scope scope, World world) {
            DescribeSubnetsRequest request =
                    DescribeSubnetsRequest.builder()
                            .filters(AwsTags.ofEnvironment(scope.environment()))
                            .maxResults(1000)
                            .build();
            return ec2.describeSubnetsPaginator(request).subnets().stream()
                    .map(each -> found(each, world))
                    .toList();
        }

        private static Found<Subnet> found(
                software.amazon.awssdk.services.ec2.model.Subnet subnet, World world) {
            Tags tags = AwsTags.fromEc2(subnet.tags());
            Subnet state =
                    new Subnet(
                            AwsTags.name(tags, subnet.subnetId()),
                            world.ref(Vpc.class, subnet.vpcId()),
                            subnet.cidrBlock(),
                            subnet.availabilityZone(),
                            subnet.mapPublicIpOnLaunch(),
                            tags);
            return new Found<>(subnet.subnetId(), state, AwsTags.attrs(tags));
        }

        @Override
        public String create(Scope scope, Subnet wanted, Ids ids) {
            String vpc = ids.of(wanted.vpc());
            CreateSubnetRequest request =
                    CreateSubnetRequest.builder()
                            .vpcId(vpc)
                            .cidrBlock(wanted.cidr())
                            .availabilityZone(wanted.availabilityZone())
                            .tagSpecifications(AwsTags.ec2(ResourceType.SUBNET, wanted.tags()))
                            .build();
            String id = calls.whenVisible(vpc, () -> ec2.createSubnet(request)).subnet().subnetId();
            if (Boolean.TRUE.equals(wanted.mapPublicIpOnLaunch())) {
                mapPublicIpOnLaunch(id, true);
            }
            return id;
        }

        @Override
        public void update(Found<Subnet> found, Subnet wanted, Diff diff, Ids ids) {
            if (diff.has("mapPublicIpOnLaunch") && wanted.mapPublicIpOnLaunch() != null) {
                mapPublicIpOnLaunch(found.id(), wanted.mapPublicIpOnLaunch());
            }
            if (diff.has("tags")) {
                calls.retag(found.id(), found.state().tags(), wanted.tags());
            }
        }

        private void mapPublicIpOnLaunch(String id, boolean map) {
            AttributeBooleanValue value = AttributeBooleanValue.builder().value(map).build();
            ModifySubnetAttributeRequest request =
                    ModifySubnetAttributeRequest.builder()
                            .subnetId(id)
                            .mapPublicIpOnLaunch(value)
                            .build();
            calls.whenVisible(id, () -> ec2.modifySubnetAttribute(request));
        }

        /** Network interfaces that AWS manages can linger for minutes after their owner went. */
        @Override
        public void delete(Found<Subnet> found) {
            DeleteSubnetRequest request =
                    DeleteSubnetRequest.builder().subnetId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteSubnet(request));
        }
    }
}
