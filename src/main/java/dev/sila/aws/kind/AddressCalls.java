package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** What Elastic IP addresses are used for at this moment. */
final class AddressCalls {
    /** How AWS describes the network interface of a NAT gateway. */
    private static final Pattern OF_NAT_GATEWAY = Pattern.compile("NAT Gateway (nat-[0-9a-f]+)");

    private final Ec2Client ec2;
    private final Waiter waiter;

    AddressCalls(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.waiter = waiter;
    }

    /**
     * What uses an address.
     *
     * @param natGateway the NAT gateway's identifier, or null if it is none
     * @param words for people
     */
    record User(@Nullable String natGateway, String words) {}

    Optional<Address> allocated(String id) {
        return one(DescribeAddressesRequest.builder().allocationIds(id).build());
    }

    Optional<Address> at(String publicIp) {
        return one(DescribeAddressesRequest.builder().publicIps(publicIp).build());
    }

    private Optional<Address> one(DescribeAddressesRequest request) {
        return AwsErrors.orIfGone(
                Optional.empty(),
                () -> ec2.describeAddresses(request).addresses().stream().findFirst());
    }

    /** What uses the address; empty if nothing does. */
    Optional<User> user(Address address) {
        if (address.associationId() == null) {
            return Optional.empty();
        }
        if (address.instanceId() != null && !address.instanceId().isEmpty()) {
            return Optional.of(new User(null, "instance " + address.instanceId()));
        }
        String id = address.networkInterfaceId();
        String description = id == null ? "" : description(id);
        Matcher nat = OF_NAT_GATEWAY.matcher(description);
        if (nat.find()) {
            return Optional.of(new User(nat.group(1), "NAT gateway " + nat.group(1)));
        }
        String what = description.isEmpty() ? "" : " (" + description + ")";
        return Optional.of(new User(null, "network interface " + id + what));
    }

    private String description(String networkInterface) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .networkInterfaceIds(networkInterface)
                        .build();
        return AwsErrors.orIfGone(
                "",
                () ->
                        ec2.describeNetworkInterfaces(request).networkInterfaces().stream()
                                .map(NetworkInterface::description)
                                .findFirst()
                                .orElse(""));
    }

    /** Returns when nothing uses the address any more, or when it is gone. */
    void awaitFree(String allocation, String name) {
        Optional<User> user = allocated(allocation).flatMap(this::user);
        if (user.isPresent()) {
            Wait wait =
                    new Wait(
                            "Elastic IP address %s (%s) to be let go by %s"
                                    .formatted(name, allocation, user.get().words()),
                            Duration.ofMinutes(1),
                            Duration.ofMinutes(20));
            waiter.until(
                    wait,
                    () ->
                            allocated(allocation)
                                    .filter(each -> each.associationId() != null)
                                    .isEmpty());
        }
    }
}
