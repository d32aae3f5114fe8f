package dev.sila.config;

import dev.sila.model.Endpoints;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which of AWS's services an environment reaches without the internet. */
final class EndpointReader {
    private static final String GATEWAYS = "gateway_endpoints";
    private static final String INTERFACES = "interface_endpoints";
    private static final String META_NETWORK = "interface_endpoints_metanetwork";

    /** AWS has gateway endpoints for these two. */
    private static final List<String> WITH_GATEWAY = List.of("s3", "dynamodb");

    private final Options options;
    private final Set<String> networks;
    private final Problems problems;

    EndpointReader(Options options, Set<String> networks, Problems problems) {
        this.options = options;
        this.networks = networks;
        this.problems = problems;
    }

    Endpoints read() {
        List<String> interfaces = interfaces();
        return new Endpoints(gateways(), interfaces, metaNetwork(interfaces));
    }

    private List<String> gateways() {
        Set<String> services = new LinkedHashSet<>(options.words(GATEWAYS));
        if (services.equals(Set.of(VpcOptions.NONE))) {
            return List.of();
        }
        for (String each : services) {
            if (!WITH_GATEWAY.contains(each)) {
                problems.error(
                        options.where(GATEWAYS),
                        GATEWAYS + ": AWS has no gateway endpoint for \"" + each + "\".",
                        Suggest.remedy(
                                each,
                                WITH_GATEWAY,
                                "Write s3, dynamodb or none; other services belong to "
                                        + INTERFACES
                                        + "."));
            }
        }
        return services.stream().filter(WITH_GATEWAY::contains).toList();
    }

    private List<String> interfaces() {
        List<String> right = new ArrayList<>();
        for (String each : new LinkedHashSet<>(options.words(INTERFACES))) {
            if (WITH_GATEWAY.contains(each)) {
                problems.error(
                        options.where(INTERFACES),
                        INTERFACES + ": " + each + " is reached by a gateway endpoint.",
                        "Name it in " + GATEWAYS + ", which costs nothing.");
            } else if (!each.matches("[a-z0-9][a-z0-9.-]*") || each.startsWith("com.amazonaws")) {
                problems.error(
                        options.where(INTERFACES),
                        INTERFACES + ": \"" + each + "\" is no service's short name.",
                        "Write what follows the region in its name: ssm for"
                                + " com.amazonaws.REGION.ssm.");
            } else {
                right.add(each);
            }
        }
        return right;
    }

    private @Nullable String metaNetwork(List<String> interfaces) {
        String network = options.text(META_NETWORK);
        if (network == null) {
            if (!interfaces.isEmpty()) {
                problems.error(
                        options.where(INTERFACES),
                        INTERFACES + " needs a metanetwork for the interfaces.",
                        "Name one: " + META_NETWORK + "=" + networks.iterator().next());
            }
            return null;
        }
        if (!networks.contains(network)) {
            problems.error(
                    options.where(META_NETWORK),
                    META_NETWORK + ": there is no metanetwork " + network + ".",
                    Suggest.remedy(
                            network,
                            networks,
                            "The metanetworks are: " + String.join(", ", networks)));
        }
        return network;
    }
}
