package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Wait;
import dev.sila.aws.Waiter;
import dev.sila.engine.Diff;
import dev.sila.engine.Found;
import dev.sila.engine.Ids;
import dev.sila.engine.Kind;
import dev.sila.engine.Replacement;
import dev.sila.engine.Scope;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.engine.World;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ResourceType;

/** Finds, makes, changes and deletes reserved network interfaces. */
public final class NetworkInterfaceHandler implements Kind<NetworkInterface> {
    private final Ec2Client ec2;
    private final NetworkCalls calls;
    private final InterfaceUse use;
    private final Waiter waiter;

    public NetworkInterfaceHandler(Ec2Client ec2, Waiter waiter) {
        this.ec2 = ec2;
        this.calls = new NetworkCalls(ec2, waiter);
        this.use = new InterfaceUse(ec2);
        this.waiter = waiter;
    }

    @Override
    public Class<NetworkInterface> type() {
        return NetworkInterface.class;
    }

    @Override
    public Set<String> immutable() {
        return Set.of("subnet", "privateAddress");
    }

    /** A subnet has no address twice. */
    @Override
    public Replacement replacement() {
        return Replacement.DELETE_FIRST;
    }

    /**
     * Hosts attach it, and let go of it when they end. And whatever else draws addresses from its
     * subnet could be given the one that it is to have.
     */
    @Override
    public Set<Class<? extends Spec>> neededBy() {
        return Set.of(
                AutoScalingGroup.class, LoadBalancer.class, NatGateway.class, VpcEndpoint.class);
    }

    /** Those that AWS's services made and keep are not the environment's to change. */
    @Override
    public List<Found<NetworkInterface>> find(Scope scope, World world) {
        DescribeNetworkInterfacesRequest request =
                DescribeNetworkInterfacesRequest.builder()
                        .filters(AwsTags.ofEnvironment(scope.environment()))
                        .maxResults(1000)
                        .build();
        return ec2.describeNetworkInterfacesPaginator(request).networkInterfaces().stream()
                .filter(each -> !Boolean.TRUE.equals(each.requesterManaged()))
                .map(each -> found(each, world))
                .toList();
    }

    private static Found<NetworkInterface> found(
            software.amazon.awssdk.services.ec2.model.NetworkInterface each, World world) {
        Tags tags = AwsTags.fromEc2(each.tagSet());
        String id = each.networkInterfaceId();
        NetworkInterface state =
                new NetworkInterface(
                        AwsTags.name(tags, id),
                        world.ref(Subnet.class, each.subnetId()),
                        each.privateIpAddress(),
                        each.groups().stream()
                                .map(GroupIdentifier::groupId)
                                .map(group -> world.ref(SecurityGroup.class, group))
                                .collect(Collectors.toUnmodifiableSet()),
                        tags);
        return new Found<>(id, state, AwsTags.attrs(tags));
    }

    @Override
    public String create(Scope scope, NetworkInterface wanted, Ids ids) {
        String subnet = ids.of(wanted.subnet());
        CreateNetworkInterfaceRequest request =
                CreateNetworkInterfaceRequest.builder()
                        .subnetId(subnet)
                        .privateIpAddress(wanted.privateAddress())
                        .groups(groups(wanted, ids))
                        .tagSpecifications(
                                AwsTags.ec2(ResourceType.NETWORK_INTERFACE, wanted.tags()))
                        .build();
        try {
            return calls.whenVisible(subnet, () -> ec2.createNetworkInterface(request))
                    .networkInterface()
                    .networkInterfaceId();
        } catch (Ec2Exception e) {
            if (e.awsErrorDetails().errorCode().equals("InvalidIPAddress.InUse")) {
                throw taken(wanted, subnet);
            }
            throw e;
        }
    }

    private static List<String> groups(NetworkInterface wanted, Ids ids) {
        return wanted.securityGroups().stream().map(ids::of).sorted().toList();
    }

    private ProblemException taken(NetworkInterface wanted, String subnet) {
        List<String> holders = use.ofAddress(subnet, wanted.privateAddress());
        return new ProblemException(
                Problem.error(
                        "network interface " + wanted.name(),
                        "the address "
                                + wanted.privateAddress()
                                + " is in use in "
                                + subnet
                                + (holders.isEmpty() ? "." : " by ")
                                + String.join(", ", holders)
                                + (holders.isEmpty() ? "" : "."),
                        "Free it, or choose another ip_address."));
    }

    @Override
    public void update(Found<NetworkInterface> found, NetworkInterface wanted, Diff diff, Ids ids) {
        if (diff.has("securityGroups")) {
            ModifyNetworkInterfaceAttributeRequest request =
                    ModifyNetworkInterfaceAttributeRequest.builder()
                            .networkInterfaceId(found.id())
                            .groups(groups(wanted, ids))
                            .build();
            calls.whenVisible(found.id(), () -> ec2.modifyNetworkInterfaceAttribute(request));
        }
        if (diff.has("tags")) {
            calls.retag(found.id(), found.state().tags(), wanted.tags());
        }
    }

    /** Waits while a host has it. */
    @Override
    public void delete(Found<NetworkInterface> found) {
        String what = "network interface " + found.state().name() + " (" + found.id() + ")";
        use.holder(found.id()).ifPresent(holder -> awaitDetached(found.id(), what, holder));
        DeleteNetworkInterfaceRequest request =
                DeleteNetworkInterfaceRequest.builder().networkInterfaceId(found.id()).build();
        calls.untilGone(what, () -> ec2.deleteNetworkInterface(request));
    }

    private void awaitDetached(String id, String what, String holder) {
        Duration usually = Duration.ofMinutes(2);
        Wait wait = new Wait(holder + " to let go of " + what, usually, Duration.ofMinutes(20));
        waiter.until(wait, () -> use.holder(id).isEmpty());
    }
}
