package dev.sila.aws;

import dev.sila.engine.Marks;
import dev.sila.engine.Tags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** The Elastic IP addresses of the region, Sila's and others'. */
public final class Addresses {
    /** When and by which run it was allocated: AWS itself does not tell of an address. */
    private static final String ALLOCATED = "sila:allocated";

    private final Ec2Client ec2;

    public Addresses(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /**
     * One address.
     *
     * @param environment the environment that Sila allocated it for; empty if for none
     * @param associationId null while nothing uses it
     * @param usedBy the instance or network interface that has it; empty if none
     * @param allocated when and by which run of Sila; empty if an environment's plan or somebody
     *     else allocated it
     */
    public record Address(
            String publicIp,
            String allocationId,
            String name,
            String environment,
            @Nullable String associationId,
            String usedBy,
            String allocated) {}

    /** All of the region, by number. */
    public List<Address> all() {
        return ec2
                .describeAddresses(DescribeAddressesRequest.builder().build())
                .addresses()
                .stream()
                .map(Addresses::address)
                .sorted(Comparator.comparing(Address::publicIp))
                .toList();
    }

    private static Address address(software.amazon.awssdk.services.ec2.model.Address found) {
        Map<String, String> tags = AwsTags.fromEc2(found.tags()).values();
        String instance = found.instanceId();
        String interfaceId = found.networkInterfaceId();
        boolean onInstance = instance != null && !instance.isEmpty();
        return new Address(
                found.publicIp(),
                found.allocationId(),
                tags.getOrDefault(AwsTags.NAME, ""),
                tags.getOrDefault(Marks.ENVIRONMENT, ""),
                found.associationId(),
                onInstance ? instance : interfaceId == null ? "" : interfaceId,
                tags.getOrDefault(ALLOCATED, ""));
    }

    /** A free one that is called so and that no environment owns; empty if there is none. */
    public Optional<Address> free(String name) {
        return all().stream()
                .filter(each -> !name.isEmpty() && each.name().equals(name))
                .filter(each -> each.environment().isEmpty() && each.associationId() == null)
                .findFirst();
    }

    /**
     * Allocates one; if the reply is lost, gives the one that this run has by then.
     *
     * @param name for its tag {@code Name}; empty for none
     * @param run this run's identifier
     */
    public Address allocate(String name, Instant now, String run) {
        String allocated = now.truncatedTo(ChronoUnit.SECONDS) + " by run " + run;
        Tags tags = Tags.of(ALLOCATED, allocated);
        AllocateAddressRequest request =
                AllocateAddressRequest.builder()
                        .domain(DomainType.VPC)
                        .tagSpecifications(
                                AwsTags.ec2(
                                        ResourceType.ELASTIC_IP,
                                        name.isEmpty() ? tags : tags.and(AwsTags.NAME, name)))
                        .build();
        try {
            var made = ec2.allocateAddress(request);
            return new Address(made.publicIp(), made.allocationId(), name, "", null, "", allocated);
        } catch (LostReply lost) {
            return all().stream()
                    .filter(each ->
                            each.allocated().equals(allocated) && each.associationId() == null)
                    .findFirst()
                    .orElseThrow(() -> lost);
        }
    }

    /**
     * Takes it from what uses it, if anything does, and gives it back to AWS for good. One that is
     * gone already is no failure; a lost reply is asked for again.
     */
    public void release(Address address) {
        String association = address.associationId();
        if (association != null) {
            AwsErrors.unlessGone(() ->
                    ec2.disassociateAddress(
                            DisassociateAddressRequest.builder()
                                    .associationId(association)
                                    .build()));
        }
        ReleaseAddressRequest request =
                ReleaseAddressRequest.builder().allocationId(address.allocationId()).build();
        try {
            AwsErrors.unlessGone(() -> ec2.releaseAddress(request));
        } catch (LostReply lost) {
            AwsErrors.unlessGone(() -> ec2.releaseAddress(request));
        }
    }
}
