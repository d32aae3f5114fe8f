package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
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
        try {
            return ec2.describeNetworkInterfaces(request).networkInterfaces().stream()
                    .flatMap(each -> Optional.ofNullable(each.attachment()).stream())
                    .map(InterfaceUse::holder)
                    .findFirst();
        } catch (Ec2Exception e) {
            if (AwsErrors.notFound(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The interfaces of a subnet that have the address, and what they are attached to. */
    List<String> ofAddress(String subnet, String address) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .filters(
                                filter("subnet-id", subnet),
                                filter("addresses.private-ip-address", address))
                        .build();
        return ec2.describeNetworkInterfaces(request).networkInterfaces().stream()
                .map(InterfaceUse::named)
                .toList();
    }

    private static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
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
