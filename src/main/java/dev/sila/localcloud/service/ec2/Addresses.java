package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;
import software.amazon.awssdk.services.ec2.model.Vpc;

/**
 * Elastic addresses. They come from 198.18.0.0/15, which RFC 2544 keeps for tests, so that nobody
 * who calls one by mistake reaches a stranger.
 */
public final class Addresses {
    private static final Cidr POOL = Cidr.parse("198.18.0.0/15").orElseThrow();
    private static final String AMAZON = "amazon";

    private final Store store;
    private final AddressMap map;

    Addresses(Store store, AddressMap map) {
        this.store = store;
        this.map = map;
    }

    private Table<Address> table() {
        return store.network().addresses();
    }

    public AllocateAddressResponse allocateAddress(AllocateAddressRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "Domain",
                        "PublicIpv4Pool",
                        "NetworkBorderGroup",
                        "TagSpecifications",
                        "DryRun"));
        String region = store.foundation().realm().region();
        oneOf("domain", request.domainAsString(), "vpc");
        oneOf("publicIpv4Pool", request.publicIpv4Pool(), AMAZON);
        oneOf("networkBorderGroup", request.networkBorderGroup(), region);
        store.checkQuota(NetworkQuotas.ADDRESSES, table().rows().count(), "AddressLimitExceeded");
        Map<String, String> tags = Tagging.of(request.tagSpecifications(), ResourceKind.ADDRESS);
        Refusals.endDryRun(request.dryRun());
        Address address =
                Address.builder()
                        .allocationId(store.newId(ResourceKind.ADDRESS))
                        .publicIp(free())
                        .domain(DomainType.VPC)
                        .publicIpv4Pool(AMAZON)
                        .networkBorderGroup(region)
                        .build();
        table().put(address);
        store.tags().add(address.allocationId(), tags);
        return AllocateAddressResponse.builder()
                .allocationId(address.allocationId())
                .publicIp(address.publicIp())
                .domain(address.domain())
                .publicIpv4Pool(address.publicIpv4Pool())
                .networkBorderGroup(address.networkBorderGroup())
                .build();
    }

    private static void oneOf(String parameter, @Nullable String given, String only) {
        if (given != null && !given.equals(only)) {
            throw Refusals.invalid(parameter, given, "Expected: " + only + ".");
        }
    }

    private String free() {
        Set<String> taken = table().rows().map(Address::publicIp).collect(Collectors.toSet());
        long candidate = POOL.first() + 1;
        while (taken.contains(Cidr.text(candidate))) {
            candidate++;
        }
        return Cidr.text(candidate);
    }

    public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
        List<String> ids = new ArrayList<>(request.allocationIds());
        request.publicIps().forEach(each -> ids.add(at(each).allocationId()));
        return DescribeAddressesResponse.builder()
                .addresses(table().page(Selection.of(ids, request)).items())
                .build();
    }

    private Address at(String publicAddress) {
        return table().rows()
                .filter(each -> each.publicIp().equals(publicAddress))
                .findFirst()
                .orElseThrow(() ->
                        new AwsFailure(
                                "InvalidAddress.NotFound",
                                "Address '" + publicAddress + "' not found."));
    }

    /** Maps an address to an instance with one interface, or to an interface's private address. */
    public AssociateAddressResponse associateAddress(AssociateAddressRequest request) {
        Address address = asked(request.allocationId(), request.publicIp());
        NetworkInterface card = target(request);
        String wanted = request.privateIpAddress();
        String privateAddress = wanted == null ? card.privateIpAddress() : wanted;
        if (card.privateIpAddresses().stream()
                .map(NetworkInterfacePrivateIpAddress::privateIpAddress)
                .noneMatch(privateAddress::equals)) {
            throw Refusals.invalid(
                    "The IP address %s is not assigned to interface %s"
                            .formatted(privateAddress, card.networkInterfaceId()));
        }
        requireGateway(card.vpcId());
        checkOwn(address);
        boolean again =
                card.networkInterfaceId().equals(address.networkInterfaceId())
                        && privateAddress.equals(address.privateIpAddress());
        if (Boolean.FALSE.equals(request.allowReassociation()) && !again) {
            requireFree(address, card, privateAddress);
        }
        Refusals.endDryRun(request.dryRun());
        String id =
                again
                        ? address.associationId()
                        : map.map(
                                address.allocationId(), card.networkInterfaceId(), privateAddress);
        return AssociateAddressResponse.builder().associationId(id).build();
    }

    private Address asked(@Nullable String allocationId, @Nullable String publicAddress) {
        if (allocationId != null && publicAddress != null) {
            throw Refusals.combination(
                    "You may specify public IP or allocation id, but not both in the same call");
        }
        return publicAddress == null ? table().get(allocationId) : at(publicAddress);
    }

    private NetworkInterface target(AssociateAddressRequest request) {
        if (request.networkInterfaceId() != null && request.instanceId() != null) {
            throw Refusals.combination(
                    "You may specify instance id or network interface id, but not both");
        }
        if (request.networkInterfaceId() != null) {
            return store.interfaces().get(request.networkInterfaceId());
        }
        Instance instance = store.instances().get(request.instanceId());
        String id = instance.instanceId();
        if (!Set.of(
                        InstanceStateName.RUNNING,
                        InstanceStateName.STOPPING,
                        InstanceStateName.STOPPED)
                .contains(instance.state().name())) {
            throw new AwsFailure(
                    "InvalidInstanceID",
                    "The %s instance '%s' is not in a valid state for this operation."
                            .formatted(instance.state().nameAsString(), id));
        }
        List<NetworkInterface> cards =
                store.interfaces()
                        .rows()
                        .filter(each -> each.attachment() != null)
                        .filter(each -> id.equals(each.attachment().instanceId()))
                        .toList();
        if (cards.size() > 1) {
            throw new AwsFailure(
                    "InvalidInstanceID",
                    "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead."
                            .formatted(id));
        }
        return cards.getFirst();
    }

    private void requireGateway(String vpcId) {
        boolean attached =
                store.internetGateways()
                        .rows()
                        .flatMap(gateway -> gateway.attachments().stream())
                        .anyMatch(each -> each.vpcId().equals(vpcId));
        if (!attached) {
            throw new AwsFailure(
                    "Gateway.NotAttached",
                    "Network " + vpcId + " is not attached to any internet gateway");
        }
    }

    private static void requireFree(Address address, NetworkInterface card, String privateAddress) {
        if (address.associationId() != null) {
            throw associated(address.allocationId(), address.associationId());
        }
        card.privateIpAddresses().stream()
                .filter(each -> each.privateIpAddress().equals(privateAddress))
                .map(NetworkInterfacePrivateIpAddress::association)
                .filter(Objects::nonNull)
                .filter(each -> each.allocationId() != null)
                .forEach(each -> {
                    throw associated(card.networkInterfaceId(), each.associationId());
                });
    }

    private static AwsFailure associated(String resource, String associationId) {
        return new AwsFailure(
                "Resource.AlreadyAssociated",
                "resource %s is already associated with associate-id %s"
                        .formatted(resource, associationId));
    }

    /** Refuses to touch what a NAT gateway holds. */
    private void checkOwn(Address address) {
        boolean amazons =
                store.interfaces()
                        .find(address.networkInterfaceId())
                        .filter(NetworkInterface::requesterManaged)
                        .isPresent();
        if (amazons) {
            throw new AwsFailure(
                    "AuthFailure", "You do not have permission to access the specified resource.");
        }
    }

    public DisassociateAddressResponse disassociateAddress(DisassociateAddressRequest request) {
        if (request.associationId() == null && request.publicIp() != null) {
            at(request.publicIp());
            throw Refusals.invalid(
                    "You must specify an association id when unmapping an address from a VPC"
                            + " instance");
        }
        String id = Refusals.required(request.associationId(), "associationId");
        Address address =
                table().rows()
                        .filter(each -> id.equals(each.associationId()))
                        .findFirst()
                        .orElseThrow(() ->
                                new AwsFailure(
                                        "InvalidAssociationID.NotFound",
                                        "The association ID '" + id + "' does not exist"));
        checkOwn(address);
        Refusals.endDryRun(request.dryRun());
        map.unmap(address.allocationId());
        return DisassociateAddressResponse.builder().build();
    }

    /** Gives an address back; one of an instance of the default VPC is unmapped on the way. */
    public ReleaseAddressResponse releaseAddress(ReleaseAddressRequest request) {
        if (request.allocationId() == null && request.publicIp() != null) {
            at(request.publicIp());
            throw Refusals.invalid(
                    "You must specify an allocation id when releasing a VPC elastic IP address");
        }
        Address address = table().get(request.allocationId());
        checkOwn(address);
        if (address.associationId() != null && !unmapsItself(address)) {
            throw new AwsFailure(
                    "InvalidIPAddress.InUse", "Address " + address.publicIp() + " is in use.");
        }
        Refusals.endDryRun(request.dryRun());
        map.unmap(address.allocationId());
        table().remove(address.allocationId());
        return ReleaseAddressResponse.builder().build();
    }

    private boolean unmapsItself(Address address) {
        return address.instanceId() != null
                && store.interfaces()
                        .find(address.networkInterfaceId())
                        .flatMap(card -> store.vpcs().find(card.vpcId()))
                        .filter(Vpc::isDefault)
                        .isPresent();
    }
}
