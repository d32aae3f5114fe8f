package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.Waiter;
import dev.sila.engine.Attr;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.DetachVpnGatewayRequest;
import software.amazon.awssdk.services.ec2.model.VpnGateway;

/**
 * That the environment's virtual private gateway is attached to its VPC. The gateway itself is made
 * by others (a Direct Connect or VPN provider), is found by its {@code Name} tag, which is the
 * environment's name, and stays when the environment goes: it is only detached. Source: Asiaq's
 * README, "DirectConnect / VPN Gateway".
 *
 * @param name the environment's name
 */
public record VpnGatewayAttachment(String name, Ref<Vpc> vpc) implements Spec {

    /**
     * Finds, attaches and detaches virtual private gateways. The identifier of an attachment is the
     * gateway's, to which routes lead; whose it is, its VPC says.
     */
    public static final class Handler implements Kind<VpnGatewayAttachment> {
        private static final Attr VPC_ID = new Attr("vpcId");

        private final Ec2Client ec2;
        private final VpnGateways gateways;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.gateways = new VpnGateways(ec2, waiter);
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<VpnGatewayAttachment> type() {
            return VpnGatewayAttachment.class;
        }

        @Override
        public Set<String> immutable() {
            return Set.of("vpc");
        }

        /** A gateway is attached to one VPC at a time. */
        @Override
        public Replacement replacement() {
            return Replacement.DELETE_FIRST;
        }

        @Override
        public List<Found<VpnGatewayAttachment>> find(Scope scope, World world) {
            Map<String, Found<Vpc>> vpcs =
                    world.found(Vpc.class).stream()
                            .collect(Collectors.toMap(Found::id, each -> each));
            if (vpcs.isEmpty()) {
                return List.of();
            }
            List<Found<VpnGatewayAttachment>> found = new ArrayList<>();
            for (VpnGateway each : gateways.named(scope.environment())) {
                VpnGateways.vpc(each)
                        .map(vpcs::get)
                        .ifPresent(vpc -> found.add(found(each, vpc, scope, world)));
            }
            return found;
        }

        private static Found<VpnGatewayAttachment> found(
                VpnGateway gateway, Found<Vpc> vpc, Scope scope, World world) {
            Map<Attr, String> attrs = new HashMap<>(vpc.attrs());
            attrs.put(VPC_ID, vpc.id());
            Ref<Vpc> attachedTo = world.ref(Vpc.class, vpc.id());
            return new Found<>(
                    gateway.vpnGatewayId(),
                    new VpnGatewayAttachment(scope.environment(), attachedTo),
                    attrs);
        }

        /** The gateway is missing, not the only one of its name, or attached elsewhere. */
        @Override
        public List<Problem> obstacles(Scope scope, VpnGatewayAttachment wanted, World world) {
            Set<String> own =
                    world.found(Vpc.class).stream().map(Found::id).collect(Collectors.toSet());
            try {
                var _ = free(scope.environment(), own);
                return List.of();
            } catch (ProblemException obstacle) {
                return obstacle.problems();
            }
        }

        /** The environment's gateway, if it is at none but these VPCs. */
        private VpnGateway free(String environment, Set<String> vpcs) {
            VpnGateway gateway = VpnGateways.only(environment, gateways.named(environment));
            Optional<String> other = VpnGateways.vpc(gateway).filter(each -> !vpcs.contains(each));
            if (other.isPresent()) {
                throw VpnGateways.elsewhere(environment, gateway, other.get());
            }
            return gateway;
        }

        /**
         * Returns when it is attached. It may still be on its way from the VPC it was at before.
         */
        @Override
        public String create(Scope scope, VpnGatewayAttachment wanted, Ids ids) {
            String vpc = ids.of(wanted.vpc());
            VpnGateway gateway = free(scope.environment(), Set.of(vpc));
            String id = gateway.vpnGatewayId();
            if (VpnGateways.attachment(gateway, AttachmentStatus.DETACHING::equals).isPresent()) {
                gateways.awaitDetached(id);
            }
            AttachVpnGatewayRequest request =
                    AttachVpnGatewayRequest.builder().vpnGatewayId(id).vpcId(vpc).build();
            calls.whenVisible(vpc, () -> ec2.attachVpnGateway(request));
            gateways.awaitAttached(id);
            return id;
        }

        /** Nothing of an attachment can be changed. */
        @Override
        public void update(
                Found<VpnGatewayAttachment> found,
                VpnGatewayAttachment wanted,
                Diff diff,
                Ids ids) {
            throw new IllegalStateException("A VPN gateway's attachment has nothing to update");
        }

        /** Returns when it is detached; until then the VPC cannot go. */
        @Override
        public void delete(Found<VpnGatewayAttachment> found) {
            String vpc = found.attrs().get(VPC_ID);
            DetachVpnGatewayRequest request =
                    DetachVpnGatewayRequest.builder().vpnGatewayId(found.id()).vpcId(vpc).build();
            AwsErrors.unlessGone(() -> ec2.detachVpnGateway(request));
            gateways.awaitDetached(found.id());
        }
    }
}
