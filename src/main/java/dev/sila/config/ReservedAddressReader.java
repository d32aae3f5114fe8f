package dev.sila.config;

import dev.sila.model.Environment;
import dev.sila.model.ReservedAddress;
import dev.sila.model.ReservedAddress.Place;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads which private addresses an environment keeps: those of every hostclass with {@code
 * ip_address}, whether a pipeline runs it or not.
 */
public final class ReservedAddressReader {
    static final String OPTION = "ip_address";

    private final Configuration configuration;
    private final Environment environment;
    private final HostclassReader hostclasses;

    public ReservedAddressReader(Configuration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
        this.hostclasses = new HostclassReader(configuration, environment);
    }

    /**
     * The addresses, in the order of the hostclasses' names.
     *
     * @throws ProblemException with every error
     */
    public List<ReservedAddress> read() {
        Problems problems = new Problems();
        List<ReservedAddress> addresses = read(problems);
        problems.throwIfErrors();
        return addresses;
    }

    /** As the other, with what is wrong put into problems. */
    List<ReservedAddress> read(Problems problems) {
        List<ReservedAddress> addresses = new ArrayList<>();
        for (String hostclass : configuration.hostclassNames()) {
            Options options = hostclasses.options(hostclass, problems);
            String written = options.text(OPTION);
            if (written != null) {
                address(hostclass, written, options, problems).ifPresent(addresses::add);
            }
        }
        return List.copyOf(addresses);
    }

    private Optional<ReservedAddress> address(
            String hostclass, String written, Options options, Problems problems) {
        String where = options.where(OPTION);
        Optional<Place> place = ReservedAddress.read(written);
        if (place.isEmpty()) {
            problems.error(
                    where,
                    OPTION + " is \"" + written + "\", which is no address.",
                    "Write an address such as 10.0.0.5, or +5 or -5 for the fifth from the start"
                            + " or the end of the metanetwork.");
        }
        String network = options.text("meta_network");
        if (network == null) {
            problems.error(
                    where,
                    "the hostclass " + hostclass + " has an address, but no meta_network.",
                    "Write meta_network into its section.");
        } else if (environment.metaNetwork(network).isEmpty()) {
            problems.warning(
                    where,
                    "no address is reserved for "
                            + hostclass
                            + " in "
                            + environment.name()
                            + ", which has no metanetwork "
                            + network
                            + ".",
                    "");
            return Optional.empty();
        }
        return place.flatMap(it ->
                Optional.ofNullable(network)
                        .map(net -> new ReservedAddress(hostclass, net, where, it)));
    }
}
