package dev.sila.localcloud.service.ec2;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * A request to run instances with everything decided and checked.
 *
 * @param cards at least one, the first at device index 0
 * @param publicAddress whether the first card gets a public address whenever the instance runs
 * @param credits {@code standard} or {@code unlimited}; empty for types without CPU credits
 * @param spot whether it runs on spare capacity
 */
record Launch(
        int count,
        Image image,
        InstanceTypeInfo type,
        List<Card> cards,
        boolean publicAddress,
        List<BlockDeviceMapping> disks,
        Optional<IamInstanceProfile> profile,
        Placement placement,
        String credits,
        boolean spot) {

    /** The subnet of the first card. */
    Subnet subnet() {
        return cards.getFirst().subnet();
    }

    /**
     * One network interface.
     *
     * @param existing the one that is attached; without it, one is made
     * @param address the private address that it is to have; null for any
     */
    record Card(
            int deviceIndex,
            Optional<NetworkInterface> existing,
            Subnet subnet,
            List<GroupIdentifier> groups,
            @Nullable String address,
            String description,
            boolean deleteOnTermination) {}
}
