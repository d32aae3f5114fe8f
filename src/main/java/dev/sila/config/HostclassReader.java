package dev.sila.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sila.model.Balancer;
import dev.sila.model.Environment;
import dev.sila.model.Hostclass;
import dev.sila.model.Pipeline;
import dev.sila.problem.ProblemException;
import dev.sila.problem.Problems;
import dev.sila.problem.Suggest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads hostclasses of one environment from {@code disco_aws.ini}. */
public final class HostclassReader {
    /** Policies of this name's profiles are files; the rest of the name is the file's. */
    private static final String PROFILE = "instance_";

    /** In the text of a problem that depends on the environment. */
    static final String NO_NETWORK = " is no metanetwork of ";

    private static final int GRACE_BEHIND_BALANCER = 60;
    private static final JsonMapper JSON = new JsonMapper();

    private final Configuration configuration;
    private final Environment environment;

    public HostclassReader(Configuration configuration, Environment environment) {
        this.configuration = configuration;
        this.environment = environment;
    }

    /**
     * The hostclass of that name. It needs no section of its own.
     *
     * @throws ProblemException with every error
     */
    public Hostclass read(String name) {
        Problems problems = new Problems();
        Hostclass hostclass = read(name, problems);
        problems.throwIfErrors();
        return hostclass;
    }

    /**
     * The hostclass of a pipeline's row: as the files say, or its second group.
     *
     * @throws ProblemException with every error
     */
    public Hostclass read(Pipeline.Row row) {
        Hostclass hostclass = read(row.hostclass());
        return row.testing() ? hostclass.asTest() : hostclass;
    }

    /** As the other, with what is wrong put into problems. */
    Hostclass read(String name, Problems problems) {
        Options options = options(name, problems);
        String network = metaNetwork(name, options, "meta_network", problems);
        String host = name + "-" + environment.name();
        Balancer balancer = new BalancerReader(options, problems).read(host, network).orElse(null);
        if (balancer != null && options.text("elb_meta_network") != null) {
            metaNetwork(name, options, "elb_meta_network", problems);
        }
        int grace = balancer == null ? 0 : GRACE_BEHIND_BALANCER;
        return new Hostclass(
                name,
                configuration.hostclasses().where(name),
                network,
                options.find("public_ip").isPresent() ? options.flag("public_ip") : null,
                profile(options, problems),
                keyPair(options),
                options.text("domain_name"),
                options.text("product_line"),
                options.text("smoketest_termination"),
                options.flag("chaos"),
                tags(options, problems),
                balancer,
                new ScalingReader(options, problems)
                        .read(balancer == null ? null : balancer.type()),
                options.number("health_check_grace", grace),
                options.number("instance_warmup", GRACE_BEHIND_BALANCER),
                new LaunchReader(configuration, environment, options, problems).read(),
                false);
    }

    /** The options of a hostclass in this environment. */
    Options options(String name, Problems problems) {
        Lookup lookup =
                new Lookup(
                        configuration.hostclasses(),
                        Precedence.HOSTCLASS,
                        Map.of("hostclass", name, "environment", environment.name()));
        return new Options(lookup, HostclassOptions.all(), problems);
    }

    /** The word {@code none} stands for no key pair, as in Asiaq. */
    private static @Nullable String keyPair(Options options) {
        String name = options.text("ssh_key_name");
        return "none".equalsIgnoreCase(name) ? null : name;
    }

    private String metaNetwork(
            String hostclass, Options options, String option, Problems problems) {
        String network = options.text(option);
        List<String> known = environment.metaNetworks().stream().map(each -> each.name()).toList();
        if (network == null) {
            problems.error(
                    configuration.hostclasses().where(hostclass),
                    "the hostclass " + hostclass + " has no " + option + ".",
                    "Write it into its section, or default_" + option + " into [disco_aws].");
            return "";
        }
        if (!known.contains(network)) {
            problems.error(
                    options.where(option),
                    option + " " + network + NO_NETWORK + environment.name() + ".",
                    Suggest.remedy(network, known, "It has: " + String.join(", ", known)));
        }
        return network;
    }

    private Hostclass.@Nullable Profile profile(Options options, Problems problems) {
        String name = options.text("instance_profile_name");
        if (name == null) {
            return null;
        }
        String policyName = name.startsWith(PROFILE) ? name.substring(PROFILE.length()) : name;
        String text = configuration.instancePolicies().get(policyName);
        if (text == null || !name.startsWith(PROFILE)) {
            return new Hostclass.Profile(name, null, null, false);
        }
        return new Hostclass.Profile(
                name, policyName, compact(policyName, text, problems).orElse(""), shared(name));
    }

    private boolean shared(String profile) {
        return configuration.hostclassNames().stream()
                        .map(each -> options(each, new Problems()).text("instance_profile_name"))
                        .filter(profile::equals)
                        .count()
                > 1;
    }

    private static Optional<String> compact(String policy, String text, Problems problems) {
        String file = "iam/instance_policies/" + policy + ".iam";
        try {
            JsonNode tree = JSON.readTree(text);
            if (tree.isObject()) {
                return Optional.of(tree.toString());
            }
            problems.error(file, "the policy is no JSON object.", "Write { ... }.");
        } catch (JsonProcessingException malformed) {
            int line = malformed.getLocation() == null ? 1 : malformed.getLocation().getLineNr();
            problems.error(
                    file + ":" + line,
                    "the policy is not JSON: " + malformed.getOriginalMessage(),
                    "Correct it there.");
        }
        return Optional.empty();
    }

    private static Map<String, String> tags(Options options, Problems problems) {
        Map<String, String> tags = new TreeMap<>();
        for (String each : options.text("tags", "").split(",", -1)) {
            int colon = each.indexOf(':');
            if (colon > 0) {
                tags.put(each.substring(0, colon).strip(), each.substring(colon + 1).strip());
            } else if (!each.isBlank()) {
                problems.error(
                        options.where("tags"),
                        "the tag \"" + each.strip() + "\" has no value.",
                        "Write tags as key:value,key:value.");
            }
        }
        return tags;
    }
}
