package dev.sila.localcloud.service.ec2;

import dev.sila.localcloud.AwsFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.DisableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationRequest;
import software.amazon.awssdk.services.ec2.model.EnableVgwRoutePropagationResponse;
import software.amazon.awssdk.services.ec2.model.PropagatingVgw;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/**
 * Which route tables take routes from a virtual private gateway. Without a VPN connection behind
 * it, a gateway has none to give.
 */
public final class RoutePropagation {
    private final Store store;

    RoutePropagation(Store store) {
        this.store = store;
    }

    public EnableVgwRoutePropagationResponse enableVgwRoutePropagation(
            EnableVgwRoutePropagationRequest request) {
        RouteTable table = store.routeTables().get(request.routeTableId());
        String gateway = gateway(request.gatewayId());
        if (!attached(store, gateway, table.vpcId())) {
            throw new AwsFailure(
                    "Gateway.NotAttached",
                    "resource %s is not attached to network %s".formatted(gateway, table.vpcId()));
        }
        Refusals.endDryRun(request.dryRun());
        put(table, gateway, true);
        return EnableVgwRoutePropagationResponse.builder().build();
    }

    public DisableVgwRoutePropagationResponse disableVgwRoutePropagation(
            DisableVgwRoutePropagationRequest request) {
        RouteTable table = store.routeTables().get(request.routeTableId());
        String gateway = gateway(request.gatewayId());
        Refusals.endDryRun(request.dryRun());
        put(table, gateway, false);
        return DisableVgwRoutePropagationResponse.builder().build();
    }

    private String gateway(@Nullable String id) {
        String given = Refusals.required(id, "gatewayId");
        if (store.network().vpnGateways().find(given).isEmpty()) {
            throw new AwsFailure(
                    "InvalidGatewayID.NotFound", "The gateway ID '" + given + "' does not exist");
        }
        return given;
    }

    /** Whether a virtual private gateway is attached to that VPC. */
    static boolean attached(Store store, String gatewayId, String vpcId) {
        return store.network().vpnGateways().find(gatewayId).stream()
                .flatMap(gateway -> gateway.vpcAttachments().stream())
                .filter(each -> each.state() == AttachmentStatus.ATTACHED)
                .anyMatch(each -> each.vpcId().equals(vpcId));
    }

    private void put(RouteTable table, String gatewayId, boolean enabled) {
        List<PropagatingVgw> propagating = new ArrayList<>(table.propagatingVgws());
        propagating.removeIf(each -> each.gatewayId().equals(gatewayId));
        if (enabled) {
            propagating.add(PropagatingVgw.builder().gatewayId(gatewayId).build());
        }
        store.routeTables().put(table.toBuilder().propagatingVgws(propagating).build());
    }
}
