package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import dev.sila.localcloud.service.Page;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayResponse;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;

/** Internet gateways, each attached to at most one VPC. */
public final class InternetGateways {
    private final Store store;

    InternetGateways(Store store) {
        this.store = store;
    }

    public CreateInternetGatewayResponse createInternetGateway(
            CreateInternetGatewayRequest request) {
        store.checkQuota(
                NetworkQuotas.INTERNET_GATEWAYS,
                store.internetGateways().rows().count(),
                "InternetGatewayLimitExceeded");
        Map<String, String> tags =
                Tagging.of(request.tagSpecifications(), ResourceKind.INTERNET_GATEWAY);
        Refusals.endDryRun(request.dryRun());
        InternetGateway gateway = make();
        store.tags().add(gateway.internetGatewayId(), tags);
        return CreateInternetGatewayResponse.builder()
                .internetGateway(store.internetGateways().tagged(gateway))
                .build();
    }

    InternetGateway make() {
        InternetGateway gateway =
                InternetGateway.builder()
                        .internetGatewayId(store.newId(ResourceKind.INTERNET_GATEWAY))
                        .ownerId(store.account())
                        .attachments(List.of())
                        .build();
        store.internetGateways().put(gateway);
        return gateway;
    }

    public DescribeInternetGatewaysResponse describeInternetGateways(
            DescribeInternetGatewaysRequest request) {
        Page<InternetGateway> page =
                store.internetGateways()
                        .page(
                                new Selection(
                                        request.internetGatewayIds(),
                                        request.filters(),
                                        request.maxResults(),
                                        request.nextToken(),
                                        request.dryRun()),
                                UnaryOperator.identity());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    public AttachInternetGatewayResponse attachInternetGateway(
            AttachInternetGatewayRequest request) {
        InternetGateway gateway = store.internetGateways().get(request.internetGatewayId());
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        for (InternetGatewayAttachment attachment : gateway.attachments()) {
            throw new AwsFailure(
                    "Resource.AlreadyAssociated",
                    "resource %s is already attached to network %s"
                            .formatted(gateway.internetGatewayId(), attachment.vpcId()));
        }
        if (store.internetGateways().rows().flatMap(InternetGateways::vpcs).anyMatch(vpc::equals)) {
            throw Refusals.invalid("Network " + vpc + " already has an internet gateway attached");
        }
        Refusals.endDryRun(request.dryRun());
        attach(gateway, vpc);
        return AttachInternetGatewayResponse.builder().build();
    }

    void attach(InternetGateway gateway, String vpcId) {
        InternetGatewayAttachment attachment =
                InternetGatewayAttachment.builder().vpcId(vpcId).state("available").build();
        store.internetGateways().put(gateway.toBuilder().attachments(attachment).build());
    }

    private static Stream<String> vpcs(InternetGateway gateway) {
        return gateway.attachments().stream().map(InternetGatewayAttachment::vpcId);
    }

    public DetachInternetGatewayResponse detachInternetGateway(
            DetachInternetGatewayRequest request) {
        InternetGateway gateway = store.internetGateways().get(request.internetGatewayId());
        String vpc = store.vpcs().get(request.vpcId()).vpcId();
        if (vpcs(gateway).noneMatch(vpc::equals)) {
            throw new AwsFailure(
                    "Gateway.NotAttached",
                    "resource %s is not attached to network %s"
                            .formatted(gateway.internetGatewayId(), vpc));
        }
        boolean mapped =
                store.interfaces()
                        .rows()
                        .anyMatch(each -> each.vpcId().equals(vpc) && each.association() != null);
        if (mapped) {
            throw new AwsFailure(
                    "DependencyViolation",
                    "Network %s has some mapped public address(es). Please unmap those public address(es) before detaching the gateway."
                            .formatted(vpc));
        }
        Refusals.endDryRun(request.dryRun());
        store.internetGateways().put(gateway.toBuilder().attachments(List.of()).build());
        return DetachInternetGatewayResponse.builder().build();
    }

    public DeleteInternetGatewayResponse deleteInternetGateway(
            DeleteInternetGatewayRequest request) {
        InternetGateway gateway = store.internetGateways().get(request.internetGatewayId());
        if (!gateway.attachments().isEmpty()) {
            throw Refusals.dependency("internetGateway", gateway.internetGatewayId());
        }
        Refusals.endDryRun(request.dryRun());
        store.internetGateways().remove(gateway.internetGatewayId());
        return DeleteInternetGatewayResponse.builder().build();
    }
}
