package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.service.Reshape;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/**
 * Instances with their network as it is now. What was built is kept until the instance or one of
 * its interfaces changes: describing thousands of instances costs a look-up for each.
 */
final class InstanceViews {
    private record Kept(Instance row, List<NetworkInterface> cards, boolean named, Instance view) {
        @SuppressWarnings("ReferenceEquality") // equal rows would do, but cost a comparison
        boolean isOf(Instance other, List<NetworkInterface> otherCards, boolean otherNamed) {
            if (row != other || named != otherNamed || cards.size() != otherCards.size()) {
                return false;
            }
            for (int i = 0; i < cards.size(); i++) {
                if (cards.get(i) != otherCards.get(i)) {
                    return false;
                }
            }
            return true;
        }
    }

    private final Store store;
    private final Vpcs vpcs;
    private final Map<String, Kept> kept = new HashMap<>();

    InstanceViews(Store store, Vpcs vpcs) {
        this.store = store;
        this.vpcs = vpcs;
    }

    Instance of(Instance row) {
        String id = row.instanceId();
        List<NetworkInterface> cards = store.interfacesOfInstance().list(id);
        if (cards.isEmpty()) {
            kept.remove(id);
            return row;
        }
        boolean named = vpcs.dnsHostnames(cards.getFirst().vpcId());
        Kept before = kept.get(id);
        if (before != null && before.isOf(row, cards, named)) {
            return before.view();
        }
        Instance view = built(row, cards, named);
        kept.put(id, new Kept(row, cards, named, view));
        return view;
    }

    private Instance built(Instance row, List<NetworkInterface> cards, boolean named) {
        List<NetworkInterface> inOrder =
                cards.stream()
                        .sorted(Comparator.comparing(card -> card.attachment().deviceIndex()))
                        .toList();
        NetworkInterface first = inOrder.getFirst();
        String address = first.association() == null ? null : first.association().publicIp();
        return row.toBuilder()
                .securityGroups(first.groups())
                .sourceDestCheck(first.sourceDestCheck())
                .privateIpAddress(first.privateIpAddress())
                .publicIpAddress(address)
                .publicDnsName(address == null || !named ? "" : publicName(address))
                .networkInterfaces(inOrder.stream().map(card -> card(card, named)).toList())
                .build();
    }

    private InstanceNetworkInterface card(NetworkInterface row, boolean named) {
        InstanceNetworkInterface card =
                Reshape.copy(row, InstanceNetworkInterface.builder())
                        .interfaceType("interface")
                        .build();
        if (card.association() == null || card.association().publicIp() == null) {
            return card;
        }
        String name = named ? publicName(card.association().publicIp()) : "";
        return card.toBuilder()
                .association(card.association().toBuilder().publicDnsName(name).build())
                .build();
    }

    /** The name that resolves to the public address outside and to the private one inside. */
    private String publicName(String address) {
        String region = store.foundation().realm().region();
        String domain =
                region.equals("us-east-1")
                        ? "compute-1.amazonaws.com"
                        : region + ".compute.amazonaws.com";
        return "ec2-" + address.replace('.', '-') + "." + domain;
    }
}
