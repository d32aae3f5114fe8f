package dev.sila.localcloud.service.ec2;

import java.util.List;

/** The handlers of networks that nothing but the wire layer calls, put together. */
record NetworkParts(Store store, NetworkInterfaces interfaces, AddressMap map) {
    List<Object> of(PrefixLists prefixLists, Zones zones, Vpcs vpcs, InstanceTypes types) {
        EndpointServices services = new EndpointServices(store, zones);
        return List.of(
                prefixLists,
                new OwnPrefixLists(store, prefixLists),
                new NetworkAclEntries(store),
                new PeerGroups(store),
                new SecondaryAddresses(store, interfaces),
                new InterfaceAttachments(store, interfaces, types, map),
                new InterfaceAttributes(store, interfaces),
                new Addresses(store, map),
                new NatGateways(store, interfaces, map),
                new VpnGateways(store, zones),
                new RoutePropagation(store),
                new Peerings(store),
                new PeeringOptions(store),
                services,
                new Endpoints(
                        store,
                        new GatewayEndpoints(store, services, prefixLists),
                        new InterfaceEndpoints(store, services, interfaces, vpcs)));
    }
}
