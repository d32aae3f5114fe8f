package dev.sila.model;

import dev.sila.model.NetworkLayout.Share;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the reserved addresses of an environment in its layout. */
public final class Reservations {
    /**
     * AWS keeps the first four addresses of every subnet and the last one: see <a
     * href="https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html">subnet sizing</a>.
     */
    private static final int KEPT_AT_START = 4;

    private final NetworkLayout layout;
    private final Problems problems;
    private final Map<Long, ReservedAddress> taken = new HashMap<>();

    private Reservations(NetworkLayout layout, Problems problems) {
        this.layout = layout;
        this.problems = problems;
    }

    /**
     * A reserved address that has its place.
     *
     * @param address the address in dotted form
     */
    public record Reservation(ReservedAddress reserved, Share subnet, String address) {}

    /**
     * Each address with the subnet that holds it, in the given order. One that is outside its
     * metanetwork, kept by AWS, or reserved before is put into problems and left out.
     */
    public static List<Reservation> of(
            NetworkLayout layout, List<ReservedAddress> wanted, Problems problems) {
        Reservations reservations = new Reservations(layout, problems);
        List<Reservation> placed = new ArrayList<>();
        wanted.forEach(each -> reservations.place(each).ifPresent(placed::add));
        return List.copyOf(placed);
    }

    private Optional<Reservation> place(ReservedAddress wanted) {
        Optional<Long> address =
                switch (wanted.place()) {
                    case ReservedAddress.Absolute(long given) -> Optional.of(given);
                    case ReservedAddress.Offset(long offset) ->
                            layout.addressAt(wanted.metaNetwork(), offset);
                };
        Optional<Share> subnet = address.flatMap(it -> layout.subnetOf(wanted.metaNetwork(), it));
        if (address.isEmpty() || subnet.isEmpty()) {
            outside(wanted);
            return Optional.empty();
        }
        return free(wanted, address.get(), subnet.get())
                ? Optional.of(new Reservation(wanted, subnet.get(), Cidr.dotted(address.get())))
                : Optional.empty();
    }

    private void outside(ReservedAddress wanted) {
        List<String> ranges =
                layout.subnetsOf(wanted.metaNetwork()).stream()
                        .map(each -> each.cidr().toString())
                        .toList();
        problems.error(
                wanted.where(),
                "the address "
                        + wanted.place().written()
                        + " of "
                        + wanted.hostclass()
                        + " is in no subnet of "
                        + wanted.metaNetwork()
                        + ".",
                ranges.isEmpty()
                        ? "Choose another meta_network."
                        : "Its subnets are: " + String.join(", ", ranges) + ".");
    }

    private boolean free(ReservedAddress wanted, long address, Share subnet) {
        Cidr range = subnet.cidr();
        long first = range.network() + KEPT_AT_START;
        if (address < first || address == range.broadcast()) {
            problems.error(
                    wanted.where(),
                    named(wanted, address)
                            + " is one of the five that AWS keeps in the subnet "
                            + range
                            + " for itself.",
                    "Choose one from "
                            + Cidr.dotted(first)
                            + " to "
                            + Cidr.dotted(range.broadcast() - 1)
                            + ".");
            return false;
        }
        ReservedAddress before = taken.putIfAbsent(address, wanted);
        if (before != null) {
            problems.error(
                    wanted.where(),
                    named(wanted, address)
                            + " is reserved for "
                            + before.hostclass()
                            + " already ("
                            + before.where()
                            + ").",
                    "Give one of them another address.");
        }
        return before == null;
    }

    private static String named(ReservedAddress wanted, long address) {
        String dotted = Cidr.dotted(address);
        String written = wanted.place().written();
        return "the address "
                + dotted
                + (written.equals(dotted) ? "" : " (" + written + ")")
                + " of "
                + wanted.hostclass();
    }
}
