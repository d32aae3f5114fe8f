package dev.sila.localcloud.service.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;

/** Maps elastic addresses to private ones, and keeps both sides telling the same. */
final class AddressMap {
    private final Store store;

    AddressMap(Store store) {
        this.store = store;
    }

    /**
     * Maps an address to a private address of an interface. What was mapped to either is unmapped.
     *
     * @return the association's identifier
     */
    String map(String allocationId, String interfaceId, String privateAddress) {
        unmap(allocationId);
        store.network()
                .addresses()
                .rows()
                .filter(each -> interfaceId.equals(each.networkInterfaceId()))
                .filter(each -> privateAddress.equals(each.privateIpAddress()))
                .forEach(each -> unmap(each.allocationId()));
        Address address = store.network().addresses().get(allocationId);
        NetworkInterface card = store.interfaces().get(interfaceId);
        String id = store.foundation().identity().ec2("eipassoc");
        store.network()
                .addresses()
                .put(
                        address.toBuilder()
                                .associationId(id)
                                .networkInterfaceId(interfaceId)
                                .networkInterfaceOwnerId(store.account())
                                .privateIpAddress(privateAddress)
                                .instanceId(instance(card))
                                .build());
        associate(
                card,
                privateAddress,
                NetworkInterfaceAssociation.builder()
                        .allocationId(allocationId)
                        .associationId(id)
                        .ipOwnerId(store.account())
                        .publicIp(address.publicIp())
                        .publicDnsName("")
                        .build());
        return id;
    }

    private static @Nullable String instance(NetworkInterface card) {
        return card.attachment() == null ? null : card.attachment().instanceId();
    }

    private void associate(
            NetworkInterface card,
            String privateAddress,
            @Nullable NetworkInterfaceAssociation association) {
        List<NetworkInterfacePrivateIpAddress> addresses =
                card.privateIpAddresses().stream()
                        .map(each ->
                                each.privateIpAddress().equals(privateAddress)
                                        ? each.toBuilder().association(association).build()
                                        : each)
                        .toList();
        NetworkInterface.Builder changed = card.toBuilder().privateIpAddresses(addresses);
        if (privateAddress.equals(card.privateIpAddress())) {
            changed.association(association);
        }
        store.interfaces().put(changed.build());
    }

    /** Unmaps an address, if it is mapped. */
    void unmap(String allocationId) {
        Address address = store.network().addresses().get(allocationId);
        if (address.associationId() == null) {
            return;
        }
        store.interfaces()
                .find(address.networkInterfaceId())
                .ifPresent(card -> associate(card, address.privateIpAddress(), null));
        store.network()
                .addresses()
                .put(
                        address.toBuilder()
                                .associationId(null)
                                .networkInterfaceId(null)
                                .networkInterfaceOwnerId(null)
                                .privateIpAddress(null)
                                .instanceId(null)
                                .build());
    }

    /** Unmaps all addresses of an interface. */
    void unmapAll(String interfaceId) {
        store.network()
                .addresses()
                .rows()
                .filter(each -> interfaceId.equals(each.networkInterfaceId()))
                .forEach(each -> unmap(each.allocationId()));
    }

    /** Tells the addresses of an interface which instance it is attached to now. */
    void follow(NetworkInterface card) {
        store.network()
                .addresses()
                .rows()
                .filter(each -> card.networkInterfaceId().equals(each.networkInterfaceId()))
                .map(each -> each.toBuilder().instanceId(instance(card)).build())
                .forEach(store.network().addresses()::put);
    }
}
