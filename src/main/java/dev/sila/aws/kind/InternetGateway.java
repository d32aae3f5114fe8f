package dev.sila.aws.kind;

import dev.sila.aws.AwsErrors;
import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Ref;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.CreateInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DeleteInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DetachInternetGatewayRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/**
 * An internet gateway, attached to its VPC.
 *
 * @param vpc the VPC it is attached to; null only on a found one that is attached to nothing
 */
public record InternetGateway(String name, @Nullable Ref<Vpc> vpc, Tags tags) implements Spec {

    /** Finds, makes, attaches and deletes internet gateways. */
    public static final class Handler implements Kind<InternetGateway> {
        private final Ec2Client ec2;
        private final NetworkCalls calls;

        public Handler(Ec2Client ec2, Waiter waiter) {
            this.ec2 = ec2;
            this.calls = new NetworkCalls(ec2, waiter);
        }

        @Override
        public Class<InternetGateway> type() {
            return InternetGateway.class;
        }

        /** AWS does not detach it while anything in the VPC has a public address. */
        @Override
        public Set<Class<? extends Spec>> neededBy() {
            return Set.of(AutoScalingGroup.class, LoadBalancer.class, NatGateway.class);
        }

        @Override
        public List<Found<InternetGateway>> find(Scope scope, World world) {
            DescribeInternetGatewaysRequest request =
                    DescribeInternetGatewaysRequest.builder()
                            .filters(AwsTags.ofEnvironment(scope.environment()))
                            .maxResults(1000)
                            .build();
            return ec2.describeInternetGatewaysPaginator(request).internetGateways().stream()
                    .map(each -> found(each, world))
                    .toList();
        }

        private static Found<InternetGateway> found(
                software.amazon.awssdk.services.ec2.model.InternetGateway gateway, World world) {
            Tags tags = AwsTags.fromEc2(gateway.tags());
            Ref<Vpc> vpc =
                    vpcs(gateway.attachments()).stream()
                            .findFirst()
                            .map(id -> world.ref(Vpc.class, id))
                            .orElse(null);
            String id = gateway.internetGatewayId();
            return new Found<>(
                    id,
                    new InternetGateway(AwsTags.name(tags, id), vpc, tags),
                    AwsTags.attrs(tags));
        }

        private static List<String> vpcs(List<InternetGatewayAttachment> attachments) {
            return attachments.stream().map(InternetGatewayAttachment::vpcId).toList();
        }

        /** The VPCs it is attached to now; none also if it is gone. */
        private List<String> attachedTo(String id) {
            DescribeInternetGatewaysRequest request =
                    DescribeInternetGatewaysRequest.builder().internetGatewayIds(id).build();
            return AwsErrors.orIfGone(
                    List.of(),
                    () ->
                            ec2.describeInternetGateways(request).internetGateways().stream()
                                    .flatMap(each -> vpcs(each.attachments()).stream())
                                    .toList());
        }

        @Override
        public String create(Scope scope, InternetGateway wanted, Ids ids) {
            CreateInternetGatewayRequest request =
                    CreateInternetGatewayRequest.builder()
                            .tagSpecifications(
                                    AwsTags.ec2(ResourceType.INTERNET_GATEWAY, wanted.tags()))
                            .build();
            String id = ec2.createInternetGateway(request).internetGateway().internetGatewayId();
            if (wanted.vpc() != null) {
                attach(id, ids.of(wanted.vpc()));
            }
            return id;
        }

        @Override
        public void update(
                Found<InternetGateway> found, InternetGateway wanted, Diff diff, Ids ids) {
            if (diff.has("vpc") && wanted.vpc() != null) {
                String vpc = ids.of(wanted.vpc());
                for (String other : attachedTo(found.id())) {
                    if (!other.equals(vpc)) {
                        detach(found, other);
                    }
                }
                attach(found.id(), vpc);
            }
            if (diff.has("tags")) {
                calls.retag(found.id(), found.state().tags(), wanted.tags());
            }
        }

        private void attach(String id, String vpc) {
            AttachInternetGatewayRequest request =
                    AttachInternetGatewayRequest.builder().internetGatewayId(id).vpcId(vpc).build();
            try {
                calls.whenVisible(id, () -> ec2.attachInternetGateway(request));
            } catch (Ec2Exception e) {
                if (!AwsErrors.alreadyExists(e) || !attachedTo(id).contains(vpc)) {
                    throw e;
                }
            }
        }

        private void detach(Found<InternetGateway> found, String vpc) {
            DetachInternetGatewayRequest request =
                    DetachInternetGatewayRequest.builder()
                            .internetGatewayId(found.id())
                            .vpcId(vpc)
                            .build();
            calls.untilGone(found, () -> ec2.detachInternetGateway(request));
        }

        @Override
        public void delete(Found<InternetGateway> found) {
            attachedTo(found.id()).forEach(vpc -> detach(found, vpc));
            DeleteInternetGatewayRequest request =
                    DeleteInternetGatewayRequest.builder().internetGatewayId(found.id()).build();
            calls.untilGone(found, () -> ec2.deleteInternetGateway(request));
        }
    }
}
