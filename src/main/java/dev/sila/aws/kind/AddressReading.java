package dev.sila.aws.kind;

import dev.sila.engine.World;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

/**
 * All Elastic IP addresses of the account and region, as one call tells them; AWS does not page
 * them.
 */
record AddressReading(List<Address> addresses) {
    static AddressReading of(Ec2Client ec2, World world) {
        return world.once(
                "addresses",
                AddressReading.class,
                () -> new AddressReading(ec2.describeAddresses().addresses()));
    }

    /** The address with that allocation identifier. */
    Optional<Address> allocated(String id) {
        return addresses.stream().filter(each -> id.equals(each.allocationId())).findFirst();
    }

    /** The address that is this public one. */
    Optional<Address> at(String publicIp) {
        return addresses.stream().filter(each -> publicIp.equals(each.publicIp())).findFirst();
    }
}
