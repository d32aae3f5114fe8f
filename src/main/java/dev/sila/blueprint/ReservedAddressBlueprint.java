package dev.sila.blueprint;

import dev.sila.aws.kind.NetworkInterface;
import dev.sila.engine.Marks;
import dev.sila.engine.Spec;
import dev.sila.engine.Tags;
import dev.sila.model.NetworkLayout;
import dev.sila.model.Reservations;
import dev.sila.model.Reservations.Reservation;
import dev.sila.model.ReservedAddress;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.List;
import java.util.Set;

/** The private addresses that an environment keeps for hostclasses, as specs. */
public final class ReservedAddressBlueprint {
    private ReservedAddressBlueprint() {}

    /**
     * A network interface for each address.
     *
     * @param environment the environment's name
     * @throws ProblemException with every address that cannot be reserved
     */
    public static List<Spec> specs(
            String environment, NetworkLayout layout, List<ReservedAddress> addresses) {
        Problems problems = new Problems();
        List<Reservation> placed = Reservations.of(layout, addresses, problems);
        problems.throwIfErrors();
        return placed.stream().<Spec>map(each -> networkInterface(environment, each)).toList();
    }

    private static NetworkInterface networkInterface(String environment, Reservation placed) {
        String hostclass = placed.reserved().hostclass();
        String metaNetwork = placed.reserved().metaNetwork();
        String name = Names.fleet(environment, hostclass);
        Tags tags =
                Names.tags(name, environment, Marks.NETWORK)
                        .and(Marks.META_NETWORK, metaNetwork)
                        .and("hostclass", hostclass);
        return new NetworkInterface(
                name,
                Names.subnet(environment, metaNetwork, placed.subnet().zone()),
                placed.address(),
                Set.of(Names.securityGroup(environment, metaNetwork)),
                tags);
    }
}
