package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * An Elastic IP address that is allocated for the environment and released with it. Static
 * addresses, which outlive environments, are no specs: see {@link NatGateway.Static}.
 *
 * @param name what uses it, such as a NAT gateway's name; also the {@code Name} tag
 */
public record ElasticIp(String name, Tags tags) implements Spec {

    /** Finds, allocates, tags and releases addresses. */
    public static final class Handler implements Kind<ElasticIp> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;
        private final AddressCalls addresses;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
            this.addresses = new AddressCalls(ec2, waiter);
        }

        @Override
        public Class<ElasticIp> type() {
            return ElasticIp.class;
        }

        @Override
        public List<Found<ElasticIp>> find(Scope scope, World world) {
            List<Address> own =
                    AddressReading.of(ec2, world).addresses().stream()
                            .filter(each -> Ownership.marked(AwsTags.fromEc2(each.tags()), scope))
                            .toList();
            Set<String> names =
                    own.stream()
                            .filter(each -> each.associationId() != null)
                            .map(Handler::name)
                            .collect(Collectors.toSet());
            return own.stream().map(each -> found(each, names)).toList();
        }

        private static String name(Address address) {
            return AwsTags.name(AwsTags.fromEc2(address.tags()), address.allocationId());
        }

        /**
         * AWS cannot be asked for an address with a token, so a death can leave a second one that
         * nothing uses. The name is the one's that is in use, lest what uses it be moved.
         */
        private static Found<ElasticIp> found(Address address, Set<String> inUse) {
            Tags tags = AwsTags.fromEc2(address.tags());
            String name = name(address);
            boolean spare = address.associationId() == null && inUse.contains(name);
            return new Found<>(
                    address.allocationId(),
                    new ElasticIp(spare ? name + ", spare" : name, tags),
                    AwsTags.attrs(tags));
        }

        @Override
        public String create(Scope scope, ElasticIp wanted, Ids ids) {
            AllocateAddressRequest request =
                    AllocateAddressRequest.builder()
                            .domain(DomainType.VPC)
                            .tagSpecifications(AwsTags.ec2(ResourceType.ELASTIC_IP, wanted.tags()))
                            .build();
            return ec2.allocateAddress(request).allocationId();
        }

        @Override
        public void update(Found<ElasticIp> found, ElasticIp wanted, Diff diff, Ids ids) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }

        /** A NAT gateway that goes holds its address to the end. */
        @Override
        public void delete(Found<ElasticIp> found) {
            addresses.awaitFree(found.id(), found.state().name());
            ReleaseAddressRequest request =
                    ReleaseAddressRequest.builder().allocationId(found.id()).build();
            calls.untilGone(
                    "Elastic IP address " + found.state().name() + " (" + found.id() + ")",
                    () -> ec2.releaseAddress(request));
        }
    }
}
