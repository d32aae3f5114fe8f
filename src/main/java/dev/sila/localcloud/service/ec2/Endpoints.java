package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVpcEndpointsResponse;
import software.amazon.awssdk.services.ec2.model.DnsRecordIpType;
import software.amazon.awssdk.services.ec2.model.IpAddressType;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.ModifyVpcEndpointResponse;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItem;
import software.amazon.awssdk.services.ec2.model.UnsuccessfulItemError;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcEndpointType;

/** VPC endpoints to AWS's services: those that are routed to, and those that are interfaces. */
public final class Endpoints {
    /** AWS writes states in lower case, although its model says otherwise. */
    static final String AVAILABLE = "available";

    private static final Set<String> SUPPORTED =
            Set.of(
                    "VpcId",
                    "VpcEndpointType",
                    "ServiceName",
                    "PolicyDocument",
                    "RouteTableIds",
                    "SubnetIds",
                    "SecurityGroupIds",
                    "PrivateDnsEnabled",
                    "IpAddressType",
                    "ClientToken",
                    "TagSpecifications",
                    "DryRun");
    private static final Set<String> MODIFIED =
            Set.of(
                    "VpcEndpointId",
                    "ResetPolicy",
                    "PolicyDocument",
                    "AddRouteTableIds",
                    "RemoveRouteTableIds",
                    "AddSubnetIds",
                    "RemoveSubnetIds",
                    "AddSecurityGroupIds",
                    "RemoveSecurityGroupIds",
                    "PrivateDnsEnabled",
                    "DryRun");

    private final Store store;
    private final GatewayEndpoints gateways;
    private final InterfaceEndpoints interfaces;

    Endpoints(Store store, GatewayEndpoints gateways, InterfaceEndpoints interfaces) {
        this.store = store;
        this.gateways = gateways;
        this.interfaces = interfaces;
    }

    private Table<VpcEndpoint> table() {
        return store.network().endpoints();
    }

    public CreateVpcEndpointResponse createVpcEndpoint(CreateVpcEndpointRequest request) {
        Refusals.supportedOnly(request, SUPPORTED);
        return store.idempotency()
                .once(
                        "CreateVpcEndpoint",
                        request.clientToken(),
                        request,
                        CreateVpcEndpointResponse.class,
                        () -> create(request));
    }

    private CreateVpcEndpointResponse create(CreateVpcEndpointRequest request) {
        Vpc vpc = store.vpcs().get(request.vpcId());
        Refusals.required(request.serviceName(), "ServiceName");
        if (request.ipAddressType() != null && request.ipAddressType() != IpAddressType.IPV4) {
            throw parameter("Only the IP address type ipv4 is supported by the VPC's subnets.");
        }
        String policy = EndpointPolicy.checked(request.policyDocument());
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.VPC_ENDPOINT);
        VpcEndpoint blank =
                VpcEndpoint.builder()
                        .vpcEndpointId(store.newId(ResourceKind.VPC_ENDPOINT))
                        .vpcId(vpc.vpcId())
                        .serviceName(request.serviceName())
                        .policyDocument(policy)
                        .requesterManaged(false)
                        .ownerId(store.account())
                        .ipAddressType(IpAddressType.IPV4)
                        .dnsOptions(options -> options.dnsRecordIpType(DnsRecordIpType.IPV4))
                        .creationTimestamp(store.foundation().timeline().now())
                        .build();
        VpcEndpoint made =
                switch (type(request.vpcEndpointTypeAsString())) {
                    case GATEWAY -> gateways.create(blank, request);
                    default -> interfaces.create(blank, request);
                };
        store.tags().add(made.vpcEndpointId(), tags);
        return CreateVpcEndpointResponse.builder()
                .vpcEndpoint(table().tagged(made))
                .clientToken(request.clientToken())
                .build();
    }

    private static VpcEndpointType type(@Nullable String asked) {
        VpcEndpointType type =
                asked == null ? VpcEndpointType.GATEWAY : VpcEndpointType.fromValue(asked);
        if (type != VpcEndpointType.GATEWAY && type != VpcEndpointType.INTERFACE) {
            throw parameter("The VPC endpoint type " + asked + " is not supported.");
        }
        return type;
    }

    static AwsFailure parameter(String message) {
        return new AwsFailure("InvalidParameter", message);
    }

    public DescribeVpcEndpointsResponse describeVpcEndpoints(DescribeVpcEndpointsRequest request) {
        Page<VpcEndpoint> page = table().page(Selection.of(request.vpcEndpointIds(), request));
        return DescribeVpcEndpointsResponse.builder()
                .vpcEndpoints(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public ModifyVpcEndpointResponse modifyVpcEndpoint(ModifyVpcEndpointRequest request) {
        Refusals.supportedOnly(request, MODIFIED);
        VpcEndpoint row = table().get(request.vpcEndpointId());
        if (!row.stateAsString().equals(AVAILABLE)) {
            throw new AwsFailure(
                    "IncorrectState",
                    "The VPC endpoint %s is in the state %s."
                            .formatted(row.vpcEndpointId(), row.stateAsString()));
        }
        boolean reset = Boolean.TRUE.equals(request.resetPolicy());
        if (reset && request.policyDocument() != null) {
            throw Refusals.combination("ResetPolicy and PolicyDocument cannot be used together.");
        }
        VpcEndpoint changed = row;
        if (reset || request.policyDocument() != null) {
            changed =
                    row.toBuilder()
                            .policyDocument(EndpointPolicy.checked(request.policyDocument()))
                            .build();
        }
        if (row.vpcEndpointType() == VpcEndpointType.GATEWAY) {
            gateways.modify(changed, request);
        } else {
            interfaces.modify(changed, request);
        }
        return ModifyVpcEndpointResponse.builder().returnValue(true).build();
    }

    /** Deletes what can be deleted, and says of the rest why not. */
    public DeleteVpcEndpointsResponse deleteVpcEndpoints(DeleteVpcEndpointsRequest request) {
        if (request.vpcEndpointIds().isEmpty()) {
            throw Refusals.missing("VpcEndpointId");
        }
        request.vpcEndpointIds().forEach(ResourceKind.VPC_ENDPOINT::check);
        Refusals.endDryRun(request.dryRun());
        List<UnsuccessfulItem> not =
                request.vpcEndpointIds().stream()
                        .filter(each -> table().find(each).isEmpty())
                        .map(Endpoints::unknown)
                        .toList();
        for (String id : request.vpcEndpointIds()) {
            table().find(id).ifPresent(this::delete);
        }
        return DeleteVpcEndpointsResponse.builder().unsuccessful(not).build();
    }

    private void delete(VpcEndpoint row) {
        if (row.vpcEndpointType() == VpcEndpointType.GATEWAY) {
            gateways.delete(row);
        } else {
            interfaces.delete(row);
        }
    }

    private static UnsuccessfulItem unknown(String id) {
        return UnsuccessfulItem.builder()
                .resourceId(id)
                .error(
                        UnsuccessfulItemError.builder()
                                .code("InvalidVpcEndpoint.NotFound")
                                .message("The Vpc Endpoint Id '" + id + "' does not exist")
                                .build())
                .build();
    }
}
