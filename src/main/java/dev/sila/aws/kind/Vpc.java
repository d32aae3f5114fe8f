package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AssociateDhcpOptionsRequest;
import software.amazon.awssdk.services.ec2.model.AttributeBooleanValue;
import software.amazon.awssdk.services.ec2.model.CreateVpcRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcsRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.VpcAttributeName;

/**
 * A virtual private cloud: the network of one environment.
 *
 * @param name the environment's name; also the {@code Name} tag
 * @param cidr the IPv4 range, /16 to /28; fixed for life
 * @param dnsSupport whether Amazon's resolver answers inside
 * @param dnsHostnames whether instances get DNS host names
 * @param dhcpOptions the DHCP options set, or null to leave whatever is associated
 */
public record Vpc(
        String name,
        String cidr,
        @Nullable Boolean dnsSupport,
        @Nullable Boolean dnsHostnames,
        @Nullable Ref<DhcpOptions> dhcpOptions,
        Tags tags)
        implements Spec {

    /** Finds, makes, changes and deletes VPCs. */
    public static final class Handler implements Kind<Vpc> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<Vpc> type() {
            return Vpc.class;
        }

        /** AWS fixes the range for life; more ranges can be added, the first cannot be changed. */
        @Override
        public Set<String> immutable() {
            return Set.of("cidr");
        }

        @Override
        public List<Found<Vpc>> find(Scope scope, World world) {
            DescribeVpcsRequest request =
                    DescribeVpcsRequest.builder()
                            .filters(AwsTags.ofEnvironment(scope.environment()))
                            .maxResults(1000)
                            .build();
            return ec2.describeVpcsPaginator(request).vpcs().stream()
                    .flatMap(each -> found(each, world).stream())
                    .toList();
        }

        /** Empty if it goes while it is being read. */
        private Optional<Found<Vpc>> found(
                software.amazon.awssdk.services.ec2.model.Vpc vpc, World world) {
            return AwsErrors.orIfGone(Optional.empty(), () -> Optional.of(read(vpc, world)));
        }

        private Found<Vpc> read(software.amazon.awssdk.services.ec2.model.Vpc vpc, World world) {
            Tags tags = AwsTags.fromEc2(vpc.tags());
            Vpc state =
                    new Vpc(
                            AwsTags.name(tags, vpc.vpcId()),
                            vpc.cidrBlock(),
                            attribute(vpc.vpcId(), VpcAttributeName.ENABLE_DNS_SUPPORT),
                            attribute(vpc.vpcId(), VpcAttributeName.ENABLE_DNS_HOSTNAMES),
                            world.ref(DhcpOptions.class, vpc.dhcpOptionsId()),
                            tags);
            return new Found<>(vpc.vpcId(), state, AwsTags.attrs(tags));
        }

        private boolean attribute(String id, VpcAttributeName name) {
            DescribeVpcAttributeResponse answer =
                    ec2.describeVpcAttribute(
                            DescribeVpcAttributeRequest.builder()
                                    .vpcId(id)
                                    .attribute(name)
                                    .build());
            return name == VpcAttributeName.ENABLE_DNS_SUPPORT
                    ? answer.enableDnsSupport().value()
                    : answer.enableDnsHostnames().value();
        }

        @Override
        public String create(Scope scope, Vpc wanted, Ids ids) {
            String id =
                    ec2.createVpc(
                                    CreateVpcRequest.builder()
                                            .cidrBlock(wanted.cidr())
                                            .tagSpecifications(
                                                    AwsTags.ec2(ResourceType.VPC, wanted.tags()))
                                            .build())
                            .vpc()
                            .vpcId();
            // AWS's defaults for a new VPC: DNS support, no host names, the region's DHCP options.
            setDns(
                    id,
                    Boolean.FALSE.equals(wanted.dnsSupport()) ? false : null,
                    Boolean.TRUE.equals(wanted.dnsHostnames()) ? true : null);
            associate(id, wanted.dhcpOptions(), ids);
            return id;
        }

        @Override
        public void update(Found<Vpc> found, Vpc wanted, Diff diff, Ids ids) {
            setDns(
                    found.id(),
                    diff.has("dnsSupport") ? wanted.dnsSupport() : null,
                    diff.has("dnsHostnames") ? wanted.dnsHostnames() : null);
            if (diff.has("dhcpOptions")) {
                associate(found.id(), wanted.dhcpOptions(), ids);
            }
            if (diff.has("tags")) {
                calls.retag(found.id(), found.state().tags(), wanted.tags());
            }
        }

        /** AWS has host names only with DNS support; so that goes last and comes first. */
        private void setDns(String id, @Nullable Boolean support, @Nullable Boolean hostnames) {
            if (Boolean.TRUE.equals(support)) {
                modify(id, request -> request.enableDnsSupport(value(true)));
            }
            if (hostnames != null) {
                modify(id, request -> request.enableDnsHostnames(value(hostnames)));
            }
            if (Boolean.FALSE.equals(support)) {
                modify(id, request -> request.enableDnsSupport(value(false)));
            }
        }

        private void modify(String id, Consumer<ModifyVpcAttributeRequest.Builder> change) {
            ModifyVpcAttributeRequest.Builder request =
                    ModifyVpcAttributeRequest.builder().vpcId(id);
            change.accept(request);
            calls.whenVisible(id, () -> ec2.modifyVpcAttribute(request.build()));
        }

        private static AttributeBooleanValue value(boolean value) {
            return AttributeBooleanValue.builder().value(value).build();
        }

        private void associate(String id, @Nullable Ref<DhcpOptions> options, Ids ids) {
            if (options != null) {
                AssociateDhcpOptionsRequest request =
                        AssociateDhcpOptionsRequest.builder()
                                .vpcId(id)
                                .dhcpOptionsId(ids.of(options))
                                .build();
                calls.whenVisible(id, () -> ec2.associateDhcpOptions(request));
            }
        }

        /** Its default security group and main route table go with it. */
        @Override
        public void delete(Found<Vpc> found) {
            DeleteVpcRequest request = DeleteVpcRequest.builder().vpcId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteVpc(request));
        }
    }
}
