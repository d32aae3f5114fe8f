package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ConnectivityType;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNatGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNatGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddressStatus;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceType;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * NAT gateways. What is wrong with the address or the network shows later, as the state failed (VPC
 * user guide, "Troubleshoot NAT gateways"); failed and deleted ones are listed for an hour.
 */
public final class NatGateways {
    private static final Duration PENDING = Duration.ofSeconds(90);
    private static final Duration DELETING = Duration.ofSeconds(45);
    private static final Duration FAILING = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final Set<NatGatewayState> COUNTED =
            Set.of(NatGatewayState.PENDING, NatGatewayState.AVAILABLE, NatGatewayState.DELETING);

    private final Store store;
    private final NetworkInterfaces interfaces;
    private final AddressMap map;

    NatGateways(Store store, NetworkInterfaces interfaces, AddressMap map) {
        this.store = store;
        this.interfaces = interfaces;
        this.map = map;
    }

    private Table<NatGateway> table() {
        return store.network().natGateways();
    }

    public CreateNatGatewayResponse createNatGateway(CreateNatGatewayRequest request) {
        Refusals.supportedOnly(
                request,
                Set.of(
                        "SubnetId",
                        "AllocationId",
                        "ConnectivityType",
                        "PrivateIpAddress",
                        "TagSpecifications",
                        "ClientToken",
                        "DryRun"));
        return store.idempotency()
                .once(
                        "CreateNatGateway",
                        request.clientToken(),
                        request,
                        CreateNatGatewayResponse.class,
                        () -> create(request));
    }

