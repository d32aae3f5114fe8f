package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Filters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;

/** Tells who uses network interfaces and addresses, in words. */
final class InterfaceUse {
    private final Ec2Client ec2;

    InterfaceUse(Ec2Client ec2) {
        this.ec2 = ec2;
    }

    /** What the interface is attached to; empty if it is to nothing, or gone. */
    Optional<String> holder(String id) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder().networkInterfaceIds(id).build();
        return AwsErrors.orIfGone(
                Optional.empty(),
                () ->
                        ec2.describeNetworkInterfaces(request).networkInterfaces().stream()
                                .flatMap(each -> Optional.ofNullable(each.attachment()).stream())
                                .map(InterfaceUse::holder)
                                .findFirst());
    }

    /** The interfaces of a subnet that have the address, and what they are attached to. */
    List<String> ofAddress(String subnet, String address) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .filters(
                                Filters.of("subnet-id", subnet),
                                Filters.of("addresses.private-ip-address", address))
                        .build();
        return ec2.describeNetworkInterfaces(request).networkInterfaces().stream()
                .map(InterfaceUse::named)
                .toList();
    }

    private static String named(NetworkInterface each) {
        NetworkInterfaceAttachment attachment = each.attachment();
        return each.networkInterfaceId() + (attachment == null ? "" : " of " + holder(attachment));
    }

    private static String holder(NetworkInterfaceAttachment attachment) {
        String instance = attachment.instanceId();
        return instance == null
                ? Objects.requireNonNullElse(attachment.instanceOwnerId(), "AWS")
                : "instance " + instance;
    }
}
