package dev.sila.aws.kind;

import dev.sila.aws.AwsTags;
import dev.sila.aws.Waiter;
import dev.sila.engine.Ids;
import dev.sila.engine.Scope;
import dev.sila.engine.Tags;
import dev.sila.problem.Problem;
import dev.sila.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** The address that a NAT gateway shall have: that it exists and that nothing else uses it. */
final class NatGatewayAddresses {
    private static final Set<NatGatewayState> ALIVE =
            Set.of(NatGatewayState.PENDING, NatGatewayState.AVAILABLE);

    private final AddressCalls addresses;
    private final NatGatewayStates states;

    NatGatewayAddresses(Ec2Client ec2, Waiter waiter) {
        this.addresses = new AddressCalls(ec2, waiter);
        this.states = new NatGatewayStates(ec2, waiter);
    }

    /**
     * The wanted address as it is now.
     *
     * @throws ProblemException if the account has none such
     */
    Address of(NatGateway wanted, Ids ids) {
        return switch (wanted.address()) {
            case NatGateway.Static(String publicIp) ->
                    addresses
                            .at(publicIp)
                            .orElseThrow(
                                    () -> new ProblemException(missing(wanted.name(), publicIp)));
            case NatGateway.Allocated(var address) -> {
                String id = ids.of(address);
                // One that was allocated a moment ago may not be visible yet; nothing uses it.
                yield addresses
                        .allocated(id)
                        .orElseGet(() -> Address.builder().allocationId(id).build());
            }
        };
    }

    /** What is wrong with a static address, as far as it can be seen before its turn comes. */
    List<Problem> obstacles(String name, String publicIp, Scope scope, AddressReading all) {
        Optional<Address> address = all.at(publicIp);
        if (address.isEmpty()) {
            return List.of(missing(name, publicIp));
        }
        return addresses.user(address.get()).stream()
                .filter(user -> ours(user, scope).isEmpty())
                .map(user -> taken(name, publicIp, user.words()))
                .toList();
    }

    private static Problem missing(String name, String publicIp) {
        return Problem.error(
                "nat gateway " + name,
                "the account has no Elastic IP address " + publicIp + " in this region.",
                "Allocate one (aws ec2 allocate-address) and put what it is into disco_vpc.ini, or"
                        + " write auto.");
    }

    private static Problem taken(String name, String publicIp, String user) {
        return Problem.error(
                "nat gateway " + name,
                "its Elastic IP address " + publicIp + " is used by " + user + ".",
                "Free it (aws ec2 disassociate-address), or give another one in disco_vpc.ini.");
    }

    /**
     * Sees to it that the address is free. A gateway of this environment that is on its way out is
     * waited for.
     *
     * @return the wanted gateway itself, if it is there already: AWS did not show it yet when the
     *     plan was made
     * @throws ProblemException if anything else uses the address
     */
    Optional<String> secure(Address address, NatGateway wanted, String subnet, Scope scope) {
        Optional<AddressCalls.User> user = addresses.user(address);
        if (user.isEmpty()) {
            return Optional.empty();
        }
        Optional<GatewayOf> gateway = ours(user.get(), scope);
        if (gateway.isEmpty()) {
            throw new ProblemException(
                    taken(wanted.name(), address.publicIp(), user.get().words()));
        }
        if (gateway.get().is(wanted, subnet)) {
            return Optional.of(gateway.get().gateway().natGatewayId());
        }
        addresses.awaitFree(address.allocationId(), address.publicIp());
        return Optional.empty();
    }

    /** A NAT gateway of this environment. */
    private record GatewayOf(
            software.amazon.awssdk.services.ec2.model.NatGateway gateway, Tags tags) {

        boolean is(NatGateway wanted, String subnet) {
            return ALIVE.contains(gateway.state())
                    && subnet.equals(gateway.subnetId())
                    && wanted.name().equals(tags.values().get(AwsTags.NAME));
        }
    }

    private Optional<GatewayOf> ours(AddressCalls.User user, Scope scope) {
        return Optional.ofNullable(user.natGateway())
                .flatMap(states::of)
                .map(each -> new GatewayOf(each, AwsTags.fromEc2(each.tags())))
                .filter(each -> Ownership.marked(each.tags(), scope));
    }
}
