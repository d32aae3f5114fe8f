package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.AssignPrivateIpAddressesResponse;
import software.amazon.awssdk.services.ec2.model.AssignedPrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesRequest;
import software.amazon.awssdk.services.ec2.model.UnassignPrivateIpAddressesResponse;

/** The addresses that an interface has beside its primary one. */
public final class SecondaryAddresses {
    /** What the largest instance types carry; a smaller one refuses when it is attached. */
    private static final int MOST = 50;

    /**
     * The addresses that a request asks for.
     *
     * @param count how many more, whichever are free
     */
    record Wanted(@Nullable String primary, List<String> others, int count) {}

    private final Store store;
    private final NetworkInterfaces interfaces;

    SecondaryAddresses(Store store, NetworkInterfaces interfaces) {
        this.store = store;
        this.interfaces = interfaces;
    }

    static Wanted wanted(CreateNetworkInterfaceRequest request) {
        List<String> others = new ArrayList<>();
        List<String> primaries = new ArrayList<>();
        if (request.privateIpAddress() != null) {
            primaries.add(request.privateIpAddress());
        }
        for (PrivateIpAddressSpecification each : request.privateIpAddresses()) {
            String address = Refusals.required(each.privateIpAddress(), "privateIpAddress");
            (Boolean.TRUE.equals(each.primary()) ? primaries : others).add(address);
        }
        if (primaries.size() > 1) {
            throw Refusals.invalid("Only one primary private IP address can be specified.");
        }
        Integer count = request.secondaryPrivateIpAddressCount();
        if (count != null && !others.isEmpty()) {
            throw both();
        }
        return new Wanted(
                primaries.isEmpty() ? null : primaries.getFirst(),
                others,
                count == null ? 0 : count);
    }

    private static AwsFailure both() {
        return Refusals.combination(
                "Only one of the following parameters can be specified: privateIpAddresses,"
                        + " secondaryPrivateIpAddressCount");
    }

    /** Refuses addresses that cannot be had. */
    void check(Subnet subnet, Wanted wanted) {
        if (wanted.primary() != null) {
            interfaces.checked(subnet, wanted.primary());
        }
        wanted.others().forEach(each -> interfaces.checked(subnet, each));
        Set<String> distinct = new HashSet<>(wanted.others());
        if (distinct.size() < wanted.others().size() || distinct.contains(wanted.primary())) {
            throw Refusals.invalid("Duplicate private IP addresses are specified.");
        }
        if (wanted.others().size() + wanted.count() >= MOST) {
            throw new AwsFailure(
                    "PrivateIpAddressLimitExceeded",
                    "The interface would have more private IP addresses than any instance takes.");
        }
        if (interfaces.freeCount(subnet) <= wanted.others().size() + wanted.count()) {
            throw NetworkInterfaces.noAddresses();
        }
    }

    /** Gives a row the addresses, which were checked, and as many more. */
    NetworkInterface add(NetworkInterface row, List<String> addresses, int more) {
        Subnet subnet = store.subnets().get(row.subnetId());
        NetworkInterface changed = row;
        for (String each : addresses) {
            changed = add(changed, each);
        }
        for (int i = 0; i < more; i++) {
            changed = add(changed, interfaces.free(subnet));
        }
        return changed;
    }

    private NetworkInterface add(NetworkInterface row, String address) {
        List<NetworkInterfacePrivateIpAddress> all = new ArrayList<>(row.privateIpAddresses());
        all.add(
                NetworkInterfacePrivateIpAddress.builder()
                        .primary(false)
                        .privateIpAddress(address)
                        .privateDnsName(interfaces.privateName(address))
                        .build());
        NetworkInterface changed = row.toBuilder().privateIpAddresses(all).build();
        store.interfaces().put(changed);
        return changed;
    }

    public AssignPrivateIpAddressesResponse assignPrivateIpAddresses(
            AssignPrivateIpAddressesRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "NetworkInterfaceId",
                        "PrivateIpAddresses",
                        "SecondaryPrivateIpAddressCount",
                        "AllowReassignment"));
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        List<String> addresses = request.privateIpAddresses();
        Integer count = request.secondaryPrivateIpAddressCount();
        if (addresses.isEmpty() == (count == null)) {
            throw count == null ? Refusals.missing("privateIpAddresses") : both();
        }
        Subnet subnet = store.subnets().get(row.subnetId());
        if (Boolean.TRUE.equals(request.allowReassignment())) {
            addresses.forEach(each -> takeAway(subnet, row, each));
        }
        int more = count == null ? 0 : count;
        check(subnet, new Wanted(null, addresses, row.privateIpAddresses().size() - 1 + more));
        NetworkInterface changed = add(row, addresses, more);
        return AssignPrivateIpAddressesResponse.builder()
                .networkInterfaceId(row.networkInterfaceId())
                .assignedPrivateIpAddresses(
                        changed.privateIpAddresses().stream()
                                .skip(row.privateIpAddresses().size())
                                .map(SecondaryAddresses::assigned)
                                .toList())
                .build();
    }

    private static AssignedPrivateIpAddress assigned(NetworkInterfacePrivateIpAddress address) {
        return AssignedPrivateIpAddress.builder()
                .privateIpAddress(address.privateIpAddress())
                .build();
    }

    /** Takes a secondary address away from whichever other interface of the subnet has it. */
    private void takeAway(Subnet subnet, NetworkInterface to, String address) {
        store.interfaces()
                .rows()
                .filter(each -> each.subnetId().equals(subnet.subnetId()))
                .filter(each -> !each.networkInterfaceId().equals(to.networkInterfaceId()))
                .filter(each -> secondary(each, address))
                .forEach(each -> remove(each, List.of(address)));
    }

    private static boolean secondary(NetworkInterface row, String address) {
        return row.privateIpAddresses().stream()
                .anyMatch(each -> !each.primary() && each.privateIpAddress().equals(address));
    }

    private void remove(NetworkInterface row, List<String> addresses) {
        store.network()
                .addresses()
                .rows()
                .filter(each -> row.networkInterfaceId().equals(each.networkInterfaceId()))
                .filter(each -> addresses.contains(each.privateIpAddress()))
                .forEach(each -> new AddressMap(store).unmap(each.allocationId()));
        store.interfaces()
                .change(
                        row.networkInterfaceId(),
                        now ->
                                now.toBuilder()
                                        .privateIpAddresses(
                                                now.privateIpAddresses().stream()
                                                        .filter(each -> !has(addresses, each))
                                                        .toList())
                                        .build());
    }

    private static boolean has(List<String> addresses, NetworkInterfacePrivateIpAddress address) {
        return addresses.contains(address.privateIpAddress());
    }

    public UnassignPrivateIpAddressesResponse unassignPrivateIpAddresses(
            UnassignPrivateIpAddressesRequest request) {
        Refusals.supportedOnly(request, Set.of("NetworkInterfaceId", "PrivateIpAddresses"));
        NetworkInterface row = store.interfaces().get(request.networkInterfaceId());
        if (request.privateIpAddresses().isEmpty()) {
            throw Refusals.missing("privateIpAddresses");
        }
        for (String each : request.privateIpAddresses()) {
            if (!secondary(row, each)) {
                throw Refusals.invalid(
                        "Some of the specified addresses are not assigned to interface %s as secondary addresses: %s"
                                .formatted(row.networkInterfaceId(), each));
            }
        }
        remove(row, request.privateIpAddresses());
        return UnassignPrivateIpAddressesResponse.builder().build();
    }
}