    private CreateNatGatewayResponse create(CreateNatGatewayRequest request) {
        Subnet subnet = store.subnets().get(request.subnetId());
        boolean isPublic = isPublic(request);
        String allocation = checkedAllocation(request, isPublic);
        if (request.privateIpAddress() != null) {
            interfaces.checked(subnet, request.privateIpAddress());
        }
        store.checkQuota(NetworkQuotas.NAT_GATEWAYS, inZone(subnet), "NatGatewayLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.NAT_GATEWAY);
        Refusals.endDryRun(request.dryRun());
        NatGateway gateway =
                NatGateway.builder()
                        .natGatewayId(store.newId(ResourceKind.NAT_GATEWAY))
                        .subnetId(subnet.subnetId())
                        .vpcId(subnet.vpcId())
                        .connectivityType(
                                isPublic ? ConnectivityType.PUBLIC : ConnectivityType.PRIVATE)
                        .createTime(store.foundation().timeline().now())
                        .state(NatGatewayState.PENDING)
                        .natGatewayAddresses(List.of())
                        .build();
        Optional<AwsFailure> obstacle = obstacle(subnet, allocation);
        if (obstacle.isPresent()) {
            fail(gateway, allocation, obstacle.orElseThrow());
        } else {
            begin(gateway, subnet, allocation, request.privateIpAddress());
        }
        store.tags().add(gateway.natGatewayId(), tags);
        return CreateNatGatewayResponse.builder()
                .natGateway(table().tagged(table().get(gateway.natGatewayId())))
                .clientToken(request.clientToken())
                .build();
    }

    private static boolean isPublic(CreateNatGatewayRequest request) {
        if (request.connectivityType() == ConnectivityType.UNKNOWN_TO_SDK_VERSION) {
            throw Refusals.invalid(
                    "connectivityType",
                    request.connectivityTypeAsString(),
                    "Expected: public, private.");
        }
        return request.connectivityType() != ConnectivityType.PRIVATE;
    }

    private @Nullable String checkedAllocation(CreateNatGatewayRequest request, boolean isPublic) {
        String allocation = request.allocationId();
        if (!isPublic) {
            if (allocation != null) {
                throw Refusals.combination(
                        "The AllocationId parameter cannot be used with a private NAT gateway.");
            }
            return null;
        }
        Refusals.required(allocation, "AllocationId");
        ResourceKind.ADDRESS.check(allocation);
        if (store.network().addresses().find(allocation).isEmpty()) {
            throw new AwsFailure(
                    "InvalidElasticIpID.NotFound",
                    "The elasticIp ID '" + allocation + "' does not exist");
        }
        return allocation;
    }

    private long inZone(Subnet subnet) {
        return table().rows()
                .filter(each -> COUNTED.contains(each.state()))
                .filter(each ->
                        store.subnets()
                                .find(each.subnetId())
                                .map(Subnet::availabilityZone)
                                .equals(Optional.of(subnet.availabilityZone())))
                .count();
    }

    /** What lets the gateway fail after a while. */
    private Optional<AwsFailure> obstacle(Subnet subnet, @Nullable String allocation) {
        if (interfaces.freeCount(subnet) < 1) {
            return Optional.of(
                    new AwsFailure(
                            "InsufficientFreeAddressesInSubnet",
                            "Subnet has insufficient free addresses to create this NAT gateway"));
        }
        if (allocation == null) {
            return Optional.empty();
        }
        Address address = store.network().addresses().get(allocation);
        if (address.associationId() != null) {
            return Optional.of(
                    new AwsFailure(
                            "Resource.AlreadyAssociated",
                            "Elastic IP address [" + allocation + "] is already associated"));
        }
        boolean leadsOut =
                store.internetGateways()
                        .rows()
                        .flatMap(each -> each.attachments().stream())
                        .anyMatch(each -> each.vpcId().equals(subnet.vpcId()));
        return leadsOut
                ? Optional.empty()
                : Optional.of(
                        new AwsFailure(
                                "Gateway.NotAttached",
                                "Network " + subnet.vpcId() + " has no Internet gateway attached"));
    }

    private void fail(NatGateway gateway, @Nullable String allocation, AwsFailure obstacle) {
        String id = gateway.natGatewayId();
        NatGatewayAddress asked =
                NatGatewayAddress.builder().allocationId(allocation).isPrimary(true).build();
        table().put(gateway.toBuilder().natGatewayAddresses(asked).build());
        later(
                FAILING,
                id,
                NatGatewayState.PENDING,
                row -> {
                    table().put(
                                    row.toBuilder()
                                            .state(NatGatewayState.FAILED)
                                            .failureCode(obstacle.code())
                                            .failureMessage(obstacle.getMessage())
                                            .deleteTime(store.foundation().timeline().now())
                                            .build());
                    later(REMEMBERED, id, NatGatewayState.FAILED, gone -> table().remove(id));
                });
    }

    private void begin(
            NatGateway gateway,
            Subnet subnet,
            @Nullable String allocation,
            @Nullable String privateAddress) {
        String id = gateway.natGatewayId();
        NetworkInterface card =
                interfaces.take(
                        subnet,
                        List.of(),
                        "Interface for NAT Gateway " + id,
                        NetworkInterfaceType.NAT_GATEWAY,
                        privateAddress);
        NatGatewayAddress.Builder address =
                NatGatewayAddress.builder()
                        .networkInterfaceId(card.networkInterfaceId())
                        .privateIp(card.privateIpAddress())
                        .isPrimary(true)
                        .status(NatGatewayAddressStatus.SUCCEEDED);
        if (allocation != null) {
            String association =
                    map.map(allocation, card.networkInterfaceId(), card.privateIpAddress());
            address.allocationId(allocation)
                    .associationId(association)
                    .publicIp(store.network().addresses().get(allocation).publicIp());
        }
        table().put(gateway.toBuilder().natGatewayAddresses(address.build()).build());
        later(
                PENDING,
                id,
                NatGatewayState.PENDING,
                row -> table().put(row.toBuilder().state(NatGatewayState.AVAILABLE).build()));
    }

    private void later(Duration onAws, String id, NatGatewayState from, Consumer<NatGateway> then) {
        store.foundation()
                .timeline()
                .after(
                        onAws,
                        () -> table().find(id).filter(row -> row.state() == from).ifPresent(then));
    }

    public DescribeNatGatewaysResponse describeNatGateways(DescribeNatGatewaysRequest request) {
        Page<NatGateway> page =
                table().page(Selection.of(request.natGatewayIds(), request).by(request.filter()));
        return DescribeNatGatewaysResponse.builder()
                .natGateways(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** Deletes a gateway; its address stays mapped, and routes lead to it, until that is done. */
    public DeleteNatGatewayResponse deleteNatGateway(DeleteNatGatewayRequest request) {
        NatGateway gateway = table().get(request.natGatewayId());
        String id = gateway.natGatewayId();
        if (gateway.state() == NatGatewayState.DELETED) {
            throw ResourceKind.NAT_GATEWAY.notFound(id);
        }
        Refusals.endDryRun(request.dryRun());
        if (gateway.state() != NatGatewayState.DELETING) {
            table().put(
                            gateway.toBuilder()
                                    .state(NatGatewayState.DELETING)
                                    .deleteTime(store.foundation().timeline().now())
                                    .build());
            later(DELETING, id, NatGatewayState.DELETING, this::end);
        }
        return DeleteNatGatewayResponse.builder().natGatewayId(id).build();
    }

    private void end(NatGateway gateway) {
        gateway.natGatewayAddresses().stream()
                .map(NatGatewayAddress::networkInterfaceId)
                .filter(Objects::nonNull)
                .forEach(interfaces::release);
        table().put(gateway.toBuilder().state(NatGatewayState.DELETED).build());
        String id = gateway.natGatewayId();
        later(REMEMBERED, id, NatGatewayState.DELETED, row -> table().remove(id));
    }
}
