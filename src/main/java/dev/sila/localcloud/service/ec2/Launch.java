package dev.sila.localcloud.service.ec2;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.Subnet;

/** A request to run instances with everything decided and checked. */
record Launch(
        int count,
        Image image,
        InstanceTypeInfo type,
        Subnet subnet,
        List<GroupIdentifier> groups,
        @Nullable String privateAddress,
        boolean publicAddress,
        List<BlockDeviceMapping> disks,
        Optional<IamInstanceProfile> profile) {}
